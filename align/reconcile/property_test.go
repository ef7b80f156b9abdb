package reconcile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// clauses are what documents are made of here: clauses of laws and notices,
// no two from one mould.
var clauses = []string{
	"公共图书馆应当设置少年儿童阅览区域，根据少年儿童的特点配备相应的专业人员。",
	"建设工程使用的建筑材料，应当符合国家标准和合同约定，不得使用不合格产品。",
	"充分发挥基地在科学管理、教学改革、机制创新、生产性实训等方面的示范辐射作用。",
	"各级人民政府应当加强对森林防火工作的领导，建立火灾监测预警体系。",
	"申报材料应当于2023年6月30日前报送省财政厅，逾期不予受理。",
	"纳税人因有特殊困难，不能按期缴纳税款的，可以延期，但是最长不得超过三个月。",
	"支持14个市州各改扩建1所中职学校，并统一命名、统一标识、统一风格。",
	"食品生产者采购原料，应当查验供货者的许可证和产品合格证明文件。",
	"大力推介优秀技术技能人才的典型事迹，营造人人参与、齐抓共建的良好氛围。",
	"行政机关收集的证据未经当事人质证的，不得作为认定事实的依据。",
	"鼓励社会资本以独资、合资、租赁等形式参与养老服务设施的运营。",
	"水行政主管部门应当会同环境保护部门划定饮用水水源保护区。",
	"对在科学研究中取得突出成绩的个人，按照国家有关规定给予表彰。",
	"车辆通过没有交通信号的路口，应当减速慢行，让行人优先通过。",
	"档案馆对重要文献实行分级管理，并采用现代化技术保证其安全。",
	"农民专业合作社成员可以用土地经营权作价出资，依章程分配盈余。",
}

// document draws a document: headings 一、 and items under them.
func document(t *rapid.T) []string {
	body := rapid.Permutation(clauses).Draw(t, "clauses")
	body = body[:rapid.IntRange(3, 12).Draw(t, "size")]
	heads := []string{"总体要求", "重点任务", "保障措施", "附则"}
	out := []string{"关于进一步做好有关工作的通知"}
	head, item := 0, 0
	for i, c := range body {
		if head < len(heads) && i%3 == 0 {
			out = append(out, string([]rune("一二三四")[head])+"、"+heads[head])
			head, item = head+1, 0
		}
		item++
		out = append(out, fmt.Sprintf("（%s）%s", string([]rune("一二三四五六七八九")[item-1]), c))
	}
	return out
}

// damage draws what scans, web pages and typists do to a copy.
func damage(t *rapid.T, doc []string) []string {
	out := slices.Clone(doc)
	for range rapid.IntRange(0, 5).Draw(t, "damages") {
		if len(out) == 0 {
			break
		}
		i := rapid.IntRange(0, len(out)-1).Draw(t, "line")
		rs := []rune(out[i])
		x := rapid.IntRange(0, len(rs)).Draw(t, "from")
		y := min(len(rs), x+rapid.IntRange(0, 20).Draw(t, "length"))
		switch rapid.SampledFrom([]string{"drop", "cut", "slip", "stray", "again", "swap", "glue", "wrap", "width", "other"}).Draw(t, "damage") {
		case "drop":
			out = slices.Delete(out, i, i+1)
		case "cut":
			out[i] = string(rs[:x]) + string(rs[y:])
		case "slip":
			out[i] = string(rs[:x]) + rapid.SampledFrom([]string{"未", "末", "20", "应当", "“双高”", "\u3000"}).Draw(t, "slip") + string(rs[y:])
		case "stray":
			out = slices.Insert(out, i, rapid.SampledFrom([]string{"天一实", "湖南省发", "（一）完善职业", "12", "—"}).Draw(t, "stray"))
		case "again":
			n := min(len(out), i+rapid.IntRange(1, 3).Draw(t, "run"))
			out = slices.Insert(out, n, out[i:n]...)
		case "swap":
			j := rapid.IntRange(0, len(out)-1).Draw(t, "with")
			out[i], out[j] = out[j], out[i]
		case "glue":
			if i+1 < len(out) {
				out[i] += out[i+1]
				out = slices.Delete(out, i+1, i+2)
			}
		case "wrap":
			out[i] = string(rs[:x]) + "\n\n" + string(rs[x:])
		case "width":
			out[i] = strings.NewReplacer("，", ",", "（", "(", "）", ")", "。", "．").Replace(out[i])
		case "other":
			out = slices.Insert(out, i, "关于加快推进“双碳”目标实现的通知", "为推动全省经济社会绿色低碳发展，现将有关事项通知如下。")
		}
	}
	return out
}

func print(doc []string) string { return strings.Join(doc, "\n") + "\n" }

// witnesses draws two to four damaged copies of one document.
func witnesses(t *rapid.T) []string { return rapid.Custom(drawWitnesses).Draw(t, "witnesses") }

func drawWitnesses(t *rapid.T) []string {
	doc := document(t)
	var out []string
	for range rapid.IntRange(2, 4).Draw(t, "witnesses") {
		text := print(damage(t, doc))
		if bare(text) == "" {
			text = print(doc)
		}
		out = append(out, text)
	}
	return out
}

// TestEveryPlaceIsTrue runs damaged copies and checks what the collation and
// the canonical text promise.
func TestEveryPlaceIsTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := run(t, witnesses(t)...)
		checkRows(t, e.c)
		checkTrace(t, e)
	})
}

// TestOrderOfWitnesses names damaged copies in another order.
func TestOrderOfWitnesses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := witnesses(t)
		order := make([]int, len(texts))
		for i := range order {
			order[i] = i
		}
		checkOrder(t, texts, rapid.Permutation(order).Draw(t, "order"))
	})
}

// TestEqualWitnesses checks that copies which agree have no variant, and that
// the canonical text is theirs but for white space.
func TestEqualWitnesses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := print(document(t))
		texts := make([]string, rapid.IntRange(1, 4).Draw(t, "witnesses"))
		for i := range texts {
			texts[i] = text
		}
		e := run(t, texts...)
		for x, row := range e.c.Rows {
			for _, seg := range append(row.Segments, row.Label) {
				if seg.Variant() {
					t.Errorf("row %d has a variant: %s", x+1, dumpSegment(e.c, seg))
				}
			}
		}
		if got, want := bare(e.can.Text()), bare(text); got != want {
			t.Errorf("canonical text is\n%s\nand not\n%s", got, want)
		}
		if len(e.rep.Findings) > 0 {
			t.Errorf("findings:\n%s", dumpFindings(e.c, e.rep))
		}
	})
}

// TestEqualDamage checks that what all copies have in the same way is no
// variant, whatever it is.
func TestEqualDamage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := print(damage(t, document(t)))
		if bare(text) == "" {
			t.Skip()
		}
		e := run(t, text, text, text)
		for x, row := range e.c.Rows {
			for _, seg := range append(row.Segments, row.Label) {
				if seg.Variant() {
					t.Fatalf("row %d has a variant: %s", x+1, dumpSegment(e.c, seg))
				}
			}
		}
	})
}

// TestNothingIsInvented checks that every line of the canonical text between
// two lacunae is made of characters that some witness has.
func TestNothingIsInvented(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := witnesses(t)
		e := run(t, texts...)
		for _, p := range e.can.Pieces {
			if len(p.From) == 0 {
				continue
			}
			if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, p.Text) }) {
				t.Errorf("no witness has %q", p.Text)
			}
		}
	})
}

// TestSameInputSameEdition runs the same copies twice.
func TestSameInputSameEdition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := witnesses(t)
		a, b := run(t, texts...), run(t, texts...)
		if x, y := dumpCollation(a.c), dumpCollation(b.c); x != y {
			t.Errorf("rows differ:\n%s\n%s", x, y)
		}
		if x, y := dumpFindings(a.c, a.rep), dumpFindings(b.c, b.rep); x != y {
			t.Errorf("findings differ:\n%s\n%s", x, y)
		}
		if x, y := fmt.Sprintf("%+v", a.can.Pieces), fmt.Sprintf("%+v", b.can.Pieces); x != y {
			t.Errorf("canonical texts differ:\n%s\n%s", x, y)
		}
	})
}

// TestManyCopies lays many copies side by side of which fewer than a third share a page
// of another document, a clause printed again, or a stray line, each in one place: it is
// text of none, whichever way the copies are named.
func TestManyCopies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := document(t)
		n := rapid.IntRange(7, 20).Draw(t, "copies")
		copies := make([][]string, n)
		for i := range copies {
			copies[i] = slip(doc, i)
		}
		at := len(doc)
		for _, stray := range [][]string{
			{"关于加快推进“双碳”目标实现的通知", "为推动全省经济社会绿色低碳发展，现将有关事项通知如下。", "统筹推进碳达峰碳中和各项工作，能源绿色低碳转型取得显著成效。"},
			{doc[len(doc)-1]},
			{"改革委、人力资源社会保"},
		} {
			at = rapid.IntRange(1, at).Draw(t, "at") // before the one before, and not within it
			for _, i := range rapid.Permutation(numbers(n)).Draw(t, "who")[:rapid.IntRange(0, (n-1)/3).Draw(t, "share")] {
				copies[i] = slices.Insert(copies[i], at, stray...)
			}
		}
		texts := make([]string, n)
		for i := range copies {
			texts[i] = print(copies[i])
		}
		e := run(t, texts...)
		if got, want := bare(e.can.Text()), bare(print(doc)); got != want {
			t.Errorf("canonical text is\n%s\nand not\n%s", got, want)
		}
		checkOrder(t, texts, rapid.Permutation(numbers(n)).Draw(t, "order"))
	})
}

// slip is a copy with one misread character of its own: copies to the letter are one
// line of copies.
func slip(doc []string, copy int) []string {
	out := slices.Clone(doc)
	var long []int
	for i, line := range out {
		if len([]rune(line)) > 30 {
			long = append(long, i)
		}
	}
	i := long[copy%len(long)]
	rs := []rune(out[i])
	rs[5+2*(copy/len(long))] = '囗'
	out[i] = string(rs)
	return out
}

func numbers(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
