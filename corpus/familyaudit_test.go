package corpus

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// documents makes a family of texts.
func documents(texts ...string) (out []FamilyDocument) {
	for i, text := range texts {
		out = append(out, FamilyDocument{ID: int64(i + 1), Path: fmt.Sprintf("%d.txt", i+1), Text: text})
	}
	return out
}

func auditOf(t testing.TB, docs []FamilyDocument, opt FamilyOptions) FamilyAudit {
	t.Helper()
	a, err := AuditFamily(docs, opt)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// rules is a statute of a chapter; its articles are long enough to tell.
func rules(day string, as ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "档案管理规定\n（%s省人民政府第8次常务会议通过）\n", day)
	for i, a := range as {
		fmt.Fprintf(&b, "第%s条　%s\n", []string{"一", "二", "三", "四", "五", "六", "七", "八"}[i], a)
	}
	return b.String()
}

var articles = []string{
	"为了加强档案工作，规范档案收集、整理工作，有效保护和利用档案，制定本规定。",
	"本省行政区域内的机关、团体、企业事业单位和个人，应当遵守本规定。",
	"档案主管部门负责本行政区域内的档案工作，对档案工作实行监督和指导。",
	"档案的保管期限分为永久和定期两种，定期分为三十年和十年。",
	"违反本规定的，由档案主管部门给予警告，可以并处一千元以下的罚款。",
}

// TestEditions: an amendment is another edition, the newest is the one to cite,
// and copies of either stand together.
func TestEditions(t *testing.T) {
	amended := slices.Clone(articles)
	amended[2] = "县级以上档案主管部门主管本行政区域内的档案工作，对乡镇人民政府和有关单位的档案工作实行监督、检查。"
	amended[4] = "违反本规定的，由县级以上档案主管部门责令限期改正；情节严重的，处五千元以上二万元以下的罚款。"
	amended = slices.Insert(amended, 4, "电子档案与传统载体档案具有同等效力，电子档案管理办法由省档案主管部门会同有关部门制定。")
	older, newer := rules("2005年3月1日", articles...), rules("2021年6月1日", amended...)
	a := auditOf(t, documents(older, newer, strings.Replace(older, "永久", "水久", 1), "\n"+strings.ReplaceAll(older, "\n", "\n\n")), FamilyOptions{})
	if len(a.Editions) != 2 || a.Editions[0].Date != "2021-06-01" || a.Editions[1].Date != "2005-03-01" {
		t.Fatalf("editions: %+v", a.Editions)
	}
	if e := a.Editions[1]; e.Added != 1 || e.Repealed != 0 || e.Changed != 2 {
		t.Errorf("the amendment: %+v", e)
	}
	if !strings.Contains(a.Editions[0].Text, "五千元") || !strings.Contains(a.Editions[1].Text, "永久") {
		t.Errorf("texts: %+v", a.Editions)
	}
	var got []string
	for _, d := range a.Documents {
		got = append(got, fmt.Sprint(d.Edition, d.Siglum, " ", d.Role, " ", d.Twin, " ", d.Year, d.YearFrom))
	}
	want := []string{"1A version 0 2005note", "0A complete 0 2021note", "1B version 0 2005note", "1A version 1 2005note"}
	if !slices.Equal(got, want) {
		t.Errorf("documents are\n%q, want\n%q", got, want)
	}
}

// TestRoles: what damage makes of a copy.
func TestRoles(t *testing.T) {
	whole := rules("2005年3月1日", articles...)
	second := strings.Index(whole, "第二条")
	last := strings.Index(whole, "第五条")
	twice := whole[:last] + whole[second:]
	docs := documents(whole, whole[:last-len("三十年和十年。\n")], twice, whole[second:second+len(articles[1])+60], strings.Replace(whole, "规范", "规苑", 1))
	docs[3].Role = RoleFragment
	var got []string
	for _, d := range auditOf(t, docs, FamilyOptions{}).Documents {
		got = append(got, d.Role)
	}
	if want := []string{RoleComplete, RoleCut, RoleContaminated, RoleFragment, RoleComplete}; !slices.Equal(got, want) {
		t.Errorf("roles are %q, want %q", got, want)
	}
}

// TestRolesWithoutContents: who has no table of contents, no 题注 and no links, has
// lost nothing. Of four copies three can tell that a path of a site above the title is
// stray: there it is left out.
func TestRolesWithoutContents(t *testing.T) {
	body := "第一章　总则\n第一条　" + articles[0] + "\n第二条　" + articles[1] + "\n第二章　管理\n第三条　" + articles[2] + "\n第三章　法律责任\n第四条　" + articles[4] + "\n"
	plain := "档案管理规定\n" + body
	noted := "档案管理规定\n（2005年3月1日省人民政府第8次常务会议通过　2021年6月1日省人民政府第3次常务会议修订）\n" + body
	listed := "档案管理规定\n目　录\n第一章　总则\n第二章　管理\n第三章　法律责任\n" + body
	const path = "[规章汇编](../index) >> 档案管理规定\n"
	marked := "# 档案管理规定\n***目录***\n[第一章 总则](#第一章-总则)\n[第二章 管理](#第二章-管理)\n[第三章 法律责任](#第三章-法律责任)\n" +
		strings.NewReplacer("第一章", "## 第一章", "第二章", "## 第二章", "第三章", "## 第三章").Replace(body)
	for _, texts := range [][]string{{plain, path + marked}, {listed, path + marked}, {plain, listed}, {plain, noted}, {plain, noted, listed, marked}} {
		for i, d := range auditOf(t, documents(texts...), FamilyOptions{}).Documents {
			if d.Role != RoleComplete || d.Share < 1 {
				t.Errorf("%q is %s and has %.3f", texts[i][:60], d.Role, d.Share)
			}
		}
	}
}

// TestManyCopies: of more copies than can be laid side by side some are held
// against the text of the others, and all are told of.
func TestManyCopies(t *testing.T) {
	whole := rules("2005年3月1日", articles...)
	var texts []string
	for i := range 5 * mostCollated { // each with two slips of its own
		as := slices.Clone(articles)
		for _, k := range []int{i % 5, i / 5 % 5} {
			rs := []rune(as[k])
			rs[3+i%(len(rs)-6)] = rune('口' + i/25)
			as[k] = string(rs)
		}
		texts = append(texts, rules("2005年3月1日", as...))
	}
	texts = append(texts, texts[5]+"\n", rules("2005年3月1日", articles[:3]...))
	a := auditOf(t, documents(texts...), FamilyOptions{})
	among, apart, twins := 0, 0, 0
	for _, d := range a.Documents {
		switch {
		case d.Edition != 0 || d.Siglum == "":
			t.Errorf("%+v", d)
		case d.Twin > 0:
			twins++
		case d.Apart:
			apart++
		default:
			among++
		}
	}
	if among != mostCollated || apart == 0 || twins == 0 {
		t.Errorf("%d among the copies, %d beside, %d twins", among, apart, twins)
	}
	if got := a.Editions[0].Text; got != strings.TrimSuffix(whole, "\n") {
		t.Errorf("the canonical text is\n%s", got)
	}
	if d := a.Documents[len(texts)-1]; d.Role != RoleCut {
		t.Errorf("the copy that was cut: %+v", d)
	}
}

// TestOrderOfDocuments: the order in which documents are given changes nothing.
func TestOrderOfDocuments(t *testing.T) {
	docs := documents(rules("2005年3月1日", articles...), rules("2005年3月1日", articles[:4]...), rules("2005年3月1日", articles[1:]...), sound)
	want, _ := json.Marshal(auditOf(t, docs, FamilyOptions{}))
	for i := range uint64(4) {
		rand.New(rand.NewPCG(i, 1)).Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		if got, _ := json.Marshal(auditOf(t, docs, FamilyOptions{})); string(got) != string(want) {
			t.Errorf("another order gives\n%s, want\n%s", got, want)
		}
	}
}

// TestTooMuchText: what is too long is told and stops nothing; texts that have no
// room together are audited one after the other.
func TestTooMuchText(t *testing.T) {
	whole := rules("2005年3月1日", articles...)
	docs := documents(whole, strings.Replace(whole, "永久", "水久", 1), strings.Repeat(whole, 4))
	a := auditOf(t, docs, FamilyOptions{Bytes: len(whole)})
	if d := a.Documents[2]; d.Why == "" || d.Edition != -1 {
		t.Errorf("the long one: %+v", d)
	}
	if d := a.Documents[1]; !d.Apart || d.Role != RoleComplete {
		t.Errorf("the second: %+v", d)
	}
	if a = auditOf(t, docs, FamilyOptions{Bytes: 10}); len(a.Editions) != 0 || a.Title != "" {
		t.Errorf("none was short enough: %+v", a)
	}
}

// FuzzAuditFamily: no family makes it panic, and all it says points into the
// texts.
func FuzzAuditFamily(f *testing.F) {
	whole := rules("2005年3月1日", articles...)
	f.Add(whole, whole[:300], sound, 0)
	f.Add("一、甲\n一、甲\n", "", "\x00", 40)
	f.Fuzz(func(t *testing.T, x, y, z string, bytes int) {
		docs := documents(strings.ToValidUTF8(x, ""), strings.ToValidUTF8(y, ""), strings.ToValidUTF8(z, ""))
		a := auditOf(t, docs, FamilyOptions{Bytes: max(0, bytes)})
		if len(a.Documents) != len(docs) {
			t.Fatalf("%d documents", len(a.Documents))
		}
		for _, d := range a.Documents {
			if d.Share < 0 || d.Share > 1 || d.Alien < 0 || d.Alien > 1 || d.Edition >= len(a.Editions) || (d.Edition < 0) == (d.Why == "") {
				t.Errorf("%+v", d)
			}
		}
		for _, x := range a.Findings {
			if x.Document > 0 {
				text := docs[x.Document-1].Text
				if _ = text[x.Lo:x.Hi]; x.Line != 1+strings.Count(text[:x.Lo], "\n") {
					t.Errorf("%+v", x)
				}
			}
		}
	})
}

func BenchmarkAuditFamily(b *testing.B) {
	docs := documents(readAll(b, chuyi+"/000_1c7268e008740abf.txt"), readAll(b, chuyi+"/004_484d152f479902b9.txt"))
	for b.Loop() {
		auditOf(b, docs, FamilyOptions{})
	}
}
