package extract_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"jiaokan/extract"
)

// marks are what Markdown adds to a text: the rule between two parts, the
// target of a link and the brackets around what is linked, signs of headings.
var marks = regexp.MustCompile(`(?m)^---+$|\]\([^)\n]*\)|[\[\]#*>\\]`)

// letters leaves of a text what must be the same in every format.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, marks.ReplaceAllString(s, ""))
}

// TestLawsInWord compares statutes that a government's database hands out as
// Word files with the same statutes as text, letter for letter. The files keep
// all text in an altChunk; document.xml has none.
func TestLawsInWord(t *testing.T) {
	files, _ := filepath.Glob("../../shared/data/formats/zh-law-docx-pdf-md/*.docx")
	if len(files) == 0 {
		t.Skip("SKIPPED: no statutes in ../../shared/data/formats")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		gold, err := os.ReadFile(strings.TrimSuffix(name, "docx") + "md")
		if err != nil {
			t.Fatal(err)
		}
		w, err := extract.Read(name, data, extract.Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		checkSource(t, w)
		got, want := letters(w.Text), letters(string(gold))
		n := 0
		for n < len(got) && n < len(want) && got[n] == want[n] {
			n++
		}
		if got != want || len(w.Loss) > 0 {
			t.Errorf("%s: differs at %d of %d: %.60q, want %.60q; lost %v", filepath.Base(name), n, len(want), got[n:], want[n:], w.Loss)
		}
	}
}

// TestDictionaryInWord reads a file that Word wrote, with numbers on its 33 headings
// that no run of text has. The expected number of characters is what LibreOffice
// makes of it, which agrees in all of them.
func TestDictionaryInWord(t *testing.T) {
	const name = "../../shared/data/formats/docx-native/政策发布平台数据字典.docx"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Skip("SKIPPED: ", err)
	}
	w, err := extract.Read(name, data, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkSource(t, w)
	if n := len([]rune(strings.Join(strings.Fields(w.Text), ""))); n != 7752 {
		t.Errorf("%d characters", n)
	}
	numbers := 0
	for _, o := range w.Origin {
		if o.Part == "number" {
			numbers++
		}
	}
	if numbers != 33 {
		t.Errorf("%d numbers", numbers)
	}
	if want := "\n20.ge_policy_compliant_nature（政策适用性质表）\n"; !strings.Contains(w.Text, want) {
		t.Errorf("no %q in it", want)
	}
}
