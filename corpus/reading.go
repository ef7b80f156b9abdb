package corpus

import (
	"cmp"
	"context"
	"database/sql"
	"iter"
	"path/filepath"
	"slices"
	"strings"
)

// An AuditedFamily is a family in a list of families.
type AuditedFamily struct {
	ID                      int64
	Title                   string
	Size                    int // documents
	Damaged                 int // of these, neither complete nor of another version
	Open                    int // variants to be decided
	Errors, Warnings, Infos int
	Failure                 string // it could not be audited
}

// AuditTotals count what the audit has found.
type AuditTotals struct {
	Families, Failed        int
	Large                   int // families of more than one document
	Editions                int // texts, of which a family has several where it was amended
	Open                    int
	Errors, Warnings, Infos int
	Roles                   map[string]int // documents; RoleCopy and RoleFragment before the audit are not among them
	Unaudited               int            // documents of audited families that could not be
}

// AuditTotals counts. All is zero where nothing was audited.
func (a *Archive) AuditTotals() (AuditTotals, error) {
	t := AuditTotals{Roles: map[string]int{}}
	err := a.db.QueryRow(`SELECT count(*), coalesce(sum(failure <> ''), 0), coalesce(sum(size > 1), 0), coalesce(sum(open), 0), coalesce(sum(errors), 0),
		coalesce(sum(warnings), 0), coalesce(sum(infos), 0), (SELECT count(*) FROM editions) FROM family_audits`).
		Scan(&t.Families, &t.Failed, &t.Large, &t.Open, &t.Errors, &t.Warnings, &t.Infos, &t.Editions)
	if err != nil {
		return t, storeError(err)
	}
	rows, err := a.db.Query("SELECT role, count(*), coalesce(sum(unaudited <> ''), 0) FROM standings GROUP BY role ORDER BY role")
	if err != nil {
		return t, storeError(err)
	}
	defer rows.Close()
	for rows.Next() {
		var role string
		var n, un int
		if err := rows.Scan(&role, &n, &un); err != nil {
			return t, storeError(err)
		}
		if n > un {
			t.Roles[role] = n - un
		}
		t.Unaudited += un
	}
	return t, storeError(rows.Err())
}

// An Order of families.
type Order int

const (
	ByID          Order = iota
	BySize              // the largest first
	BySeriousness       // what cannot be published without a decision, then what is damaged, then what is open
)

var orders = [...]string{
	ByID:          "family",
	BySize:        "size DESC, family",
	BySeriousness: "errors DESC, damaged DESC, open DESC, warnings DESC, family",
}

// AuditedFamilies are the families that were audited. Those of one document that
// nothing was found in (beyond Info) are left out where whole is false.
func (a *Archive) AuditedFamilies(ctx context.Context, by Order, whole bool) iter.Seq2[AuditedFamily, error] {
	question := "SELECT family, title, size, damaged, open, errors, warnings, infos, failure FROM family_audits"
	if !whole {
		question += " WHERE size > 1 OR errors + warnings > 0 OR failure <> ''"
	}
	return answers(ctx, a, question+" ORDER BY "+orders[by], func(rows *sql.Rows, f *AuditedFamily) error {
		return rows.Scan(&f.ID, &f.Title, &f.Size, &f.Damaged, &f.Open, &f.Errors, &f.Warnings, &f.Infos, &f.Failure)
	})
}

// all collects what a question is answered with.
func all[T any](xs iter.Seq2[T, error]) ([]T, error) {
	var out []T
	for x, err := range xs {
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// AuditOf returns what was found of a family.
func (a *Archive) AuditOf(family int64) (FamilyAudit, error) {
	ctx := context.Background()
	var out FamilyAudit
	if err := a.db.QueryRow("SELECT title FROM family_audits WHERE family = ?", family).Scan(&out.Title); err != nil {
		return out, noRow(err)
	}
	var err error
	out.Editions, err = all(answers(ctx, a, "SELECT date, open, added, repealed, changed, renumbered, text FROM editions WHERE family = ? ORDER BY number",
		func(rows *sql.Rows, e *FamilyEdition) error {
			var body []byte
			if err := rows.Scan(&e.Date, &e.Open, &e.Added, &e.Repealed, &e.Changed, &e.Renumbered, &body); err != nil {
				return err
			}
			var err error
			e.Text, err = inflate(body)
			return err
		}, family))
	if err != nil {
		return out, err
	}
	out.Documents, err = all(answers(ctx, a, "SELECT document, edition, siglum, apart, twin, role, share, alien, year, year_from, unaudited FROM standings WHERE family = ? ORDER BY document",
		func(rows *sql.Rows, d *DocumentAudit) error { return rows.Scan(d.columns()...) }, family))
	if err != nil {
		return out, err
	}
	out.Findings, err = all(answers(ctx, a, "SELECT "+findingColumns+" FROM family_findings WHERE family = ? ORDER BY number",
		func(rows *sql.Rows, f *ArchiveFinding) error { return rows.Scan(f.columns()...) }, family))
	return out, err
}

func (d *DocumentAudit) columns() []any {
	return []any{&d.ID, &d.Edition, &d.Siglum, &d.Apart, &d.Twin, &d.Role, &d.Share, &d.Alien, &d.Year, &d.YearFrom, &d.Why}
}

const findingColumns = "edition, document, copies, rule, method, severity, lo, hi, line, message_zh, message_en, confidence"

func (f *ArchiveFinding) columns() []any {
	return []any{&f.Edition, &f.Document, &f.Copies, &f.Rule, &f.Method, &f.Severity, &f.Lo, &f.Hi, &f.Line, &f.Message.ZH, &f.Message.EN, &f.Confidence}
}

// A FiledFinding is a finding with its family and the path of its document.
type FiledFinding struct {
	ArchiveFinding
	Family int64
	Title  string
	Path   string
}

// Findings are all that the audit has found, in order of family.
func (a *Archive) Findings(ctx context.Context) iter.Seq2[FiledFinding, error] {
	return answers(ctx, a, `SELECT f.family, k.title, coalesce(d.path, ''), `+findingColumns+`
		FROM family_findings f JOIN family_audits k ON k.family = f.family LEFT JOIN documents d ON d.id = f.document ORDER BY f.family, f.number`,
		func(rows *sql.Rows, f *FiledFinding) error {
			return rows.Scan(append([]any{&f.Family, &f.Title, &f.Path}, f.columns()...)...)
		})
}

// A FiledDocument is a document with what the audit says of it; Family is 0 where
// it was not audited.
type FiledDocument struct {
	Document
	Audit  DocumentAudit
	Family int64
}

// FiledDocuments are all documents of the archive in order of ID, of all states.
func (a *Archive) FiledDocuments(ctx context.Context) iter.Seq2[FiledDocument, error] {
	return answers(ctx, a, `SELECT `+columns+`, coalesce(family, 0), coalesce(document, 0), coalesce(edition, 0), coalesce(siglum, ''), coalesce(apart, 0), coalesce(twin, 0),
		coalesce(role, ''), coalesce(share, 0), coalesce(alien, 0), coalesce(year, 0), coalesce(year_from, ''), coalesce(unaudited, '')
		FROM documents LEFT JOIN standings ON document = id ORDER BY id`, scanFiled)
}

func scanFiled(rows *sql.Rows, f *FiledDocument) error {
	return f.Document.scan(rows, append([]any{&f.Family}, f.Audit.columns()...)...)
}

// A RuleCount is how often a rule was found at a severity.
type RuleCount struct {
	Rule, Severity string
	Count          int
}

// RuleCounts counts the findings, the most frequent rule first.
func (a *Archive) RuleCounts(ctx context.Context) ([]RuleCount, error) {
	return all(answers(ctx, a, "SELECT rule, severity, count(*) FROM family_findings GROUP BY rule, severity ORDER BY rule, severity",
		func(rows *sql.Rows, c *RuleCount) error { return rows.Scan(&c.Rule, &c.Severity, &c.Count) }))
}

// A Relation is what a document has to do with one of another family.
type Relation struct {
	Document, Other int64
	OtherFamily     int64
	OtherTitle      string  // of the family, where it was audited
	Kind            string  // of package family
	Of, OfOther     float64 // how much of each is common to both
	First           bool    // Document is the one that quotes, or contains
}

// Relations are those of the documents of a family to other families, one for
// each of them, the closest first.
func (a *Archive) Relations(family int64) ([]Relation, error) {
	var out []Relation
	for _, side := range [][4]string{{"a", "b", "of_a", "of_b"}, {"b", "a", "of_b", "of_a"}} {
		this, other, ofThis, ofOther := side[0], side[1], side[2], side[3]
		rs, err := all(answers(context.Background(), a, "SELECT r."+this+", r."+other+", o.family, coalesce(k.title, ''), r.kind, r."+ofThis+", r."+ofOther+
			" FROM members m JOIN relations r ON r."+this+" = m.document JOIN members o ON o.document = r."+other+
			" LEFT JOIN family_audits k ON k.family = o.family WHERE m.family = ? AND o.family <> m.family ORDER BY 1, 2",
			func(rows *sql.Rows, r *Relation) error {
				r.First = this == "a"
				return rows.Scan(&r.Document, &r.Other, &r.OtherFamily, &r.OtherTitle, &r.Kind, &r.Of, &r.OfOther)
			}, family))
		if err != nil {
			return nil, err
		}
		out = append(out, rs...)
	}
	slices.SortStableFunc(out, func(a, b Relation) int {
		return cmp.Or(cmp.Compare(max(b.Of, b.OfOther), max(a.Of, a.OfOther)), cmp.Compare(a.OtherFamily, b.OtherFamily))
	})
	seen := map[int64]bool{}
	return slices.DeleteFunc(out, func(r Relation) bool {
		was := seen[r.OtherFamily]
		seen[r.OtherFamily] = true
		return was
	}), nil
}

// Root is the folder that all documents lie under; "" in an empty archive.
func (a *Archive) Root() (string, error) {
	var first, last string
	if err := a.db.QueryRow("SELECT coalesce(min(path), ''), coalesce(max(path), '') FROM documents").Scan(&first, &last); err != nil {
		return "", storeError(err)
	}
	// What the first and the last in order begin with, all between them begin with.
	n := 0
	for n < len(first) && n < len(last) && first[n] == last[n] {
		n++
	}
	return first[:strings.LastIndexByte(first[:n], filepath.Separator)+1], nil
}
