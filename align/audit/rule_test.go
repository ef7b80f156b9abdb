package audit

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// ruleName is the form of the names of rules, and of no other string here.
var ruleName = regexp.MustCompile(`^(amendment|conflict|corruption|structure|format)\.[a-z]+$`)

// TestRules holds the list of rules to the package: every name that stands in
// its source is explained, and every name that is explained stands in it.
func TestRules(t *testing.T) {
	used := namesInSource(t)
	explained := map[string]bool{}
	for _, r := range Rules {
		if explained[r.ID] {
			t.Errorf("%s is explained twice", r.ID)
		}
		explained[r.ID] = true
		if used[r.ID] == (token.Position{}) {
			t.Errorf("%s is explained and never used", r.ID)
		}
		for part, text := range map[string]Text{"Name": r.Name, "Finds": r.Finds, "Harm": r.Harm, "Example": r.Example, "Wrong": r.Wrong} {
			if text.ZH == "" || text.EN == "" {
				t.Errorf("%s: %s lacks a language", r.ID, part)
			}
			if strings.Contains(text.ZH+text.EN, "\n") {
				t.Errorf("%s: %s has a line break; printers wrap", r.ID, part)
			}
		}
	}
	for name, at := range used {
		if !explained[name] {
			t.Errorf("%s: %s is not explained", at, name)
		}
	}
}

func namesInSource(t *testing.T) map[string]token.Position {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]token.Position{}
	fset := token.NewFileSet()
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || name == "rule.go" {
			continue
		}
		f, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil && ruleName.MatchString(s) {
					used[s] = fset.Position(lit.Pos())
				}
			}
			return true
		})
	}
	return used
}
