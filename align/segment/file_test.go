//go:build cgo

package segment

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestPlace(t *testing.T) {
	const text = "生产性 32 x\n"
	hash := digest([]byte(text))
	for name, spoil := range map[string]func(path string) error{
		"not there":          func(string) error { return nil },
		"empty":              func(path string) error { return os.WriteFile(path, nil, 0o600) },
		"truncated":          func(path string) error { return os.WriteFile(path, []byte(text[:9]), 0o600) },
		"changed":            func(path string) error { return os.WriteFile(path, []byte("生动性 32 x\n"), 0o600) },
		"longer":             func(path string) error { return os.WriteFile(path, []byte(text+text), 0o600) },
		"a link to nowhere":  func(path string) error { return os.Symlink("nowhere", path) },
		"an empty directory": func(path string) error { return os.Mkdir(path, 0o700) },
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "jieba-"+hash[:16])
		if err := spoil(path); err != nil {
			t.Logf("%s: %v", name, err)
			continue
		}
		got, err := placeString(dir, text)
		if name == "an empty directory" {
			if err == nil {
				t.Errorf("%s: no error", name)
			}
			continue
		}
		if b, _ := os.ReadFile(path); err != nil || got != path || string(b) != text {
			t.Errorf("%s: %s, %v: %q", name, got, err, b)
		}
		if _, err := place(dir, hash, func() (string, error) { return "", errors.New("made again") }); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := os.ReadDir(dir); len(left) != 1 {
			t.Errorf("%s: left over: %v", name, left)
		}
	}
}

// Many make the file at once, over one that was spoiled; none reads half of it.
func TestPlaceMany(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there", "yet")
	text := strings.Repeat("生产性 32 x\n", 100_000)
	for range 5 {
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				path, err := placeString(dir, text)
				b, err2 := os.ReadFile(path)
				if err != nil || err2 != nil || string(b) != text {
					t.Errorf("%v, %v, %d bytes", err, err2, len(b))
				}
			})
		}
		all.Wait()
		path, _ := placeString(dir, text)
		if err := os.Truncate(path, 10); err != nil {
			t.Fatal(err)
		}
	}
}

// A dictionary that was spoiled is made again, and C++ does not see it.
func TestLoadSpoiled(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		cut, err := Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		if got := cut("生产性实训"); !slices.Equal(got, []string{"生产性", "实训"}) {
			t.Errorf("%q", got)
		}
		files, _ := filepath.Glob(filepath.Join(dir, "*"))
		if len(files) != 3 {
			t.Errorf("files: %q", files)
		}
		for _, path := range files {
			if err := os.WriteFile(path, []byte("生产性 no number\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestASCII(t *testing.T) {
	if !ascii(`C:\Users\zhang`) || ascii(`C:\Users\张三`) {
		t.Error("C++ does not open what it should, or aborts")
	}
}
