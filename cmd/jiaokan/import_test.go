package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "jiaokan"

// order is the one order of the packages: each may import only those before it.
var order = []string{
	"extract/digest", "extract/flaw", "extract/parts", "extract/pdf", "extract/ofd", "extract", "extract/tool",
	"align/language", "align/segment", "align", "align/audit", "align/reconcile",
	"corpus/family", "corpus/index", "corpus", "corpus/stage",
	"report/browse", "report", "report/overview", "report/review",
	"cmd/jiaokan",
}

// keeper is where a third-party package is imported: a folder or one file.
// Packages that are not named here are imported by one folder, whichever it is.
var keeper = map[string]string{
	"github.com/yanyiwu/gojieba":      "align/segment",
	"github.com/sergi/go-diff":        "align/*.go",
	"golang.org/x/text":               "", // encodings, widths, words: each where it is needed
	"github.com/rogpeppe/go-internal": "", // tests
	"github.com/google/go-cmp":        "", // tests
	"pgregory.net/rapid":              "", // tests
	"github.com/chromedp":             "", // tests
	"github.com/mattn/go-runewidth":   "report",
	"github.com/spf13/cobra":          "cmd/jiaokan",
	"github.com/wlynxg/chardet":       "extract/decode.go",
	"golang.org/x/term":               "cmd/jiaokan",
	"github.com/mattn/go-sqlite3":     "corpus/sqlite.go",
	"github.com/emmansun/gmsm":        "extract/digest",
	"github.com/xuri/excelize/v2":     "report/overview",
}

// An importing is one import of one file.
type importing struct {
	file string // from the root, with slashes
	pkg  string
	path string
}

// tool reports whether the file is of a program beside a package, which makes
// or measures what the package embeds. Nothing imports it, so it may import all.
func (i importing) tool() bool { return i.pkg == "main" && !strings.HasPrefix(i.file, "cmd/") }

func (i importing) folder() string { return path.Dir(i.file) }

func imports(t *testing.T) []importing {
	t.Helper()
	const root = "../.."
	var all []importing
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := d.Name(); base == "testdata" || base != ".." && strings.HasPrefix(base, ".") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		for _, s := range f.Imports {
			p, err := strconv.Unquote(s.Path.Value)
			if err != nil {
				return err
			}
			all = append(all, importing{filepath.ToSlash(rel), f.Name.Name, p})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestImportOrder(t *testing.T) {
	astray := map[string]bool{}
	for _, i := range imports(t) {
		from := i.folder()
		at := slices.Index(order, from)
		if i.tool() || astray[from] {
			continue
		}
		if at < 0 {
			astray[from] = true
			t.Errorf("%s is no folder of the design", from)
			continue
		}
		to, ok := strings.CutPrefix(i.path, module+"/")
		if !ok || to == from {
			continue
		}
		if to == "report/browse" && !strings.HasSuffix(i.file, "_test.go") {
			t.Errorf("%s imports %s, which is for tests", i.file, to)
		}
		if n := slices.Index(order, to); n < 0 || n >= at {
			t.Errorf("%s imports %s, which does not come before %s", i.file, to, from)
		}
	}
}

// TestThirdParty wants each third-party package imported by one file or one
// folder, which knows its faults.
func TestThirdParty(t *testing.T) {
	folders, files := map[string][]string{}, map[string][]string{}
	for _, i := range imports(t) {
		first, _, _ := strings.Cut(i.path, "/")
		if !strings.Contains(first, ".") {
			continue
		}
		p := known(i.path)
		if strings.HasSuffix(i.file, "_test.go") && keeper[p] == "" {
			continue
		}
		folders[p] = add(folders[p], i.folder())
		files[p] = add(files[p], i.file)
	}
	for p, in := range folders {
		switch where, ok := keeper[p]; {
		case ok && where == "":
		case strings.HasSuffix(where, "/*.go"):
			if len(files[p]) > 1 || in[0] != path.Dir(where) {
				t.Errorf("%s is imported by %s, should be by one file of %s", p, strings.Join(files[p], ", "), path.Dir(where))
			}
		case strings.HasSuffix(where, ".go"):
			if len(files[p]) > 1 || files[p][0] != where {
				t.Errorf("%s is imported by %s, should be by %s", p, strings.Join(files[p], ", "), where)
			}
		case len(in) > 1 || ok && in[0] != where:
			t.Errorf("%s is imported in %s, should be in one folder", p, strings.Join(in, ", "))
		}
	}
}

// known returns the entry of keeper that an import path lies under, or the
// path.
func known(p string) string {
	for k := range keeper {
		if p == k || strings.HasPrefix(p, k+"/") {
			return k
		}
	}
	return p
}

func add(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
