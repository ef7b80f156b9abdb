package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestDetailsAreWhole wants all that package extract and those below it say of a
// file in Chinese too, with what is put in it, and no more than they say.
func TestDetailsAreWhole(t *testing.T) {
	said := saidByExtract(t)
	if len(said) < 50 {
		t.Fatalf("only %d particulars found", len(said))
	}
	for format := range said {
		zh, ok := details[format]
		if !ok {
			t.Errorf("not told in Chinese: %q", format)
			continue
		}
		if !strings.Contains(zh, "%") {
			continue
		}
		if got := fmt.Sprintf(zh, sampleArgs(format)...); strings.Contains(got, "%!") {
			t.Errorf("%q: %q gives %q", format, zh, got)
		}
	}
	for format := range details {
		if !said[format] {
			t.Errorf("nobody says %q", format)
		}
	}
}

// saidByExtract finds the formats that are given to because and flaw.New in the
// sources of extract. "%v" alone hands on what another program says.
func saidByExtract(t *testing.T) map[string]bool {
	t.Helper()
	said := map[string]bool{}
	err := filepath.WalkDir("../../extract", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) < 2 || !saysWhy(call.Fun) {
				return true
			}
			if lit, ok := call.Args[1].(*ast.BasicLit); ok {
				if format, err := strconv.Unquote(lit.Value); err == nil && format != "%v" {
					said[format] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return said
}

func saysWhy(fun ast.Expr) bool {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name == "because"
	case *ast.SelectorExpr:
		pkg, ok := f.X.(*ast.Ident)
		return ok && pkg.Name == "flaw" && f.Sel.Name == "New"
	}
	return false
}

var verb = regexp.MustCompile(`%(?:\.[0-9])?([a-z])`)

// sampleArgs are values that the verbs of a format can print.
func sampleArgs(format string) []any {
	var args []any
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		switch m[1] {
		case "d":
			args = append(args, 7)
		case "f":
			args = append(args, 7.0)
		default:
			args = append(args, "x")
		}
	}
	return args
}
