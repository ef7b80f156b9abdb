package overview

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"jiaokan/corpus"
	"jiaokan/extract"
)

const notices = "../../corpus/testdata/chuyi/"

// archive makes an archive in which there is all that an overview shows: copies,
// a document alone, a file that cannot be read, one that was changed, and names
// and texts that are up to no good.
func archive(t *testing.T) *corpus.Archive {
	t.Helper()
	dir := t.TempDir()
	put := func(name, text string) {
		name = filepath.Join(dir, "files", name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, from := range map[string]string{"扫描/a.txt": "000_1c7268e008740abf.txt", "扫描/a副本.txt": "000_1c7268e008740abf.txt", "网页/b.txt": "004_484d152f479902b9.txt"} {
		data, err := os.ReadFile(notices + from)
		if err != nil {
			t.Fatal(err)
		}
		put(name, string(data))
	}
	put("2019/=HYPERLINK(\"x\").txt", "=1+1关于做好<script>alert(1)</script>工作的通知\u202e\n\n各市州：\n\n一、工作目标\n\n全面完成年度各项任务，\n\n三、工作要求\n\n各地要明确责任分工，确保工作落实。\n\n某某厅\n2019年3月4日\n")
	put("2019/空.txt", "")
	put("2020/变.txt", "关于档案工作的通知\n\n各县：\n\n现将有关事项通知如下。\n")
	a := create(t, filepath.Join(dir, "archive"))
	now := func() time.Time { return time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC) }
	_, err := a.Add(t.Context(), []string{filepath.Join(dir, "files")}, corpus.AddOptions{Now: now, Read: func(name string, data []byte) (*extract.Source, error) {
		return extract.ReadSource(name, data, extract.Options{})
	}})
	if err == nil {
		_, err = a.FindFamilies(t.Context(), corpus.FamiliesOptions{})
	}
	if err == nil {
		_, err = a.Audit(t.Context(), corpus.AuditOptions{})
	}
	put("2020/变.txt", "改了")
	if err == nil {
		_, err = a.Fixity(t.Context(), corpus.FixityOptions{Now: now})
	}
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// create makes an empty archive.
func create(t *testing.T, dir string) *corpus.Archive {
	t.Helper()
	a, err := corpus.Open(dir, corpus.Create)
	if errors.Is(err, corpus.ErrUnbuilt) {
		t.Skip("SKIPPED: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

func write(t *testing.T, a *corpus.Archive, opt Options) (string, Report) {
	t.Helper()
	dir := t.TempDir()
	opt.Version = "v1.2.3"
	r, err := Write(t.Context(), dir, a, opt)
	if err != nil {
		t.Fatal(err)
	}
	return dir, r
}

// files are all files under dir, by their names with slashes.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var linked = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

// TestPages: every link leads to a file, nothing is fetched, nothing of a text is
// markup, in both languages.
func TestPages(t *testing.T) {
	a := archive(t)
	empty := create(t, t.TempDir())
	dir, _ := write(t, empty, Options{})
	lead(t, files(t, dir))
	for _, lang := range []string{"zh", "en"} {
		dir, r := write(t, a, Options{Lang: lang})
		if r.Documents != 6 || r.Pages != 2 || r.LeftOut != 1 || r.Findings == 0 {
			t.Errorf("%s: %+v", lang, r)
		}
		all := files(t, dir)
		lead(t, all)
		for name, text := range all {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			if strings.Contains(text, "<script") || strings.Contains(text, " style=") || strings.Contains(text, "://") || strings.Contains(text, "\u202e") {
				t.Errorf("%s has a script, a style, an address or a mark that turns the text:\n%s", name, text)
			}
			if !strings.Contains(text, Generator) {
				t.Errorf("%s does not say that it is of an overview", name)
			}
			if lang == "en" && strings.Contains(text, "各份文件") {
				t.Errorf("%s speaks Chinese", name)
			}
		}
		for name := range all {
			if top, _, _ := strings.Cut(name, "/"); !slices.Contains(Names, top) {
				t.Errorf("%s is not among Names", name)
			}
		}
	}
}

// lead sees whether every link leads to a file.
func lead(t *testing.T, all map[string]string) {
	t.Helper()
	for name, text := range all {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, m := range linked.FindAllStringSubmatch(text, -1) {
			if _, ok := all[path.Join(path.Dir(name), m[1])]; !ok {
				t.Errorf("%s: %s leads nowhere", name, m[1])
			}
		}
	}
}

// TestFamilyPage: what an archivist wants of a family is on its page.
func TestFamilyPage(t *testing.T) {
	dir, _ := write(t, archive(t), Options{})
	all := files(t, dir)
	page := all["families/000/4.html"]
	for _, want := range []string{"版本族 4", "行动的通知</bdi></h1>", "有阙", "混入他文", "＝ <bdi>扫描/a副本.txt", "网页/b.txt", "corruption.foreign", "第 13 行", "提示 ", "各本之间", `<p class="k-title">`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q on the page of the family", want)
		}
	}
	index := all["index.html"]
	for _, want := range []string{"<dt>读不出的文件</dt>", "<dt>内容已变的文件</dt>", "成文日期 1 份", "扫描/", "families/000/4.html"} {
		if !strings.Contains(index, want) {
			t.Errorf("no %q on the start page", want)
		}
	}
	if !strings.Contains(all["unread/0001.html"], "no text") || !strings.Contains(all["events/0001.html"], "2020/变.txt") {
		t.Error("the file that could not be read, or was changed, is not told of")
	}
}

// TestSameBytes: the same archive prints the same, the workbook too.
func TestSameBytes(t *testing.T) {
	a := archive(t)
	one, _ := write(t, a, Options{})
	time.Sleep(1100 * time.Millisecond) // a workbook counts seconds
	two, _ := write(t, a, Options{})
	x, y := files(t, one), files(t, two)
	if len(x) != len(y) {
		t.Fatalf("%d files and %d", len(x), len(y))
	}
	for name := range x {
		if x[name] != y[name] {
			t.Errorf("%s differs", name)
		}
	}
}

// TestTables: a text is a text for a spreadsheet, whatever it begins with.
func TestTables(t *testing.T) {
	dir, r := write(t, archive(t), Options{})
	all := files(t, dir)
	for _, name := range []string{"findings.csv", "documents.csv"} {
		text, ok := strings.CutPrefix(all[name], "\uFEFF")
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || !ok {
			t.Fatalf("%s: %v", name, err)
		}
		if want := map[string]int{"findings.csv": r.Findings, "documents.csv": r.Documents}[name]; len(rows) != want+1 {
			t.Errorf("%s has %d rows, want %d", name, len(rows), want+1)
		}
		for _, row := range rows {
			for _, c := range row {
				if c != "" && strings.ContainsRune("=+-@", rune(c[0])) {
					t.Errorf("%s: %q is a formula", name, c)
				}
			}
		}
	}
	if !strings.Contains(all["findings.csv"], "'=1+1") {
		t.Error("the title that is a formula is not there")
	}
	f, err := excelize.OpenReader(strings.NewReader(all["archive.xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.GetSheetList(); len(got) != 2 || got[0] != "文件" || got[1] != "问题" {
		t.Errorf("the sheets are %q", got)
	}
	rows, err := f.GetRows("问题")
	if err != nil || len(rows) != r.Findings+1 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	for y := range rows {
		for x := range rows[y] {
			cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
			if formula, err := f.GetCellFormula("问题", cell); formula != "" || err != nil {
				t.Errorf("%s is the formula %s, %v", cell, formula, err)
			}
		}
	}
}

// TestLongTable: what has no room on a sheet goes on on the next.
func TestLongTable(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	b := &book{site: &site{words: wordsIn("zh")}, f: f, most: 3}
	if err := b.open("表", []column{{"rule", 8}, {"line.n", 8}}, 5); err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		if err := b.add([]any{"x", i}); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.w.Flush(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	back, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	got := ""
	for _, name := range back.GetSheetList() {
		rows, err := back.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		dimension, err := back.GetSheetDimension(name)
		if err != nil {
			t.Fatal(err)
		}
		got += fmt.Sprint(name, dimension, rows, ";")
	}
	if want := "表A1:B3[[类别 行] [x 0] [x 1]];表 2A1:B3[[类别 行] [x 2] [x 3]];表 3A1:B2[[类别 行] [x 4]];"; got != want {
		t.Errorf("sheets are %s, want %s", got, want)
	}
}

// TestPremis: valid, and says of each file what happened to it.
func TestPremis(t *testing.T) {
	a := archive(t)
	root, err := a.Root()
	if err == nil {
		_, err = a.Accept(t.Context(), []string{root}, time.Date(2024, 6, 7, 8, 9, 10, 0, time.UTC))
	}
	if err != nil {
		t.Fatal(err)
	}
	dir, _ := write(t, a, Options{})
	name := filepath.Join(dir, "premis", "0001.xml")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	text := regexp.MustCompile(`>\s+<`).ReplaceAllString(string(data), "><")
	for _, want := range []string{
		"<messageDigestAlgorithm>SM3</messageDigestAlgorithm>",
		"<originalName>=HYPERLINK(&#34;x&#34;).txt</originalName>",
		`eventType/fix">fixity check</eventType><eventDateTime>2024-05-06T07:08:09Z</eventDateTime><eventDetailInformation><eventDetail>SHA-256 compared with the one recorded</eventDetail></eventDetailInformation><eventOutcomeInformation><eventOutcome>fail</eventOutcome><eventOutcomeDetail><eventOutcomeDetailNote>the file has other content</eventOutcomeDetailNote>`,
		`: no text</eventOutcomeDetailNote>`,
		"<eventType>acceptance</eventType><eventDateTime>2024-06-07T08:09:10Z</eventDateTime>",
		"<agentName>jiaokan</agentName><agentType>software</agentType><agentVersion>v1.2.3</agentVersion>",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
	if n := strings.Count(text, "<object "); n != 6 {
		t.Errorf("%d objects", n)
	}
	lint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Log("SKIPPED: xmllint not installed; the PREMIS files were not held against the schema")
		return
	}
	if out, err := exec.Command(lint, "--noout", "--schema", filepath.Join("testdata", "premis.xsd"), name).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestMostPages: beyond the limit the most serious families have a page, and it
// is said how many have not.
func TestMostPages(t *testing.T) {
	dir, r := write(t, archive(t), Options{MostPages: 1})
	if r.Pages != 1 || r.LeftOut != 2 {
		t.Errorf("%+v", r)
	}
	all := files(t, dir)
	if _, ok := all["families/000/4.html"]; !ok || !strings.Contains(all["index.html"], "2 族没有单独的页") {
		t.Error("the worst family has no page, or nothing is said")
	}
	if list := all["lists/size/0001.html"]; strings.Count(list, `<th scope="row"`) != 2 || strings.Count(list, "../families/") != 1 {
		t.Errorf("the list is\n%s", list)
	}
}

// TestNothing: an archive in which there is nothing, or nothing was audited.
func TestNothing(t *testing.T) {
	a := create(t, t.TempDir())
	dir, r := write(t, a, Options{})
	if r != (Report{}) || !strings.Contains(files(t, dir)["index.html"], "尚未审读") {
		t.Errorf("%+v", r)
	}
}
