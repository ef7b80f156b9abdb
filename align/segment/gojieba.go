//go:build cgo

package segment

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"github.com/yanyiwu/gojieba"
)

// gojieba wants five files. Only the dictionary matters here; but C++ aborts
// when a hidden Markov model is not of this form, when there is no word with an
// inverse document frequency, or no stop word. A user's dictionary may be empty.
const (
	markov = "0 0 0 0\n0 0 0 0\n0 0 0 0\n0 0 0 0\n0 0 0 0\n的:0\n的:0\n的:0\n的:0\n"
	idf    = "的 1\n" // and, as a line of another file, a stop word
)

// load gives gojieba's Cutter, with its files in dir or, where that cannot be,
// in a directory that is gone when they have been read.
func load(dir string) (Cutter, error) {
	if dir == "" {
		if cache, err := os.UserCacheDir(); err == nil {
			dir = filepath.Join(cache, "jiaokan")
		}
	}
	if dir != "" {
		if cut, err := open(dir); err == nil {
			return cut, nil
		}
	}
	if tmp, err := os.MkdirTemp("", "jiaokan-"); err == nil {
		defer os.RemoveAll(tmp)
		if cut, err := open(tmp); err == nil {
			return cut, nil
		}
	}
	return portable()
}

func open(dir string) (Cutter, error) {
	if runtime.GOOS == "windows" && !ascii(dir) {
		// C++ reads a path in the code page of the machine there, and aborts
		// when it finds nothing: C:\Users\张三 is lost on it.
		return nil, errors.New("C++ cannot open " + dir)
	}
	dictionary, err := place(dir, sum, expand)
	if err != nil {
		return nil, err
	}
	model, err := placeString(dir, markov)
	if err != nil {
		return nil, err
	}
	stub, err := placeString(dir, idf)
	if err != nil {
		return nil, err
	}
	j := gojieba.NewJieba(dictionary, model, os.DevNull, stub, stub)
	return guard(func(clause string) []string {
		pieces := j.Cut(clause, false)
		// The finalizer of j frees what C++ is reading if this was the last
		// that Go needed of it.
		runtime.KeepAlive(j)
		return pieces
	}), nil
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
