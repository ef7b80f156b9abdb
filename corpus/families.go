package corpus

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"iter"

	"jiaokan/corpus/family"
)

// A Family are the documents that are copies of one text, or fragments of one.
type Family struct {
	ID      int64 // the smallest of its members
	Members []Member
}

// A Member is a document in its family.
type Member struct {
	Document int64
	Role     string  // "copy" or "fragment"; the audit knows more
	Share    float64 // of a fragment: how much of it its container has; else 0
}

// FamiliesOptions say how FindFamilies goes to work.
type FamiliesOptions struct {
	Workers int // 0: one for each processor

	// Step, if not nil, is told how far it has come.
	Step func(stage Stage, done, total int)
}

// A Stage of FindFamilies.
type Stage int

const (
	MassCopies    Stage = iota // minima of the sketches
	PartialCopies              // fingerprints of the representatives
)

// FamiliesReport says what FindFamilies found.
type FamiliesReport struct {
	Documents  int // that have text
	Families   int // of two documents or more
	Members    int // in these
	Largest    int
	Fragments  int
	Relations  int
	Verified   int // pairs that were looked at
	Unreadable int // documents whose file is not there any more, or another: they stand alone
}

// FindFamilies groups all documents with text into families, and keeps these in
// place of the former ones, in one transaction. The method is that of package
// family. Cost: each worker reads the sketches once, their minima eight times, and
// their prints once for each part of their range, which is as large as its memory
// holds; of one pair in four the texts are read. A million documents took 455 MB
// with two workers, of which each more takes some 50.
func (a *Archive) FindFamilies(ctx context.Context, opt FamiliesOptions) (FamiliesReport, error) {
	f, err := a.newFinder(ctx, opt)
	if err != nil {
		return FamiliesReport{}, err
	}
	defer f.close()
	if err := f.setPhrases(ctx); err != nil {
		return FamiliesReport{}, err
	}
	if err := f.massCopies(ctx); err != nil {
		return FamiliesReport{}, err
	}
	if err := f.partialCopies(ctx); err != nil {
		return FamiliesReport{}, err
	}
	return a.keepFamilies(ctx, f)
}

// keepFamilies writes what a finder found.
func (a *Archive) keepFamilies(ctx context.Context, f *finder) (FamiliesReport, error) {
	fs := f.union.Families()
	rep := FamiliesReport{Documents: len(f.ids), Fragments: len(fs.Share), Relations: len(fs.Relations), Verified: f.verified, Unreadable: len(f.lost)}
	sizes := map[int32]int{}
	for _, r := range fs.Of {
		sizes[r]++
	}
	for _, n := range sizes {
		if n > 1 {
			rep.Families, rep.Members, rep.Largest = rep.Families+1, rep.Members+n, max(rep.Largest, n)
		}
	}
	return rep, a.write(ctx, func(tx *sql.Tx) error {
		for _, table := range []string{"families", "members", "relations"} {
			if _, err := tx.Exec("DELETE FROM " + table); err != nil {
				return err
			}
		}
		intoFamilies, err := tx.Prepare("INSERT INTO families (id, size) VALUES (?, ?)")
		if err != nil {
			return err
		}
		intoMembers, err := tx.Prepare("INSERT INTO members (document, family, role, share) VALUES (?, ?, ?, ?)")
		if err != nil {
			return err
		}
		for i, r := range fs.Of {
			if int(r) == i {
				if _, err := intoFamilies.Exec(f.ids[i], sizes[r]); err != nil {
					return err
				}
			}
			role, share := RoleCopy, 0.0
			if s, ok := fs.Share[int64(i)]; ok {
				role, share = RoleFragment, s
			}
			if _, err := intoMembers.Exec(f.ids[i], f.ids[r], role, share); err != nil {
				return err
			}
		}
		return f.keepRelations(tx, fs.Relations)
	})
}

func (f *finder) keepRelations(tx *sql.Tx, relations []family.Edge) error {
	into, err := tx.Prepare("INSERT INTO relations (a, b, kind, of_a, of_b) VALUES (?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	for _, e := range relations {
		if _, err := into.Exec(f.ids[e.A], f.ids[e.B], string(e.Kind), e.OfA, e.OfB); err != nil {
			return err
		}
	}
	return nil
}

// Families are all families in order of ID, those of one document too.
func (a *Archive) Families(ctx context.Context) iter.Seq2[Family, error] {
	type row struct {
		family int64
		Member
	}
	rows := answers(ctx, a, "SELECT family, document, role, share FROM members ORDER BY family, document", func(rows *sql.Rows, r *row) error {
		return rows.Scan(&r.family, &r.Document, &r.Role, &r.Share)
	})
	return func(yield func(Family, error) bool) {
		var f Family
		for r, err := range rows {
			if err != nil {
				yield(Family{}, err)
				return
			}
			if r.family != f.ID && len(f.Members) > 0 {
				if !yield(f, nil) {
					return
				}
				f.Members = nil
			}
			f.ID, f.Members = r.family, append(f.Members, r.Member)
		}
		if len(f.Members) > 0 {
			yield(f, nil)
		}
	}
}

// FamilyOf returns the number of the family that a document is in; ErrNoDocument
// where it is in none, because families have not been looked for since it was added.
func (a *Archive) FamilyOf(document int64) (id int64, err error) {
	if err := a.db.QueryRow("SELECT family FROM members WHERE document = ?", document).Scan(&id); err != nil {
		return 0, noRow(fmt.Errorf("family of document %d: %w", document, err))
	}
	return id, nil
}

// A PlacedMember is a document in its family, with its path.
type PlacedMember struct {
	Family int64
	Path   string
	Role   string
}

// Members are all documents that are in a family, in order of family and document.
func (a *Archive) Members(ctx context.Context) iter.Seq2[PlacedMember, error] {
	return answers(ctx, a, "SELECT family, path, role FROM members JOIN documents ON id = document ORDER BY family, document", func(rows *sql.Rows, m *PlacedMember) error {
		return rows.Scan(&m.Family, &m.Path, &m.Role)
	})
}

// A RelatedPair are two documents of different families that have to do with each
// other: A contains or quotes B, or both share a passage or are of one mould.
type RelatedPair struct {
	A, B         int64
	PathA, PathB string
	Kind         family.Kind
	OfA, OfB     float64 // share of each that the other has
}

// RelatedPairs are all of them, in order of A and B.
func (a *Archive) RelatedPairs(ctx context.Context) iter.Seq2[RelatedPair, error] {
	return answers(ctx, a, "SELECT a, b, p.path, q.path, kind, of_a, of_b FROM relations JOIN documents p ON p.id = a JOIN documents q ON q.id = b ORDER BY a, b", func(rows *sql.Rows, r *RelatedPair) error {
		return rows.Scan(&r.A, &r.B, &r.PathA, &r.PathB, &r.Kind, &r.OfA, &r.OfB)
	})
}

// answers runs through the answer to a question. It must be run through to its end
// or left; meanwhile SQLite keeps its log.
func answers[T any](ctx context.Context, a *Archive, question string, scan func(*sql.Rows, *T) error, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		rows, err := a.db.Query(question, args...)
		if err != nil {
			yield(zero, storeError(err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var x T
			if err := cmp.Or(ctx.Err(), scan(rows, &x)); err != nil {
				yield(zero, storeError(err))
				return
			}
			if !yield(x, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(zero, storeError(err))
		}
	}
}
