package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jiaokan/extract"
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

// TestLossKinds holds the kinds to what package extract says.
func TestLossKinds(t *testing.T) {
	for what, want := range map[string]string{
		"page 1: not recognised: Tesseract is not installed":            "pictures that could not be recognised",
		"page 1: a picture of text; its hidden text was read":           "of which the hidden text was read",
		"page 1: 30 of 200 characters of the text layer cannot be read": "text layers cannot be read",
		"the page says that it is utf-8 and is gb18030":                 "wrong encodings",
		"page 1: the text layer is garbage":                             "text layers cannot be read",
		"page 1: only 0 characters were recognised":                     "hardly a character",
		"page 1: drawn shapes without text":                             "pictures have no text",
		"page 2: 3 characters have a meaning only in the font 方正":       "font of their own",
		"attachment 附件.xlsx skipped":                                    "files within it",
	} {
		if k := lossKindOf(what); k < 0 || !strings.Contains(lossKinds[k].said.EN, want) {
			t.Errorf("%s: kind %d", what, k)
		}
	}
}

// TestLoss tells each kind of loss once.
func TestLoss(t *testing.T) {
	losses := []extract.Loss{
		{What: "page 1: a picture"}, {What: "page 2: 2 pictures"}, {What: "page 2: a seal"}, {What: "attachment 附件.xlsx skipped"},
		{Span: extract.Span{Lo: 0, Hi: 3}, What: "bytes that are not UTF-8"}, {What: "field without end"}, {What: "field without end"}, {What: "2 tracked changes accepted"},
	}
	for lang, want := range map[string]string{
		"zh": "jiaokan: a.docx：有 1 处读不出，文中作 �；2 处图像没有文字；1 处印章未读；1 处附入的文件未读；另有 2 处未读全：field without end；有修订，按接受后读（另见 --revisions）\n",
		"en": "jiaokan: a.docx: 1 places could not be read and stand as � in the text; 2 pictures have no text; 1 seals were not read; 1 files within it were not read; 2 other things were not read, the first: field without end; tracked changes were taken as accepted (see --revisions)\n",
	} {
		said, err := os.Create(filepath.Join(t.TempDir(), "said"))
		if err != nil {
			t.Fatal(err)
		}
		newApp([]string{"--lang=" + lang}, os.Stdin, said, said).tellLoss("a.docx", losses)
		if err := said.Close(); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(said.Name()); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", lang, got, err)
		}
	}
}
