package audit

import (
	"strings"

	"jiaokan/extract"
)

// sequence is what it is worth that a label continues its list.
const sequence = 2

// judgeLabel weighs the labels of row r: by copies, and by which continues the
// list.
func (d *desk) judgeLabel(r int) (Judgement, bool) {
	row := d.c.Rows[r]
	j := Judgement{Row: r, Segment: LabelSegment, Kind: labelKind(row)}
	var keys []string
	var odds []float64
	want := d.nextLabel(r)
	for k, rd := range row.Label.Readings {
		lines, anew := 0, 0
		for _, p := range rd.At {
			if _, ok := d.countedAnew(p); ok {
				anew++
			} else if d.alive(p.Witness, r) {
				lines++
			}
		}
		if lines+anew == 0 {
			continue
		}
		o := weight[0] * float64(lines)
		num := numOf(rd.Key)
		if num == want {
			o += sequence
		}
		if rd.Key == "" {
			o -= sequence
		}
		j.Living, keys, odds = append(j.Living, k), append(keys, rd.Key), append(odds, o)
	}
	if len(j.Living) < 2 {
		return j, false
	}
	j.P = normalize(odds)
	for i := range j.P {
		if j.P[i] > j.P[j.Best] {
			j.Best = i
		}
	}
	j.Method = ByCollation
	j.Reasons = []Evidence{{ByCollation, say("各本序号不同：%s", "the copies number it differently: %s", strings.Join(keys, "｜"))}}
	if num := numOf(keys[j.Best]); num == want && want.Style != extract.NoStyle {
		j.Method = Internal
		j.Reasons = append(j.Reasons, Evidence{Internal, say("“%s”承接上一条的序号", "“%s” continues the list", keys[j.Best])})
	}
	j.Reasons = append(j.Reasons, d.lostItems(r, j)...)
	return j, true
}

// lostItems says what it implies that a clause bears a higher number in one
// copy than in another: the copy with the lower has lost items before it.
func (d *desk) lostItems(r int, j Judgement) (out []Evidence) {
	row := d.c.Rows[r]
	for _, a := range j.Living {
		for _, b := range j.Living {
			x := numOf(row.Label.Readings[a].Key)
			y := numOf(row.Label.Readings[b].Key)
			if x.Style == y.Style && x.Value < y.Value {
				out = append(out, Evidence{Internal, say("%s 的序号比 %s 少 %d：其前应有 %d 条为 %[1]s 所失", "%s counts %[3]d less than %[2]s: it has lost %[4]d items before this one", sigla(row.Label.Readings[a].At), sigla(row.Label.Readings[b].At), y.Value-x.Value, y.Value-x.Value)})
			}
		}
	}
	return out
}

// nextLabel is what the label of row r should be, by its nearest sibling
// above.
func (d *desk) nextLabel(r int) extract.Num {
	row := d.c.Rows[r]
	for x := r - 1; x >= 0; x-- {
		up := d.c.Rows[x]
		if d.living(x) == 0 || up.Num.Style == extract.NoStyle {
			continue
		}
		if n, ok := d.label[x]; ok {
			up.Num = n
		}
		if up.Num.Style == row.Num.Style {
			return extract.Num{Style: up.Num.Style, Value: up.Num.Value + 1}
		}
		if up.Num.Style < row.Num.Style {
			break
		}
	}
	return extract.Num{Style: row.Num.Style, Value: 1}
}
