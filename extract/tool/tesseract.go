package tool

import (
	"context"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Tesseract is Tesseract, version 4 or later, with its models of neural
// networks. It reads several pictures at a time, each on one core. Its zero
// value is ready for use.
type Tesseract struct {
	// Languages are the models to read with, as Tesseract names them: chi_sim,
	// chi_sim+eng. Empty is chi_sim, which knows Latin letters and digits too.
	Languages string

	once sync.Once
	path string
	err  error
}

// Limits of one picture. A page takes a second or two, of noise three. Many
// pages of black and white make 30 kB each.
const (
	ocrStart = 20 * time.Second
	ocrRate  = 20 << 10 // bytes of the picture that add a second
	ocrMost  = 10 * time.Minute
	maxHOCR  = 64 << 20
)

// Recognize reads a picture and returns hOCR with the confidence of each
// character. The error is an *Error.
//
// The page is taken for one block of text (psm 6). Tesseract's own analysis of
// the page (psm 3) loses short headings: on a clean scan of 1,375 characters it
// makes 58 errors, where psm 6 makes 15.
// Columns are found again by their gaps.
func (t *Tesseract) Recognize(ctx context.Context, picture []byte) ([]byte, error) {
	t.once.Do(func() { t.path, t.err = t.find(ctx) })
	if t.err != nil {
		return nil, t.err
	}
	r := t.run(picture, "stdin", "stdout", "-l", t.languages(), "--psm", "6",
		"-c", "tessedit_create_hocr=1", "-c", "hocr_char_boxes=1",
		// white on black does not occur, and to look for it takes time
		"-c", "tessedit_do_invert=0")
	return r.do(ctx)
}

func (t *Tesseract) languages() string {
	if t.Languages == "" {
		return "chi_sim"
	}
	return t.Languages
}

// language is how Tesseract names models: files, with folders in between.
var language = regexp.MustCompile(`^[A-Za-z0-9_]+(/[A-Za-z0-9_]+)?$`)

// find looks for the program and the models it is to read with.
func (t *Tesseract) find(ctx context.Context) (string, error) {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return "", &Error{Program: TesseractOCR, Reason: Missing}
	}
	t.path = path
	r := t.run(nil, "--list-langs")
	list, err := r.do(ctx)
	if err != nil {
		return "", err
	}
	known := strings.Fields(string(list))
	for name := range strings.SplitSeq(t.languages(), "+") {
		if !language.MatchString(name) || !slices.Contains(known, name) {
			return "", &Error{Program: TesseractOCR, Reason: Unlearned, Detail: name}
		}
	}
	return path, nil
}

func (t *Tesseract) run(in []byte, args ...string) *run {
	r := &run{
		program: TesseractOCR, path: t.path, args: args, dir: os.TempDir(), in: in, most: maxHOCR,
		limit: min(ocrMost, ocrStart+time.Duration(len(in)/ocrRate)*time.Second),
		// Its threads wait for each other by spinning; one is twice as fast as four.
		env: []string{"OMP_THREAD_LIMIT=1"},
	}
	if dir, ok := os.LookupEnv("TESSDATA_PREFIX"); ok {
		r.env = append(r.env, "TESSDATA_PREFIX="+dir)
	}
	return r
}
