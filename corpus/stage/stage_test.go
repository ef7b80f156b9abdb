package stage_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jiaokan/corpus"
	"jiaokan/corpus/stage"
	"jiaokan/extract"
)

// notices are documents of some families: copies with wrong characters, one with a
// part of another, fragments, sisters, a collection, and strangers that share
// set phrases.
func notices() map[string]string {
	r := rand.New(rand.NewSource(1))
	sentence := func() string {
		var b strings.Builder
		for range 20 + r.Intn(20) {
			b.WriteRune('一' + rune(r.Intn(3000)))
		}
		return b.String() + "。\n"
	}
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(sentence())
		}
		return b.String()
	}
	wrong := func(s string, share float64) string {
		return strings.Map(func(c rune) rune {
			if c > 0x3000 && r.Float64() < share {
				return '一' + rune(r.Intn(3000))
			}
			return c
		}, s)
	}
	cut := func(s string, lo, hi float64) string {
		l := strings.SplitAfter(s, "\n")
		return strings.Join(l[int(lo*float64(len(l))):int(hi*float64(len(l)))], "")
	}
	set := "各地要提高认识，加强领导，明确分工，落实责任，确保各项工作取得实效，并于年底前将进展情况书面报送。\n"
	out := map[string]string{}
	var whole []string
	for i := range 8 {
		t := text(30) + set
		whole = append(whole, t)
		out[fmt.Sprintf("%02d-a", i)] = t
		out[fmt.Sprintf("%02d-b", i)] = wrong(t, 0.004)
		out[fmt.Sprintf("%02d-c", i)] = wrong(t, 0.03)
		out[fmt.Sprintf("%02d-d", i)] = cut(t, 0, 0.6) + text(12)
		out[fmt.Sprintf("%02d-e", i)] = cut(t, 0.3, 0.55)
	}
	for _, place := range []string{"衢州", "台州", "丽水"} {
		out["sister-"+place] = sister(place)
	}
	for i := range 80 {
		out[fmt.Sprintf("boilerplate-%02d", i)] = text(3) + strings.Repeat(set, 3)
	}
	out["collection"] = whole[1] + whole[2] + whole[3] + whole[4]
	out["stranger"] = text(25) + set
	out["short"] = "停电通知\n"
	out["tab\tand 100%"] = "停水通知\n"
	return out
}

// sister is a text of one mould.
func sister(place string) string {
	r := rand.New(rand.NewSource(7))
	var b strings.Builder
	for range 25 {
		b.WriteString(place + "市")
		for range 30 {
			b.WriteRune('一' + rune(r.Intn(3000)))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// archive makes an archive of texts.
func archive(t *testing.T, texts map[string]string) *corpus.Archive {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, name+".txt"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	a, err := corpus.Open(filepath.Join(t.TempDir(), "archive"), corpus.Create)
	if errors.Is(err, corpus.ErrUnbuilt) {
		t.Skip("SKIPPED: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	_, err = a.Add(context.Background(), []string{dir}, corpus.AddOptions{
		Read: func(name string, data []byte) (*extract.Source, error) {
			return extract.ReadSource(name, data, extract.Options{})
		},
		Now: func() time.Time { return time.Unix(0, 0) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// run runs one stage over lines, sorted first if it reduces.
func run(t *testing.T, name string, sorted bool, in ...[]string) []string {
	t.Helper()
	lines := slices.Concat(in...)
	if sorted {
		slices.Sort(lines)
	}
	var out bytes.Buffer
	if err := stage.Named(name).Run(strings.NewReader(strings.Join(lines, "")), &out); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	wrote := split(out.String())
	wantForms(t, name+" reads", stage.Named(name).In, lines)
	wantForms(t, name+" writes", stage.Named(name).Out, wrote)
	return wrote
}

// wantForms holds the table of the stages against records that there are.
func wantForms(t *testing.T, what string, forms []stage.Form, lines []string) {
	t.Helper()
	for _, l := range lines {
		key, value, _ := strings.Cut(l, "\t")
		if !slices.ContainsFunc(forms, func(f stage.Form) bool { return hasForm(f, key, value) }) {
			t.Errorf("%s %s %.80s, which is none of %q", what, key, value, forms)
			return
		}
	}
}

// hasForm compares what a key begins with, what a value is, and of an object the
// first field named.
func hasForm(f stage.Form, key, value string) bool {
	if i := strings.IndexAny(f.Key, ".["); !strings.HasPrefix(key, f.Key[:i+1]) {
		return false
	}
	switch f.Value[0] {
	case 'n':
		return value[0] >= '0' && value[0] <= '9'
	case '{':
		return strings.Contains(value, `"`+strings.Split(f.Value, `"`)[1]+`":`)
	}
	return value[0] == f.Value[0]
}

func split(s string) []string {
	l := strings.SplitAfter(s, "\n")
	return l[:len(l)-1]
}

// pipeline does what deploy/families.sh does.
func pipeline(t *testing.T, a *corpus.Archive) (members, audits []string) {
	t.Helper()
	var b bytes.Buffer
	if err := stage.Texts(a, &b); err != nil {
		t.Fatal(err)
	}
	docs := split(b.String())
	lengths := run(t, "length", false, docs)
	set := run(t, "phrases", true, run(t, "prints", false, docs))
	if len(set) == 0 {
		t.Error("no set phrase was found")
	}
	edges := func(keys []string) []string {
		pairs := run(t, "group", true, keys)
		return run(t, "verify", true, run(t, "join", true, docs, set, pairs))
	}
	edges1 := edges(run(t, "sketch", false, docs))
	members = run(t, "union", false, lengths, edges1)
	edges2 := edges(run(t, "prints", false, run(t, "join", true, docs, members)))
	members = run(t, "union", false, lengths, edges1, edges2)
	return members, run(t, "audit", true, run(t, "join", true, docs, members))
}

// What sorted lines give is what the archive gives: families, fragments, relations.
func TestPipelineEqualsArchive(t *testing.T) {
	a := archive(t, notices())
	members, _ := pipeline(t, a)
	ctx := context.Background()
	if _, err := a.FindFamilies(ctx, corpus.FamiliesOptions{Workers: 2}); err != nil {
		t.Fatal(err)
	}
	var want []string
	escape := strings.NewReplacer("\t", "%09", "%", "%25")
	name := func(id int64) string {
		d, err := a.Document(id)
		if err != nil {
			t.Fatal(err)
		}
		return escape.Replace(d.Path)
	}
	for f, err := range a.Families(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range f.Members {
			want = append(want, fmt.Sprintf("%s in %s as %s %.4f", name(m.Document), name(f.ID), m.Role, m.Share))
		}
	}
	for r, err := range a.RelatedPairs(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, fmt.Sprintf("%s %s %s %.4f %.4f", escape.Replace(r.PathA), r.Kind, escape.Replace(r.PathB), r.OfA, r.OfB))
	}
	var got []string
	kinds := map[string]int{}
	for _, l := range members {
		key, value, _ := strings.Cut(l, "\t")
		var m struct {
			Family, Role, Relation string
			Share                  float64
			OfA                    float64 `json:"of_a"`
			OfB                    float64 `json:"of_b"`
		}
		if err := json.Unmarshal([]byte(value), &m); err != nil {
			t.Fatal(err)
		}
		if m.Relation == "" {
			got = append(got, fmt.Sprintf("%s in %s as %s %.4f", key, m.Family, m.Role, m.Share))
			kinds[m.Role]++
			continue
		}
		var pair [2]string
		if err := json.Unmarshal([]byte(key), &pair); err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s %s %s %.4f %.4f", pair[0], m.Relation, pair[1], m.OfA, m.OfB))
		kinds[m.Relation]++
	}
	slices.Sort(got)
	slices.Sort(want)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("the archive (-) and sorted lines (+):\n%s", d)
	}
	for _, k := range []string{"copy", "fragment", "template", "contains"} {
		if kinds[k] == 0 {
			t.Errorf("nothing was found to be %s: %v", k, kinds)
		}
	}
}

func TestRecordErrors(t *testing.T) {
	for name, in := range map[string]string{
		"length": "no tab\n", "sketch": "a\t7\n", "prints": "a\t7\n", "group": "x.1\t\"a\"\n", "phrases": strings.Repeat("p.1\t7\n", 70),
		"join": "a\t[1]\n", "verify": "[\"a\",\"b\"]\t{\"doc\":\"a\",\"text\":\"x\"}\n", "union": "a\t\"x\"\n", "audit": "a\t{}\n",
	} {
		err := stage.Named(name).Run(strings.NewReader(in), &bytes.Buffer{})
		if !errors.Is(err, stage.ErrRecord) || !strings.Contains(err.Error(), "line") {
			t.Errorf("%s of %q: %v", name, in, err)
		}
	}
}
