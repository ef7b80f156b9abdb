package corpus

import (
	"database/sql"
	"slices"
)

// auditTables hold what the audit has found. What went into it, members and
// their roles as the families have them, is left as it is: an audit that wrote
// there would be its own input.
const auditTables = `
CREATE TABLE family_audits(
	family   INTEGER PRIMARY KEY,
	inputs   BLOB    NOT NULL, -- hash of what the audit was made from; empty where it has failed
	title    TEXT    NOT NULL,
	size     INTEGER NOT NULL, -- documents
	damaged  INTEGER NOT NULL, -- of these, neither complete nor of another version
	open     INTEGER NOT NULL,
	errors   INTEGER NOT NULL,
	warnings INTEGER NOT NULL,
	infos    INTEGER NOT NULL,
	failure  TEXT    NOT NULL
);
CREATE INDEX family_audits_size ON family_audits(size);
CREATE INDEX family_audits_seriousness ON family_audits(errors, damaged, open, warnings);

CREATE TABLE editions(
	family     INTEGER NOT NULL,
	number     INTEGER NOT NULL,
	date       TEXT    NOT NULL,
	open       INTEGER NOT NULL,
	added      INTEGER NOT NULL,
	repealed   INTEGER NOT NULL,
	changed    INTEGER NOT NULL,
	renumbered INTEGER NOT NULL,
	text       BLOB    NOT NULL, -- canonical, deflated
	PRIMARY KEY(family, number)
);

CREATE TABLE standings(
	document  INTEGER PRIMARY KEY,
	family    INTEGER NOT NULL,
	edition   INTEGER NOT NULL,
	siglum    TEXT    NOT NULL,
	apart     INTEGER NOT NULL,
	twin      INTEGER NOT NULL,
	role      TEXT    NOT NULL,
	share     REAL    NOT NULL,
	alien     REAL    NOT NULL,
	year      INTEGER NOT NULL,
	year_from TEXT    NOT NULL,
	unaudited TEXT    NOT NULL -- why it was not audited
);
CREATE INDEX standings_family ON standings(family);

CREATE TABLE family_findings(
	family     INTEGER NOT NULL,
	number     INTEGER NOT NULL,
	edition    INTEGER NOT NULL,
	document   INTEGER NOT NULL,
	copies     INTEGER NOT NULL,
	rule       TEXT    NOT NULL,
	method     TEXT    NOT NULL,
	severity   TEXT    NOT NULL,
	lo         INTEGER NOT NULL,
	hi         INTEGER NOT NULL,
	line       INTEGER NOT NULL,
	message_zh TEXT    NOT NULL,
	message_en TEXT    NOT NULL,
	confidence REAL    NOT NULL,
	PRIMARY KEY(family, number)
);
`

var auditTableNames = []string{"family_audits", "editions", "standings", "family_findings"}

// A keeper writes results in one transaction.
type keeper struct {
	tx                                 *sql.Tx
	family, edition, standing, finding *sql.Stmt
	err                                error
}

// keep writes what was found of some families in the place of what was found
// before.
func keep(tx *sql.Tx, tasks []*auditTask) error {
	k := keeper{tx: tx}
	k.family = k.prepare("INSERT INTO family_audits VALUES(?,?,?,?,?,?,?,?,?,?)")
	k.edition = k.prepare("INSERT INTO editions VALUES(?,?,?,?,?,?,?,?,?)")
	k.standing = k.prepare("INSERT OR REPLACE INTO standings VALUES(?,?,?,?,?,?,?,?,?,?,?,?)")
	k.finding = k.prepare("INSERT INTO family_findings VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
	var forget []*sql.Stmt
	for _, table := range auditTableNames {
		forget = append(forget, k.prepare("DELETE FROM "+table+" WHERE family = ?"))
	}
	for _, t := range tasks {
		for _, st := range forget {
			k.do(st, t.id)
		}
		k.keep(t)
	}
	return k.err
}

func (k *keeper) prepare(question string) *sql.Stmt {
	if k.err != nil {
		return nil
	}
	var st *sql.Stmt
	st, k.err = k.tx.Prepare(question)
	return st
}

func (k *keeper) do(st *sql.Stmt, args ...any) {
	if k.err == nil {
		_, k.err = st.Exec(args...)
	}
}

func (k *keeper) keep(t *auditTask) {
	counts := map[string]int{}
	for i, x := range t.result.Findings {
		counts[x.Severity]++
		k.do(k.finding, t.id, i, x.Edition, x.Document, x.Copies, x.Rule, x.Method, x.Severity, x.Lo, x.Hi, x.Line, x.Message.ZH, x.Message.EN, x.Confidence)
	}
	open, damaged := 0, 0
	for n, e := range t.result.Editions {
		open += e.Open
		k.do(k.edition, t.id, n, e.Date, e.Open, e.Added, e.Repealed, e.Changed, e.Renumbered, deflate(e.Text))
	}
	for _, d := range t.result.Documents {
		if d.Role != RoleComplete && d.Role != RoleVersion {
			damaged++
		}
		k.do(k.standing, d.ID, t.id, d.Edition, d.Siglum, d.Apart, d.Twin, d.Role, d.Share, d.Alien, d.Year, d.YearFrom, d.Why)
	}
	inputs := t.inputs
	if unread := slices.ContainsFunc(t.result.Documents, func(d DocumentAudit) bool { return d.Why != "" }); unread || t.failure != "" {
		inputs = []byte{} // tried again next time
	}
	k.do(k.family, t.id, inputs, t.result.Title, len(t.docs), damaged, open, counts["error"], counts["warning"], counts["info"], t.failure)
}
