package corpus

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
)

const chuyi = "testdata/chuyi"

// archiveOf makes an archive of files by name, and of each list of names a family.
func archiveOf(t *testing.T, files map[string]string, families ...[]string) *Archive {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, "files", name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	a, err := Open(filepath.Join(dir, "archive"), Create)
	if errors.Is(err, ErrUnbuilt) {
		t.Skip("SKIPPED: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	_, err = a.Add(t.Context(), []string{filepath.Join(dir, "files")}, AddOptions{
		Now: func() time.Time { return time.Unix(1700000000, 0) },
		Read: func(name string, data []byte) (*extract.Source, error) {
			return extract.ReadSource(name, data, extract.Options{})
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	err = a.write(t.Context(), func(tx *sql.Tx) error {
		for _, names := range families {
			first := int64(0)
			for _, name := range names {
				var id int64
				if err := tx.QueryRow("SELECT id FROM documents WHERE path = ?", filepath.Join(dir, "files", name)).Scan(&id); err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				if first == 0 {
					first = id
					if _, err := tx.Exec("INSERT INTO families VALUES(?, ?)", id, len(names)); err != nil {
						return err
					}
				}
				if _, err := tx.Exec("INSERT INTO members VALUES(?, ?, 'copy', 1)", id, first); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func readAll(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// dump is all that the audit has kept.
func dump(t *testing.T, a *Archive) string {
	t.Helper()
	var b strings.Builder
	for f, err := range a.AuditedFamilies(t.Context(), ByID, true) {
		if err != nil {
			t.Fatal(err)
		}
		x, err := a.AuditOf(f.ID)
		if err != nil {
			t.Fatal(err)
		}
		line, err := json.Marshal(struct {
			AuditedFamily
			FamilyAudit
		}{f, x})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n", line)
	}
	return b.String()
}

// TestAuditOfTheNotices: the two damaged copies of one notice, one of them twice.
func TestAuditOfTheNotices(t *testing.T) {
	scan, retyped := readAll(t, chuyi+"/000_1c7268e008740abf.txt"), readAll(t, chuyi+"/004_484d152f479902b9.txt")
	a := archiveOf(t, map[string]string{"2023/scan.txt": scan, "2023/again.txt": scan + "\n\n", "web/retyped.txt": retyped, "web/other.txt": sound},
		[]string{"2023/again.txt", "2023/scan.txt", "web/retyped.txt"}, []string{"web/other.txt"})
	rep, err := a.Audit(t.Context(), AuditOptions{})
	if err != nil || rep != (AuditReport{Families: 2}) {
		t.Fatalf("%+v, %v", rep, err)
	}
	x, err := a.AuditOf(1)
	if err != nil {
		t.Fatal(err)
	}
	var roles []string
	for _, d := range x.Documents {
		roles = append(roles, d.Siglum+" "+d.Role)
	}
	if want := []string{"A cut", "A cut", "B contaminated"}; !slices.Equal(roles, want) {
		t.Errorf("roles are %q, want %q", roles, want)
	}
	if d := x.Documents[1]; d.Twin != 1 || d.Year != 2023 || d.YearFrom != FromPath {
		t.Errorf("the same text again is %+v", d)
	}
	for _, want := range []string{"corruption.foreign 13", "corruption.duplicate 73", "corruption.truncated 85"} {
		if !slices.ContainsFunc(x.Findings, func(f ArchiveFinding) bool { return fmt.Sprint(f.Rule, " ", f.Line) == want }) {
			t.Errorf("no finding %s", want)
		}
	}
	if text := x.Editions[0].Text; !strings.Contains(text, "由政府、行业、企业") || strings.Contains(text, "双碳") || !strings.Contains(text, "【……】") {
		t.Errorf("the canonical text is\n%s", text)
	}
	if x, err = a.AuditOf(3); err != nil || x.Documents[0].Role != RoleComplete || x.Title != "关于做好年度工作的通知" {
		t.Errorf("the document alone is %+v, %v", x, err)
	}
}

const sound = `关于做好年度工作的通知

各市州人民政府：

现就做好年度工作有关事项通知如下。

一、工作目标

全面完成年度各项任务。

二、工作要求

（一）加强组织领导。各地要明确责任分工，确保工作落实。

（二）加强督促检查。各地要定期报告工作进展情况。
`

// many makes families of two damaged copies each.
func many(n int) (files map[string]string, families [][]string) {
	files = map[string]string{}
	for i := range n {
		a, b := fmt.Sprintf("a/%03d.txt", i), fmt.Sprintf("b/%03d.txt", i)
		text := strings.ReplaceAll(sound, "年度", fmt.Sprintf("第%d季度", i))
		files[a], files[b] = text, strings.Replace(text, "各地要明确责任分工，", "", 1)
		families = append(families, []string{a, b})
	}
	return files, families
}

// TestAuditGoesOn: what was audited is not audited again; what was stopped after
// any number of families comes to the same result; nor does the number of
// workers change it.
func TestAuditGoesOn(t *testing.T) {
	files, families := many(batch + 20)
	a := archiveOf(t, files, families...)
	if _, err := a.Audit(t.Context(), AuditOptions{Workers: 1}); err != nil {
		t.Fatal(err)
	}
	want := dump(t, a)
	rep, err := a.Audit(t.Context(), AuditOptions{Workers: 3})
	if err != nil || rep.Known != len(families) {
		t.Errorf("again: %+v, %v", rep, err)
	}

	b := archiveOf(t, files, families...)
	ctx, stop := context.WithCancel(t.Context())
	_, err = b.Audit(ctx, AuditOptions{Workers: 3, Step: func(done, total int) {
		if done == batch+7 {
			stop()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	rep, err = b.Audit(t.Context(), AuditOptions{Workers: 3})
	if err != nil || rep.Known != batch+7 || rep.Families != len(families) {
		t.Errorf("gone on: %+v, %v", rep, err)
	}
	if got := dump(t, b); got != want {
		t.Error("a run that was stopped comes to another result")
	}
	if rep, err = b.Audit(t.Context(), AuditOptions{Version: "2"}); err != nil || rep.Known != 0 {
		t.Errorf("another version: %+v, %v", rep, err)
	}
	if err := b.write(t.Context(), func(tx *sql.Tx) error { _, err := tx.Exec("DELETE FROM families WHERE id = 1"); return err }); err != nil {
		t.Fatal(err)
	}
	if rep, err = b.Audit(t.Context(), AuditOptions{Version: "2"}); err != nil || rep.Families != len(families)-1 {
		t.Errorf("a family less: %+v, %v", rep, err)
	}
	if _, err := b.AuditOf(1); !errors.Is(err, ErrNoDocument) {
		t.Errorf("the family that is no more: %v", err)
	}
}

// TestAuditFails: a fault in one family, and a file that is gone, are told and
// stop nothing. Both are tried again.
func TestAuditFails(t *testing.T) {
	files, families := many(3)
	a := archiveOf(t, files, families...)
	var gone string
	if err := a.db.QueryRow("SELECT path FROM documents WHERE id = 6").Scan(&gone); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	var failed []int64
	opt := AuditOptions{
		Testimony: func(_ context.Context, c *align.Collation, _ func(int64) bool) ([]audit.Testimony, error) {
			if strings.Contains(c.Witnesses[0].Text, "第1季度") {
				var none []int
				_ = none[len(c.Witnesses)]
			}
			return nil, nil
		},
		Failed: func(family int64, why string) { failed = append(failed, family) },
	}
	rep, err := a.Audit(t.Context(), opt)
	if err != nil || rep.Failed != 1 || !slices.Equal(failed, []int64{2}) {
		t.Fatalf("%+v, %v, %v", rep, failed, err)
	}
	for f, err := range a.AuditedFamilies(t.Context(), ByID, false) {
		if err != nil || (f.Failure != "") != (f.ID == 2) || f.Failure != "" && !strings.Contains(f.Failure, "out of range") {
			t.Errorf("%+v, %v", f, err)
		}
	}
	x, err := a.AuditOf(3)
	if err != nil || x.Documents[1].Why == "" || x.Documents[1].Edition != -1 || len(x.Editions) != 1 {
		t.Errorf("%+v, %v", x, err)
	}
	if rep, err = a.Audit(t.Context(), opt); err != nil || rep.Known != 1 {
		t.Errorf("again: %+v, %v", rep, err)
	}
}
