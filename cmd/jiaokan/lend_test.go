package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"jiaokan/extract"
	"jiaokan/extract/flaw"
)

// TestNamesAreNoArguments gives files names that are options or commands, and
// looks at what other programs are called with.
func TestNamesAreNoArguments(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("SKIPPED: no shell to make a program of a script")
	}
	bin, seen := t.TempDir(), filepath.Join(t.TempDir(), "seen")
	script := "#!/bin/sh\nfor a; do echo \"$a\" >>'" + seen + "'; done\nexit 1\n"
	for _, name := range []string{"soffice", "tesseract"} {
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("TMPDIR", t.TempDir())
	t.Chdir(t.TempDir())
	var page bytes.Buffer
	if err := png.Encode(&page, image.NewGray(image.Rect(0, 0, 9, 9))); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"-rf.doc": `{\rtf1 a}`, "--version.png": page.String(), "a;touch hurt;.doc": `{\rtf1 a}`, "$(touch hurt).doc": `{\rtf1 a}`, "two\nlines.doc": `{\rtf1 a}`, "-l.png": page.String(),
	} {
		if err := os.WriteFile(name, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		said, err := os.Create(filepath.Join(t.TempDir(), "said"))
		if err != nil {
			t.Fatal(err)
		}
		if got := newApp(nil, os.Stdin, said, said).run([]string{"show", "--", name}); got != exitFailed {
			t.Errorf("%q: exit status %d", name, got)
		}
		said.Close()
		args, err := os.ReadFile(seen)
		if err != nil {
			t.Fatalf("%q: no program was called: %v", name, err)
		}
		os.Remove(seen)
		for line := range strings.SplitSeq(string(args), "\n") {
			if strings.Contains(line, "rf.doc") || strings.Contains(line, "version.png") || strings.Contains(line, "touch") || strings.Contains(line, "lines") {
				t.Errorf("%q: called with %q", name, line)
			}
		}
	}
	if _, err := os.Stat("hurt"); err == nil {
		t.Error("a name was run as a command")
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestLossKinds wants every kind of package flaw told in words of its own.
func TestLossKinds(t *testing.T) {
	kinds := kindsOf(t)
	if len(kinds) < 10 {
		t.Fatalf("only %v found in package flaw", kinds)
	}
	for _, lang := range []string{"zh", "en"} {
		told := map[string]flaw.Kind{}
		for _, kind := range kinds {
			got := said(t, lang, []extract.Loss{{Kind: kind, What: "WHAT"}})
			if got == "" || strings.Contains(got, "WHAT") || told[got] != "" {
				t.Errorf("%s, %s: %q, as %s", lang, kind, got, told[got])
			}
			told[got] = kind
		}
	}
}

// kindsOf reads the kinds out of the source of package flaw.
func kindsOf(t *testing.T) []flaw.Kind {
	t.Helper()
	src, err := os.ReadFile("../../extract/flaw/flaw.go")
	if err != nil {
		t.Fatal(err)
	}
	var kinds []flaw.Kind
	for _, m := range regexp.MustCompile(`Kind = "([a-z]+)"`).FindAllStringSubmatch(string(src), -1) {
		kinds = append(kinds, flaw.Kind(m[1]))
	}
	return kinds
}

// said is what tellLoss says of a.docx.
func said(t *testing.T, lang string, losses []extract.Loss) string {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "said"))
	if err != nil {
		t.Fatal(err)
	}
	newApp([]string{"--lang=" + lang}, os.Stdin, f, f).tellLoss("a.docx", losses)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(f.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(got)
}

// TestLoss tells each kind of loss once.
func TestLoss(t *testing.T) {
	losses := []extract.Loss{
		{Kind: flaw.Picture, Page: 1, What: "a picture"}, {Kind: flaw.Picture, Page: 2, What: "2 pictures"}, {Kind: flaw.Seal, Page: 2, What: "a seal"},
		{Kind: flaw.Attachment, What: "attachment 附件.xlsx skipped"}, {Span: extract.Span{Lo: 0, Hi: 3}, Kind: flaw.Unread, What: "bytes that are not UTF-8"},
		{Page: 3, What: "something else"}, {What: "something else"}, {Kind: flaw.Revision, What: "2 tracked changes accepted"},
	}
	for lang, want := range map[string]string{
		"zh": "jiaokan: a.docx：有 1 处读不出，文中作 �；2 处图像没有文字；1 处印章未读；1 处附入的文件未读；另有 2 处未读全：page 3: something else；有修订，按接受后读（另见 --revisions）\n",
		"en": "jiaokan: a.docx: 1 places could not be read and stand as � in the text; 2 pictures have no text; 1 seals were not read; 1 files within it were not read; 2 other things were not read, the first: page 3: something else; tracked changes were taken as accepted (see --revisions)\n",
	} {
		if got := said(t, lang, losses); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
}

// TestDashes wants a file whose name begins with a dash told from an option.
func TestDashes(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"-rf.doc", "--rf.doc"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ arg, text, hint string }{
		{"-rf.doc", "-rf.doc is a file, and was taken for an option", "put -- before it: jiaokan show -- -rf.doc"},
		{"--rf.doc", "--rf.doc is a file, and was taken for an option", "put -- before it: jiaokan show -- --rf.doc"},
		{"-x", "no option -x", "jiaokan show --help lists the options"},
		{"--long", "no option --long", "jiaokan show --help lists the options"},
	} {
		f, err := os.Create(filepath.Join(t.TempDir(), "said"))
		if err != nil {
			t.Fatal(err)
		}
		if status := newApp([]string{"--lang=en"}, os.Stdin, f, f).run([]string{"show", c.arg}); status != exitFailed {
			t.Errorf("%s: exit status %d", c.arg, status)
		}
		f.Close()
		if got, _ := os.ReadFile(f.Name()); string(got) != "jiaokan: "+c.text+"\nhint: "+c.hint+"\n" {
			t.Errorf("%s: %s", c.arg, got)
		}
	}
}
