package tool_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jiaokan/extract"
	"jiaokan/extract/tool"
)

// fake puts a program of that name at the head of the PATH: a script, which the
// test's machine runs with its shell.
func fake(t *testing.T, name, script string) {
	t.Helper()
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("SKIPPED: no /bin/sh to make a program of a script")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("TMPDIR", t.TempDir())
}

// left lists what is in the folder for temporary files.
func left(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(os.TempDir(), "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func reason(t *testing.T, err error) tool.Reason {
	t.Helper()
	var e *tool.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want a *tool.Error", err)
	}
	return e.Reason
}

// TestStrangers runs programs that do not do what they should.
func TestStrangers(t *testing.T) {
	for _, c := range []struct {
		name, script string
		want         tool.Reason
		said         string
	}{
		{"fails with a word", "echo first >&2; echo 'out of luck' >&2; exit 3", tool.Failed, "out of luck"},
		{"fails in silence", "exit 3", tool.Failed, "exit status 3"},
		{"fails with escape codes", `printf 'a\033[31mred\007' >&2; exit 1`, tool.Failed, "a[31mred"},
		{"writes without end", "yes 0123456789012345678901234567890123456789", tool.Profuse, ""},
		{"writes a gigabyte", "head -c 1073741824 /dev/zero", tool.Profuse, ""},
		{"complains without end", "head -c 100000000 /dev/zero >&2; echo enough >&2; exit 1", tool.Failed, "enough"},
		{"hangs", "sleep 100", tool.Stopped, ""},
		{"forks and hangs", "(sleep 100; echo late) & sleep 100 & wait", tool.Stopped, ""},
		{"ignores being asked", "trap '' TERM INT HUP; while :; do sleep 1; done", tool.Stopped, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			fake(t, "tesseract", "case $1 in --list-langs) echo chi_sim; exit;; esac\n"+c.script)
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			defer cancel()
			if c.want == tool.Stopped {
				time.AfterFunc(300*time.Millisecond, cancel)
			}
			ocr := &tool.Tesseract{}
			_, err := ocr.Recognize(ctx, []byte("picture"))
			if got := reason(t, err); got != c.want {
				t.Fatalf("got %d: %v", got, err)
			}
			if !errors.Is(err, extract.ErrTool) || !strings.Contains(err.Error(), c.said) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestNothingRunsOn wants all processes of a run gone at its end, also those it
// left behind on purpose.
func TestNothingRunsOn(t *testing.T) {
	late := filepath.Join(t.TempDir(), "late")
	fake(t, "tesseract", "case $1 in --list-langs) echo chi_sim; exit;; esac\n(sleep 1; echo late >"+late+") >/dev/null 2>&1 &\necho done\n")
	if _, err := (&tool.Tesseract{}).Recognize(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	time.Sleep(1500 * time.Millisecond)
	if _, err := os.Stat(late); err == nil {
		t.Error("a process runs on")
	}
}

func TestNotThere(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := (&tool.Tesseract{}).Recognize(context.Background(), nil)
	if reason(t, err) != tool.Missing || !errors.Is(err, extract.ErrTool) {
		t.Error(err)
	}
}

func TestLanguages(t *testing.T) {
	fake(t, "tesseract", "case $1 in --list-langs) echo chi_sim; echo script/HanS; exit;; esac\necho \"$@\"\n")
	for _, c := range []struct{ languages, detail string }{
		{"", ""}, {"chi_sim+script/HanS", ""}, {"chi_tra", "chi_tra"}, {"chi_sim+eng", "eng"},
		{"--version", "--version"}, {"../../x", "../../x"}, {"chi_sim+", ""},
	} {
		out, err := (&tool.Tesseract{Languages: c.languages}).Recognize(context.Background(), nil)
		var e *tool.Error
		if bad := c.detail != "" || strings.HasSuffix(c.languages, "+"); !bad {
			if err != nil || !strings.Contains(string(out), "-l chi_sim") {
				t.Errorf("%q: %q, %v", c.languages, out, err)
			}
		} else if !errors.As(err, &e) || e.Reason != tool.Unlearned || e.Detail != c.detail {
			t.Errorf("%q: %v", c.languages, err)
		}
	}
}

// office converts with a fake LibreOffice: "$out" is the folder it is to write
// to, "$in" the file.
func office(t *testing.T, script string) ([]byte, error) {
	fake(t, "soffice", "while [ $# -gt 1 ]; do [ \"$1\" = --outdir ] && out=$2; shift; done; in=$1\n"+script)
	return (&tool.Office{}).Convert(context.Background(), extract.DOC, []byte("document"))
}

func TestConvert(t *testing.T) {
	docx, err := office(t, `cat "$in" >"$out/input.docx"`)
	if err != nil || string(docx) != "document" {
		t.Errorf("got %q, %v", docx, err)
	}
	if names := left(t); len(names) > 0 {
		t.Errorf("left behind: %q", names)
	}
}

func TestConvertFails(t *testing.T) {
	for _, c := range []struct {
		name, script string
		want         tool.Reason
	}{
		{"cannot load it", `echo 'Error: source file could not be loaded'`, tool.Unreadable},
		{"crashes", "kill -SEGV $$", tool.Failed},
		{"fills the disk", `head -c 100000000 /dev/zero >"$out/input.docx"`, tool.Profuse},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := office(t, c.script)
			if got := reason(t, err); got != c.want && !(c.want == tool.Profuse && got == tool.Failed) {
				t.Errorf("got %v", err)
			}
			if names := left(t); len(names) > 0 {
				t.Errorf("left behind: %q", names)
			}
		})
	}
}

// TestLibreOffice converts a real file, and has it not do what a document asks
// it to: fetch a picture, take in another file.
func TestLibreOffice(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("SKIPPED: LibreOffice is not installed")
	}
	asked := make(chan string, 10)
	address := listen(t, asked)
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("SECRET"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	rtf := `{\rtf1\ansi\uc0 {\u19968}{\u12289} first {\field{\*\fldinst INCLUDEPICTURE "http://` + address + `/a.png" \\d}{\fldrslt pic}}` +
		`{\field{\*\fldinst INCLUDETEXT "file://` + secret + `"}{\fldrslt old}}{\*\template http://` + address + `/a.dot}\par}`
	var o tool.Office
	docx, err := o.Convert(context.Background(), extract.RTF, []byte(rtf))
	if err != nil {
		t.Fatal(err)
	}
	odt := flatODT(address, secret)
	docx2, err := o.Convert(context.Background(), "fodt", []byte(odt))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range [][]byte{docx, docx2} {
		w, err := extract.Read("a.docx", d, extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(w.Text, "一、") || strings.Contains(w.Text, "SECRET") {
			t.Errorf("got %q", w.Text)
		}
	}
	select {
	case what := <-asked:
		t.Errorf("LibreOffice asked the network for %s", what)
	default:
	}
	if names := left(t); len(names) > 0 {
		t.Errorf("left behind: %q", names)
	}
}

// TestHostileRTF wants LibreOffice stopped in time by a file of which it never
// comes to the end: a picture of two gigabytes that is not there.
func TestHostileRTF(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("SKIPPED: LibreOffice is not installed")
	}
	if _, err := exec.LookPath("prlimit"); err != nil || testing.Short() {
		t.Skip("SKIPPED: no prlimit, or no time")
	}
	t.Setenv("TMPDIR", t.TempDir())
	_, err := (&tool.Office{}).Convert(context.Background(), extract.RTF, []byte(`{\rtf1 \bin2000000000 a}`))
	if err != nil && reason(t, err) != tool.Slow { // a later version may see through it
		t.Error(err)
	}
	if names := left(t); len(names) > 0 {
		t.Errorf("left behind: %q", names)
	}
}

func TestTesseract(t *testing.T) {
	if _, err := exec.LookPath("tesseract"); err != nil {
		t.Skip("SKIPPED: Tesseract is not installed")
	}
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 400, 300))); err != nil {
		t.Fatal(err)
	}
	var ocr tool.Tesseract
	hocr, err := ocr.Recognize(context.Background(), b.Bytes())
	var e *tool.Error
	if errors.As(err, &e) && e.Reason == tool.Unlearned {
		t.Skip("SKIPPED: ", err)
	}
	if err != nil || !bytes.Contains(hocr, []byte("ocr_page")) {
		t.Errorf("got %q, %v", hocr, err)
	}
	if _, err := ocr.Recognize(context.Background(), []byte("no picture")); reason(t, err) != tool.Failed {
		t.Error(err)
	}
}
