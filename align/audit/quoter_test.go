package audit_test

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/language"
	"jiaokan/extract"
)

// A wrong is an error that all copies share: what the notice had, what they have,
// and where that stands in their text.
type wrong struct {
	sort        string // number, name, character
	true, wrong string
	at          int
}

// A quoter makes quotations as newspapers and replies do: one to three sentences,
// with words of its own before and behind, now and then a word put for another,
// read by a recogniser that errs.
type quoter struct {
	*rand.Rand
	noise  float64 // of characters misread
	retell float64 // of words that have a synonym, put for another
}

// synonyms are what reporters put for each other.
var synonyms = [][2]string{
	{"加强", "强化"}, {"推进", "推动"}, {"开展", "组织"}, {"提高", "提升"}, {"建立", "构建"}, {"完善", "健全"}, {"促进", "推动"}, {"保障", "确保"}, {"各地区", "各地"},
	{"应当", "要"}, {"按照", "根据"}, {"进一步", "更加"}, {"实施", "落实"}, {"支持", "扶持"}, {"有关部门", "相关部门"}, {"本通知", "通知"}, {"我省", "全省"}, {"积极", "大力"},
}

func (q quoter) quote(text string) string {
	for _, s := range synonyms {
		if strings.Contains(text, s[0]) && q.Float64() < q.retell {
			text = strings.ReplaceAll(text, s[0], s[1])
		}
	}
	if parts := strings.SplitAfter(text, "，"); q.retell > 0 && len(parts) > 4 && q.Float64() < 0.2 {
		k := 1 + q.Intn(len(parts)-2)
		text = strings.Join(slices.Delete(parts, k, k+1), "")
	}
	var out strings.Builder
	for _, r := range text {
		if q.Float64() < q.noise {
			if c, ok := q.lookalike(r); ok {
				r = c
			}
		}
		out.WriteRune(r)
	}
	return out.String()
}

func (q quoter) lookalike(r rune) (rune, bool) {
	if r >= '0' && r <= '9' {
		return '0' + rune(q.Intn(10)), true
	}
	var all []rune
	for c := range language.Lookalikes(r) {
		if utf8.RuneLen(c) == utf8.RuneLen(r) {
			all = append(all, c)
		}
	}
	if len(all) == 0 {
		return r, false
	}
	slices.Sort(all)
	return all[q.Intn(len(all))], true
}

// sentences returns the bounds of the sentences of a text, headings and lists of
// names left aside.
func sentences(text string) (out []extract.Span) {
	lo := 0
	for i, r := range text {
		if r == '。' || r == '\n' {
			sp := extract.Span{Lo: lo, Hi: i}
			if r == '。' {
				sp.Hi += utf8.RuneLen(r)
			}
			if r == '。' && utf8.RuneCountInString(text[sp.Lo:sp.Hi]) >= 24 {
				out = append(out, sp)
			}
			lo = i + utf8.RuneLen(r)
		}
	}
	return out
}

// spoil puts errors into a notice, at most one in a sentence, and returns what the
// copies share.
func (q quoter) spoil(text string, n int) (string, []wrong) {
	var ws []wrong
	used := map[int]bool{}
	all := sentences(text)
	for range 40 * n {
		if len(ws) == n || len(all) == 0 {
			break
		}
		k := q.Intn(len(all))
		if used[k] {
			continue
		}
		if w, ok := q.error(text, all[k], []string{"number", "name", "character"}[q.Intn(3)]); ok {
			used[k] = true
			ws = append(ws, w)
		}
	}
	slices.SortFunc(ws, func(a, b wrong) int { return a.at - b.at })
	var out strings.Builder
	last := 0
	for i := range ws {
		w := &ws[i]
		out.WriteString(text[last:w.at])
		last = w.at + len(w.true)
		w.at = out.Len()
		out.WriteString(w.wrong)
	}
	return out.String() + text[last:], ws
}

// lead and tail are what stands before and behind a quotation.
func (q quoter) lead() string {
	who := []string{"张晓明", "李建国", "王芳", "刘洋", "陈静", "杨帆", "赵磊", "周婷"}[q.Intn(8)]
	where := []string{"长沙", "株洲", "衡阳", "岳阳", "常德", "郴州", "永州", "怀化"}[q.Intn(8)]
	return []string{where + "讯（记者" + who + "）日前印发的通知要求，", who + "说：“", "为贯彻落实" + where + "市委部署，根据通知精神，", where + "市教育局：来函收悉。按照规定，", "一、" + where + "市要"}[q.Intn(5)]
}

func (q quoter) tail() string {
	who := []string{"张晓明", "李建国", "王芳", "刘洋", "陈静", "杨帆", "赵磊", "周婷"}[q.Intn(8)]
	where := []string{"长沙", "株洲", "衡阳", "岳阳", "常德", "郴州", "永州", "怀化"}[q.Intn(8)]
	return []string{"”" + who + "介绍说，下一步将抓紧落实。", where + "市各单位要认真抓好贯彻执行。", "（" + who + "）", "在" + where + "，此举受到欢迎。"}[q.Intn(4)]
}

var names = []string{"双高", "卓越", "强基", "三品一标", "楚怡", "放管服", "互联网+", "银龄", "春苗", "雪亮"}

// error makes one error within a sentence, not at its very ends.
func (q quoter) error(text string, sp extract.Span, sort string) (w wrong, ok bool) {
	s := text[sp.Lo:sp.Hi]
	var at [][2]int
	switch sort {
	case "number":
		for i := 0; i < len(s); {
			j := i
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			if j > i {
				at = append(at, [2]int{i, j})
			}
			i = max(j, i+1)
		}
	case "name":
		for i := range s {
			if open, rest, found := s[i:], "", false; strings.HasPrefix(open, "“") {
				if rest, _, found = strings.Cut(open[len("“"):], "”"); found && utf8.RuneCountInString(rest) <= 8 && rest != "" {
					at = append(at, [2]int{i + len("“"), i + len("“") + len(rest)})
				}
			}
		}
	default:
		for i, r := range s {
			if _, ok := q.lookalike(r); ok && unicode.Is(unicode.Han, r) && !strings.ContainsRune("一二三四五六七八九十百千万亿零两", r) {
				at = append(at, [2]int{i, i + utf8.RuneLen(r)})
			}
		}
	}
	at = slices.DeleteFunc(at, func(x [2]int) bool {
		return utf8.RuneCountInString(s[:x[0]]) < 8 || utf8.RuneCountInString(s[x[1]:]) < 9
	})
	if len(at) == 0 {
		return w, false
	}
	x := at[q.Intn(len(at))]
	w = wrong{sort: sort, true: s[x[0]:x[1]], at: sp.Lo + x[0]}
	switch sort {
	case "number":
		d := []byte(w.true)
		i := q.Intn(len(d))
		d[i] = '1' + (d[i]-'0'+byte(q.Intn(8)))%9
		w.wrong = string(d)
	case "name":
		w.wrong = names[q.Intn(len(names))]
	default:
		r, _ := utf8.DecodeRuneInString(w.true)
		c, _ := q.lookalike(r)
		w.wrong = string(c)
	}
	return w, w.wrong != w.true
}

// A trial is what came of one notice.
type trial struct {
	chars         int
	asked, found  map[string]int
	missed, false []string
}

// try makes copies that share errors, has voices documents quote each of them, and
// some other sentences, and counts what is proposed.
func (q quoter) try(t testing.TB, text string, copies, errors, voices int, tally *trial) {
	t.Helper()
	spoilt, ws := q.spoil(text, errors)
	var texts []string
	for range copies {
		texts = append(texts, quoter{q.Rand, 0.002 * float64(copies-1), 0}.quote(spoilt))
	}
	if copies == 1 {
		texts[0] = spoilt
	}
	c := collate(t, texts...)
	truth, there := sentences(text), sentences(spoilt)
	if len(truth) != len(there) {
		return
	}
	var said []audit.Testimony
	group := int64(0)
	hear := func(k int) {
		group++
		n := 1 + q.Intn(3)
		lo := max(0, k-q.Intn(n))
		hi := min(len(truth), max(lo+n, k+1))
		passage := text[truth[lo].Lo:truth[hi-1].Hi]
		w := q.Intn(len(texts))
		at := min(there[lo].Lo, len(texts[w])-1)
		end := min(there[hi-1].Hi, len(texts[w]))
		for !utf8.RuneStart(texts[w][at]) {
			at--
		}
		for end < len(texts[w]) && !utf8.RuneStart(texts[w][end]) {
			end++
		}
		said = append(said, audit.Testimony{
			Source: fmt.Sprintf("doc%03d.txt", group), Group: group, Line: 1 + q.Intn(40), Witness: w, Span: extract.Span{Lo: at, Hi: end},
			Text: q.lead() + q.quote(passage) + q.tail(),
		})
	}
	for _, w := range ws {
		k := slices.IndexFunc(there, func(sp extract.Span) bool { return sp.Lo <= w.at && w.at < sp.Hi })
		for range voices {
			hear(k)
		}
	}
	for range 3 * errors {
		hear(q.Intn(len(truth)))
	}
	rep := audit.Run(c, said)
	tally.chars += utf8.RuneCountInString(spoilt)
	for _, w := range ws {
		tally.asked[w.sort]++
		if slices.ContainsFunc(rep.Conjectures, func(g audit.Conjecture) bool { return g.Method == audit.External && w.mended(c, g) }) {
			tally.found[w.sort]++
		} else {
			tally.missed = append(tally.missed, fmt.Sprintf("%s %s for %s in %s", w.sort, w.wrong, w.true, around(spoilt, w.at)))
		}
	}
	for _, f := range rep.Findings {
		if f.Method != audit.External || !f.Doubt && f.Rule != "corruption.missing" {
			continue
		}
		if !slices.ContainsFunc(rep.Conjectures, func(g audit.Conjecture) bool {
			return f.Doubt && g.At[0] == f.At[0] && slices.ContainsFunc(ws, func(w wrong) bool { return w.touched(g) })
		}) {
			tally.false = append(tally.false, fmt.Sprintf("%s %s %.2f %s | %s", f.Severity, f.Rule, f.Confidence, f.Message.ZH, f.Evidence[0].Text.ZH))
		}
	}
}

// mended reports whether a conjecture puts an error right.
func (w wrong) mended(c *align.Collation, g audit.Conjecture) bool {
	return slices.ContainsFunc(g.At, func(p align.Place) bool {
		text, end := c.Witnesses[p.Witness].Text, w.at+len(w.wrong)
		lo, hi := min(p.Span.Lo, w.at), max(p.Span.Hi, end)
		return hi-lo < 100 && align.Key(text[lo:p.Span.Lo]+g.Proposed+text[p.Span.Hi:hi]) == align.Key(text[lo:w.at]+w.true+text[end:hi])
	})
}

// touched reports whether a conjecture is about an error, be it that it puts a
// synonym of the word that was spoilt.
func (w wrong) touched(g audit.Conjecture) bool {
	return slices.ContainsFunc(g.At, func(p align.Place) bool { return p.Span.Lo < w.at+len(w.wrong) && w.at < p.Span.Hi })
}

func around(text string, at int) string {
	before, behind := []rune(text[:at]), []rune(text[at:])
	return string(before[max(0, len(before)-12):]) + "¦" + string(behind[:min(len(behind), 14)])
}

// TestProposals puts errors into all copies of a notice, has each quoted rightly by
// two other documents and other sentences by some, and counts what is proposed.
func TestProposals(t *testing.T) {
	for _, noise := range []float64{0, 0.01} {
		tally := newTrial()
		for seed := range 8 {
			q := quoter{rand.New(rand.NewSource(int64(seed))), noise, 0.3}
			q.try(t, notice(t, "../../corpus/testdata/chuyi/"+[]string{"000_1c7268e008740abf.txt", "004_484d152f479902b9.txt"}[seed%2]), 1+seed%2, 5, 2, tally)
		}
		tally.check(t, fmt.Sprintf("the 楚怡 notices, which print clauses twice, noise %.2f", noise), 0.85, 0.3)
	}
	files, _ := filepath.Glob("../../../shared/evalkit/notices/*.txt")
	if len(files) == 0 {
		t.Log("SKIPPED: the notices of the evaluation kit are not here")
	}
	for _, noise := range []float64{0, 0.01} {
		tally := newTrial()
		for i, name := range files {
			q := quoter{rand.New(rand.NewSource(int64(i + 1))), noise, 0.3}
			q.try(t, notice(t, name), 1+i%2, 6, 2, tally)
		}
		if len(files) > 0 {
			tally.check(t, fmt.Sprintf("%d notices, noise %.2f", len(files), noise), 0.93, 0.3)
		}
	}
}

func notice(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// check holds the share of errors that were found, and the false ones in 10,000
// characters, against what is known to be reached.
func (x *trial) check(t *testing.T, name string, least, most float64) {
	t.Helper()
	t.Logf("%s: %s", name, x)
	asked, found := 0, 0
	for sort := range x.asked {
		asked, found = asked+x.asked[sort], found+x.found[sort]
	}
	if asked == 0 || float64(found) < least*float64(asked) || 1e4*float64(len(x.false)) > most*float64(x.chars) {
		t.Errorf("%s: %s\nmissed\n%s\nfalse\n%s", name, x, strings.Join(x.missed, "\n"), strings.Join(x.false, "\n"))
	}
}

func newTrial() *trial { return &trial{asked: map[string]int{}, found: map[string]int{}} }

func (x *trial) String() string {
	var out strings.Builder
	for _, s := range []string{"number", "name", "character"} {
		fmt.Fprintf(&out, "%s %d of %d, ", s, x.found[s], x.asked[s])
	}
	fmt.Fprintf(&out, "false %d (%.2f in 10,000 characters)", len(x.false), 1e4*float64(len(x.false))/float64(max(x.chars, 1)))
	return out.String()
}
