// Package stage gives the way from texts to audited families as functions from
// records to records.
//
//	err := stage.Named("sketch").Run(os.Stdin, os.Stdout)
//
// A record is a line, key TAB value; a document is named by its key, values are
// JSON. The stages that reduce want the records of one key one behind the other,
// as sort gives them. No stage needs another's files or memory, so that any engine
// that maps, sorts and reduces lines can run them, and what they give is what
// corpus.Archive gives for documents that were added at one time: a test holds the
// two against each other. Only testimony is not asked for. All is the table of the
// stages and their records; deploy/families.sh puts them together.
package stage

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"jiaokan/align/segment"
	"jiaokan/corpus"
	"jiaokan/corpus/family"
)

// ErrRecord is a line that is no record of the stage.
var ErrRecord = errors.New("not a record of this stage")

// A record is one line.
type record struct {
	key   string
	value []byte // JSON
}

func (r record) decode(to any) error {
	if err := json.Unmarshal(r.value, to); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrRecord, r.key, err)
	}
	return nil
}

// text is the text of a record doc "text", folded.
func (r record) text() (family.Text, error) {
	var text string
	if err := r.decode(&text); err != nil {
		return nil, err
	}
	return family.Fold(text), nil
}

// emit writes one record.
type emit func(key string, value any) error

// perRecord makes a stage of what is done with each record.
func perRecord(do func(r record, out emit) error) func(io.Reader, io.Writer) error {
	return func(in io.Reader, out io.Writer) error {
		return lines(in, out, func(next func() (record, error), out emit) error {
			for {
				r, err := next()
				if errors.Is(err, io.EOF) {
					return nil
				}
				if err == nil {
					err = do(r, out)
				}
				if err != nil {
					return err
				}
			}
		})
	}
}

// perKey makes a stage of what is done with the records of each key.
func perKey(do func(rs []record, out emit) error) func(io.Reader, io.Writer) error {
	return func(in io.Reader, out io.Writer) error {
		return lines(in, out, func(next func() (record, error), out emit) error {
			var rs []record
			for {
				r, err := next()
				if end := errors.Is(err, io.EOF); end || err == nil && len(rs) > 0 && rs[0].key != r.key {
					if err := do(rs, out); err != nil || end {
						return err
					}
					rs = rs[:0]
				}
				if err != nil {
					return err
				}
				rs = append(rs, r)
			}
		})
	}
}

// lines reads lines and writes lines.
func lines(in io.Reader, out io.Writer, do func(next func() (record, error), out emit) error) error {
	r, w := bufio.NewReaderSize(in, 1<<20), bufio.NewWriterSize(out, 1<<20)
	lines := 0
	next := func() (record, error) {
		line, err := r.ReadBytes('\n')
		if len(line) == 0 && err != nil {
			return record{}, err // io.EOF, or the reader's trouble
		}
		lines++
		key, value, ok := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte("\t"))
		if !ok {
			return record{}, fmt.Errorf("%w: no tab", ErrRecord)
		}
		return record{string(key), value}, nil
	}
	err := do(next, func(key string, value any) error {
		w.WriteString(key) // Flush tells
		w.WriteByte('\t')
		e := json.NewEncoder(w) // ends the line
		e.SetEscapeHTML(false)
		return e.Encode(value)
	})
	if errors.Is(err, ErrRecord) {
		err = fmt.Errorf("line %d: %w", lines, err)
	}
	return errors.Join(err, w.Flush())
}

func length(r record, out emit) error {
	t, err := r.text()
	if err != nil {
		return err
	}
	return out(r.key, len(t))
}

func sketch(r record, out emit) error {
	t, err := r.text()
	if err != nil || len(t) == 0 {
		return err
	}
	s := new(family.Sketcher).Sketch(t)
	for b := range family.Bands {
		next := fmt.Sprintf("%016x", s.Band((b+1)%family.Bands))
		if err := out(fmt.Sprintf("b.%02d.%016x", b, s.Band(b)), [2]string{next, r.key}); err != nil {
			return err
		}
	}
	return nil
}

// A member record is a document of a family with its text; chosen if it stands for its family.
type memberRecord struct {
	Family string  `json:"family,omitempty"`
	Doc    string  `json:"doc,omitempty"`
	Role   string  `json:"role,omitempty"`
	Share  float64 `json:"share,omitempty"`
	Chosen bool    `json:"chosen,omitempty"`
	Text   *string `json:"text,omitempty"`

	Phrase  string   `json:"phrase,omitempty"` // one print of the document
	Phrases []string `json:"phrases,omitempty"`
}

func prints(r record, out emit) error {
	name, text := r.key, ""
	if len(r.value) > 0 && r.value[0] == '{' {
		var m memberRecord
		if err := r.decode(&m); err != nil || !m.Chosen || m.Text == nil {
			return err
		}
		name, text = m.Doc, *m.Text
	} else if err := r.decode(&text); err != nil {
		return err
	}
	s := new(family.Sketcher).Sketch(family.Fold(text))
	sample := ""
	for _, x := range s.Sample() {
		sample += fmt.Sprintf("%04x", x)
	}
	for _, p := range s.Prints {
		if err := out(fmt.Sprintf("p.%016x", p), [2]string{name, sample}); err != nil {
			return err
		}
	}
	return nil
}

// holders reads the documents that have a print, in order, with their samples.
func holders(rs []record) (hs [][2]string, err error) {
	for _, r := range rs {
		var h [2]string
		if err := r.decode(&h); err != nil {
			return nil, err
		}
		hs = append(hs, h)
	}
	slices.SortFunc(hs, func(a, b [2]string) int { return cmp.Compare(a[0], b[0]) })
	return slices.CompactFunc(hs, func(a, b [2]string) bool { return a[0] == b[0] }), nil
}

func phrases(rs []record, out emit) error {
	if len(rs) <= family.Rare {
		return nil
	}
	hs, err := holders(rs)
	if err != nil {
		return err
	}
	var samples []family.Sample
	for _, h := range hs[:min(len(hs), family.Samples)] {
		var s family.Sample
		for i := range s {
			x, err := strconv.ParseUint(h[1][min(len(h[1]), 4*i):min(len(h[1]), 4*i+4)], 16, 16)
			if err != nil {
				return fmt.Errorf("%w: sample of %s: %w", ErrRecord, h[0], err)
			}
			s[i] = uint16(x)
		}
		samples = append(samples, s)
	}
	if !family.SetPhrase(len(hs), samples) {
		return nil
	}
	for _, h := range hs {
		if err := out(h[0], memberRecord{Phrase: strings.TrimPrefix(rs[0].key, "p.")}); err != nil {
			return err
		}
	}
	return nil
}

// A request says that two documents are to be verified, if its weights come to Enough.
type request struct {
	a, b   string
	weight int
}

func (q request) MarshalJSON() ([]byte, error) { return json.Marshal([]any{q.a, q.b, q.weight}) }

func (q *request) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&q.a, &q.b, &q.weight})
}

func groups(rs []record, out emit) error {
	if len(rs) == 0 {
		return nil
	}
	var names []string
	var next []string
	switch {
	case len(rs[0].key) > 1 && rs[0].key[:2] == "b.":
		for _, r := range rs {
			var v [2]string
			if err := r.decode(&v); err != nil {
				return err
			}
			next, names = append(next, v[0]), append(names, v[1])
		}
	case len(rs[0].key) > 1 && rs[0].key[:2] == "p.":
		hs, err := holders(rs)
		if err != nil {
			return err
		}
		for _, h := range hs {
			names = append(names, h[0])
		}
	default:
		return fmt.Errorf("%w: %s", ErrRecord, rs[0].key)
	}
	return group(names, next, out)
}

// group asks for the pairs of documents that have a key in common. next are their
// keys in the next band, or nil where the key is a fingerprint.
func group(names, next []string, out emit) error {
	sorted := slices.Clone(names)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	var err error
	ask := func(weight int) func(a, b int64) {
		return func(a, b int64) {
			q := request{sorted[a], sorted[b], weight}
			err = errors.Join(err, out(q.a, q), out(q.b, q))
		}
	}
	if next == nil {
		ids := make([]int64, len(sorted))
		for i := range ids {
			ids[i] = int64(i)
		}
		family.Pairs(ids, ask(1))
		return err
	}
	places := make([]family.Place, len(names))
	for i, name := range names {
		id, _ := slices.BinarySearch(sorted, name)
		if _, e := fmt.Sscanf(next[i], "%x", &places[i].Next); e != nil {
			return fmt.Errorf("%w: %q: %w", ErrRecord, next[i], e)
		}
		places[i].ID = int64(id)
	}
	slices.SortFunc(places, family.Place.Compare)
	places = slices.Compact(places)
	family.Star(places, ask(family.Enough))
	family.Chain(places, ask(family.Enough))
	return err
}

func join(rs []record, out emit) error {
	var text *string
	var asked []request
	var set []string
	var members []memberRecord
	for _, r := range rs {
		switch {
		case len(r.value) > 0 && r.value[0] == '"':
			if err := r.decode(&text); err != nil {
				return err
			}
		case len(r.value) > 0 && r.value[0] == '[':
			var q request
			if err := r.decode(&q); err != nil {
				return err
			}
			asked = append(asked, q)
		case len(r.value) > 0 && r.value[0] == '{':
			var m memberRecord
			if err := r.decode(&m); err != nil {
				return err
			}
			if m.Phrase != "" {
				set = append(set, m.Phrase)
			} else {
				members = append(members, m)
			}
		}
	}
	if text == nil {
		return nil // relations, or a document that is not among the texts
	}
	for _, m := range members {
		m.Doc, m.Text = rs[0].key, text
		if err := out(m.Family, m); err != nil {
			return err
		}
	}
	slices.SortFunc(asked, func(p, q request) int { return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b)) })
	for len(asked) > 0 {
		n, weight := 0, 0
		for n < len(asked) && asked[n].a == asked[0].a && asked[n].b == asked[0].b {
			weight += asked[n].weight
			n++
		}
		if weight >= family.Enough {
			key, err := json.Marshal([2]string{asked[0].a, asked[0].b})
			if err == nil {
				err = out(string(key), memberRecord{Doc: rs[0].key, Text: text, Phrases: set})
			}
			if err != nil {
				return err
			}
		}
		asked = asked[n:]
	}
	return nil
}

// An edge record is what was found out about a pair.
type edgeRecord struct {
	Kind     family.Kind   `json:"kind,omitempty"`
	Relation family.Kind   `json:"relation,omitempty"` // as Union names it
	OfA      float64       `json:"of_a"`
	OfB      float64       `json:"of_b"`
	AtA      family.Extent `json:"at_a"`
	AtB      family.Extent `json:"at_b"`
}

func verify(rs []record, out emit) error {
	if len(rs) == 0 {
		return nil
	}
	var two []memberRecord
	for _, r := range rs {
		var m memberRecord
		if err := r.decode(&m); err != nil {
			return err
		}
		two = append(two, m)
	}
	slices.SortFunc(two, func(a, b memberRecord) int { return cmp.Compare(a.Doc, b.Doc) })
	two = slices.CompactFunc(two, func(a, b memberRecord) bool { return a.Doc == b.Doc })
	if len(two) != 2 || two[0].Text == nil || two[1].Text == nil {
		return fmt.Errorf("%w: %s: a pair has two texts", ErrRecord, rs[0].key)
	}
	var ds [2]family.Document
	for i, m := range two {
		t := family.Fold(*m.Text)
		s := new(family.Sketcher).Sketch(t)
		ds[i] = family.Document{ID: int64(i), Sketch: &s, Text: func() (family.Text, error) { return t, nil }}
		for _, x := range m.Phrases {
			p, err := strconv.ParseUint(x, 16, 64)
			if err != nil {
				return fmt.Errorf("%w: %s: %w", ErrRecord, rs[0].key, err)
			}
			ds[i].Phrases = append(ds[i].Phrases, p)
		}
		slices.Sort(ds[i].Phrases)
	}
	e, ok, err := new(family.Comparer).Verify(ds[0], ds[1])
	if err != nil || !ok {
		return err
	}
	return out(rs[0].key, edgeRecord{Kind: e.Kind, OfA: e.OfA, OfB: e.OfB, AtA: e.AtA, AtB: e.AtB})
}

// union keeps some 100 bytes for each document and each edge.
func union(in io.Reader, out io.Writer) error {
	return lines(in, out, func(next func() (record, error), out emit) error {
		lengths := map[string]int32{}
		type edge struct {
			pair [2]string
			edgeRecord
		}
		var edges []edge
		for {
			r, err := next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return err
			}
			if len(r.value) > 0 && r.value[0] == '{' {
				var e edge
				if err := errors.Join(r.decode(&e.edgeRecord), record{r.key, []byte(r.key)}.decode(&e.pair)); err != nil {
					return err
				}
				edges = append(edges, e)
				continue
			}
			var n int32
			if err := r.decode(&n); err != nil {
				return err
			}
			lengths[r.key] = n
		}
		names := make([]string, 0, len(lengths))
		for name := range lengths {
			names = append(names, name)
		}
		slices.Sort(names)
		ordered := make([]int32, len(names))
		for i, name := range names {
			ordered[i] = lengths[name]
		}
		u := family.NewUnion(ordered)
		for _, e := range edges {
			a, okA := slices.BinarySearch(names, e.pair[0])
			b, okB := slices.BinarySearch(names, e.pair[1])
			if !okA || !okB {
				return fmt.Errorf("%w: %s: a document without length", ErrRecord, e.pair)
			}
			u.Add(family.Edge{A: int64(a), B: int64(b), Kind: e.Kind, OfA: e.OfA, OfB: e.OfB, AtA: e.AtA, AtB: e.AtB})
		}
		return emitFamilies(u, names, out)
	})
}

func emitFamilies(u *family.Union, names []string, out emit) error {
	chosen := map[int64]bool{}
	for _, i := range u.Representatives() {
		chosen[i] = true
	}
	fs := u.Families()
	for i, name := range names {
		m := memberRecord{Family: names[fs.Of[i]], Role: corpus.RoleCopy, Chosen: chosen[int64(i)]}
		if s, ok := fs.Share[int64(i)]; ok {
			m.Role, m.Share = corpus.RoleFragment, s
		}
		if err := out(name, m); err != nil {
			return err
		}
	}
	for _, e := range fs.Relations {
		key, err := json.Marshal([2]string{names[e.A], names[e.B]})
		if err == nil {
			err = out(string(key), edgeRecord{Relation: e.Kind, OfA: e.OfA, OfB: e.OfB, AtA: e.AtA, AtB: e.AtB})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Texts writes the record doc "text" of each document of an archive whose text can
// be had, named by its path (see key): what the other stages begin with.
func Texts(a *corpus.Archive, w io.Writer) error {
	return lines(bytes.NewReader(nil), w, func(_ func() (record, error), out emit) error {
		return a.Sketches(func(id int64, _ *family.Sketch) error {
			d, err := a.Document(id)
			if err != nil {
				return err
			}
			text, err := a.Text(id)
			if errors.Is(err, corpus.ErrChanged) || errors.Is(err, corpus.ErrNoText) {
				return nil
			}
			if err != nil {
				return err
			}
			return out(key(d.Path), text)
		})
	})
}

// key makes a key of a path: bytes that are no UTF-8, control characters and the
// per cent sign are written as in a URL.
func key(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); {
		r, n := utf8.DecodeRuneInString(path[i:])
		if r == utf8.RuneError && n < 2 || r < ' ' || r == 0x7F || r == '%' {
			fmt.Fprintf(&b, "%%%02X", path[i])
			i++
			continue
		}
		b.WriteString(path[i : i+n])
		i += n
	}
	return b.String()
}

// words is loaded when the first family is audited.
var words segment.Dictionary

// audited audits the documents of one family.
func audited(rs []record, out emit) error {
	if len(rs) == 0 {
		return nil
	}
	var docs []corpus.FamilyDocument
	for _, r := range rs {
		var m memberRecord
		if err := r.decode(&m); err != nil {
			return err
		}
		if m.Text == nil {
			return fmt.Errorf("%w: %s: no text", ErrRecord, r.key)
		}
		docs = append(docs, corpus.FamilyDocument{Path: m.Doc, Role: m.Role, Text: *m.Text})
	}
	slices.SortFunc(docs, func(a, b corpus.FamilyDocument) int { return cmp.Compare(a.Path, b.Path) })
	for i := range docs {
		docs[i].ID = int64(i + 1)
	}
	audit, err := corpus.AuditFamily(docs, corpus.FamilyOptions{Cut: words.Cut})
	if err != nil {
		return err
	}
	return out(rs[0].key, audit)
}
