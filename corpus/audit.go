package corpus

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"jiaokan/align"
	"jiaokan/align/audit"
)

// AuditOptions say how the families of an archive are audited.
type AuditOptions struct {
	// Version is the program's. What another version found is found anew.
	Version string

	Workers int // families audited at a time; 0 is one for each processor

	// Cut and Bytes are those of FamilyOptions; all workers share Bytes.
	Cut   func(text string) []string
	Bytes int

	// Testimony finds passages of the archive that quote the witnesses of a
	// collation, but for the documents of the family itself. Documents alone are not
	// asked about: they are most of an archive. Nil: none is asked for.
	// With it a family is audited anew whenever the archive holds other documents.
	Testimony func(ctx context.Context, c *align.Collation, without func(id int64) bool) ([]audit.Testimony, error)

	// Again audits anew what was audited before.
	Again bool

	// SkipAlone leaves documents that are no copies of each other unaudited.
	SkipAlone bool

	// Step is told how many families are done, of how many. May be nil.
	Step func(done, total int)

	// Failed is told of families that could not be audited. May be nil.
	Failed func(family int64, why string)
}

// An AuditReport counts what Audit has done.
type AuditReport struct {
	Families int // in all, but for those that were skipped
	Known    int // which were audited before
	Failed   int
}

// Audit reconciles each family and keeps what it finds. What was found before
// from the same files, by the same version and in the same way, stands.
//
// Families are audited independently of each other, and kept a few hundred at a
// time in the order of their IDs: a run that was killed goes on where it ended, and
// comes to the same archive.
func (a *Archive) Audit(ctx context.Context, opt AuditOptions) (AuditReport, error) {
	if opt.Bytes == 0 {
		opt.Bytes = DefaultBytes
	}
	r := auditRun{a: a, opt: opt}
	if err := r.prepare(ctx); err != nil {
		return AuditReport{}, err
	}
	worker := func(ctx context.Context) func(*auditTask) {
		return func(t *auditTask) { r.one(ctx, t) }
	}
	err := inOrder(ctx, opt.Workers, r.produce, worker, func(t *auditTask) error { return r.take(ctx, t) })
	if err == nil || err == ctx.Err() {
		err = cmp.Or(r.keep(context.WithoutCancel(ctx)), err)
	}
	return r.out, err
}

type auditRun struct {
	a     *Archive
	opt   AuditOptions
	salt  []byte // what an audit depends on beside its documents
	total int
	done  []*auditTask // not kept so far
	rows  int          // of these
	out   AuditReport
}

// A family to be audited.
type auditTask struct {
	id      int64
	docs    []FamilyDocument
	size    int    // bytes of text, about
	inputs  []byte // hash of what the audit is made from
	known   []byte // what it was made from before
	result  FamilyAudit
	failure string
	err     error // of the archive
}

// settled reports whether the family was audited before.
func (t *auditTask) settled() bool { return string(t.known) == string(t.inputs) }

// prepare forgets families that are no more, and finds out
// what there is to do.
func (r *auditRun) prepare(ctx context.Context) error {
	err := r.a.write(ctx, func(tx *sql.Tx) error {
		for _, table := range auditTableNames {
			if _, err := tx.Exec("DELETE FROM " + table + " WHERE family NOT IN (SELECT id FROM families)"); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := r.a.db.QueryRow("SELECT count(*) FROM families" + r.of()).Scan(&r.total); err != nil {
		return storeError(err)
	}
	h := sha256.New()
	fmt.Fprintf(h, "audit %d\x00%s\x00%t\x00%t\x00%d\x00", auditFormat, r.opt.Version, r.opt.Cut != nil, r.opt.Testimony != nil, r.opt.Bytes)
	if r.opt.Testimony != nil {
		var n, last int64
		if err := r.a.db.QueryRow("SELECT count(*), coalesce(max(id), 0) FROM documents WHERE state = 'read'").Scan(&n, &last); err != nil {
			return storeError(err)
		}
		fmt.Fprintf(h, "%d\x00%d\x00", n, last)
	}
	r.salt = h.Sum(nil)
	return nil
}

// auditFormat is raised when the same version finds, or keeps, something else.
const auditFormat = 1

// of leaves out families that are not to be audited.
func (r *auditRun) of() string {
	if r.opt.SkipAlone {
		return " WHERE size > 1"
	}
	return ""
}

// produce hands out the families in order. What they have under way together is
// about opt.Bytes of text.
func (r *auditRun) produce(ctx context.Context, emit func(t *auditTask, tokens int) error) error {
	for last := int64(0); ; {
		ts, err := r.families(last)
		if err = cmp.Or(ctx.Err(), err); err != nil || len(ts) == 0 {
			return err
		}
		for _, t := range ts {
			tokens := 1
			if !t.settled() {
				tokens = min(max(1, t.size*allTokens/r.opt.Bytes), allTokens)
			}
			if err := emit(t, tokens); err != nil {
				return err
			}
			last = t.id
		}
	}
}

// batch is how many families are asked for at a time, and at most how many are
// kept in one transaction: some seconds of work.
const batch = 256

// families reads the next families behind one.
func (r *auditRun) families(last int64) ([]*auditTask, error) {
	and := " AND "
	if r.of() == "" {
		and = " WHERE "
	}
	rows, err := r.a.db.Query(`SELECT m.family, d.id, d.path, m.role, d.sha256, d.characters, k.inputs
		FROM (SELECT id FROM families`+r.of()+and+`id > ? ORDER BY id LIMIT ?) f
		JOIN members m ON m.family = f.id JOIN documents d ON d.id = m.document
		LEFT JOIN family_audits k ON k.family = m.family
		ORDER BY m.family, m.document`, last, batch)
	if err != nil {
		return nil, storeError(err)
	}
	defer rows.Close()
	var out []*auditTask
	for rows.Next() {
		var family int64
		var d FamilyDocument
		var sum, known []byte
		var characters int
		if err := rows.Scan(&family, &d.ID, &d.Path, &d.Role, &sum, &characters, &known); err != nil {
			return nil, storeError(err)
		}
		d.SHA256 = hex.EncodeToString(sum)
		if len(out) == 0 || out[len(out)-1].id != family {
			out = append(out, &auditTask{id: family, known: known})
		}
		t := out[len(out)-1]
		t.docs = append(t.docs, d)
		t.size += 4 * characters // three bytes each, and marks and white space
	}
	for _, t := range out {
		t.inputs = r.hash(t.docs)
		if r.opt.Again {
			t.known = nil
		}
	}
	return out, storeError(rows.Err())
}

// hash is of all that the audit of a family depends on.
func (r *auditRun) hash(docs []FamilyDocument) []byte {
	h := sha256.New()
	h.Write(r.salt)
	for _, d := range docs {
		h.Write(binary.LittleEndian.AppendUint64(nil, uint64(d.ID)))
		fmt.Fprintf(h, "%s\x00%s\x00%s\x00", d.SHA256, d.Role, d.Path)
	}
	return h.Sum(nil)
}

// one audits a family. A fault of the program in it is the family's failure; an
// error is the archive's.
func (r *auditRun) one(ctx context.Context, t *auditTask) {
	if t.err = ctx.Err(); t.err != nil || t.settled() {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			t.result, t.failure = FamilyAudit{}, fmt.Sprintf("%v in %s", p, faultIn(string(debug.Stack())))
		}
	}()
	opt := FamilyOptions{
		Cut: r.opt.Cut, Bytes: r.opt.Bytes,
		Text: func(i int) (string, error) { return r.a.Text(t.docs[i].ID) },
	}
	if find := r.opt.Testimony; find != nil && len(t.docs) > 1 {
		opt.Testimony = func(c *align.Collation) ([]audit.Testimony, error) {
			return find(ctx, c, func(id int64) bool {
				_, own := slices.BinarySearchFunc(t.docs, id, func(d FamilyDocument, id int64) int { return int(d.ID - id) })
				return own
			})
		}
	}
	t.result, t.err = AuditFamily(t.docs, opt)
}

// take counts a family that is done and keeps it, with others, when there are some.
func (r *auditRun) take(ctx context.Context, t *auditTask) error {
	if t.err != nil {
		return t.err
	}
	r.out.Families++
	if t.settled() {
		r.out.Known++
	} else {
		r.done = append(r.done, t)
		r.rows += 2 + len(t.result.Documents) + len(t.result.Findings)
	}
	if t.failure != "" {
		r.out.Failed++
		if r.opt.Failed != nil {
			r.opt.Failed(t.id, t.failure)
		}
	}
	if len(r.done) >= batch || r.rows >= manyRows {
		if err := r.keep(ctx); err != nil {
			return err
		}
	}
	if r.opt.Step != nil {
		r.opt.Step(r.out.Families, r.total)
	}
	return nil
}

// manyRows bounds what one transaction writes.
const manyRows = 20_000

func (r *auditRun) keep(ctx context.Context) error {
	if len(r.done) == 0 {
		return nil
	}
	err := r.a.write(ctx, func(tx *sql.Tx) error { return keep(tx, r.done) })
	r.done, r.rows = r.done[:0], 0
	return err
}

// faultIn names the function of this program in which it has panicked.
func faultIn(stack string) string {
	lines := strings.Split(stack, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "panic(") && i+2 < len(lines) {
			name, _, _ := strings.Cut(lines[i+2], "(0x")
			return name
		}
	}
	return "unknown"
}
