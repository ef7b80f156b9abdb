package corpus

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestWalkInOrder walks folders of names that are alike and wants each file once, in
// the order of the bytes of the paths, which is that of the records.
func TestWalkInOrder(t *testing.T) {
	top := t.TempDir()
	own := mustStat(t, t.TempDir())
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(top, "")
		if err != nil {
			rt.Fatal(err)
		}
		name := rapid.StringMatching(`[a0!.\-é]{1,3}`).Filter(func(s string) bool { return s[0] != '.' })
		var want []string
		for range rapid.IntRange(0, 12).Draw(rt, "files") {
			path := dir
			for range rapid.IntRange(1, 3).Draw(rt, "depth") {
				path = filepath.Join(path, name.Draw(rt, "name"))
			}
			if os.MkdirAll(filepath.Dir(path), 0o777) != nil {
				continue // a file is in the way
			}
			if st, err := os.Stat(path); err == nil && st.IsDir() {
				continue
			}
			if err := os.WriteFile(path, nil, 0o666); err != nil {
				rt.Fatal(err)
			}
			want = append(want, path)
		}
		slices.Sort(want)
		want = slices.Compact(want)
		var got []string
		w := walk{own: own, yield: func(f file) error {
			got = append(got, f.path)
			return f.err
		}}
		if err := w.root(context.Background(), dir); err != nil || !slices.Equal(got, want) {
			rt.Errorf("%q, %v, want %q", got, err, want)
		}
		if n := countAll(context.Background(), own, []string{dir}); n != int64(len(want)) {
			rt.Errorf("%d files were counted, there are %d", n, len(want))
		}
	})
}

func TestTop(t *testing.T) {
	dir := t.TempDir()
	for _, d := range []string{"a/b", "a.b", "ab"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	got, err := top([]string{"ab", "a/b/", "a.b", "./a", "a", "a/../a.b"})
	want := []string{filepath.Join(dir, "a.b"), filepath.Join(dir, "a"), filepath.Join(dir, "ab")}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
	if got, err := top([]string{"a", "/"}); err != nil || !slices.Equal(got, []string{"/"}) {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := top([]string{"a", "none"}); !os.IsNotExist(err) {
		t.Errorf("%v", err)
	}
}
