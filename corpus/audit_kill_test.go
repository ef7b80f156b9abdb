package corpus

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"
)

// childAudit tells the test binary to be a program that audits an archive.
const childAudit = "CORPUS_TEST_AUDIT"

// TestAuditChild is the program that TestAuditKilled starts, and kills.
func TestAuditChild(t *testing.T) {
	dir := os.Getenv(childAudit)
	if dir == "" {
		t.Skip("runs in a process of its own")
	}
	a, err := Open(dir, Write)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if _, err := a.Audit(t.Context(), AuditOptions{Workers: 2}); err != nil {
		t.Fatal(err)
	}
}

// TestAuditKilled: a process that is killed at 20 moments and started again comes
// to what one comes to that is not.
func TestAuditKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	files, families := many(batch + 60)
	one, two := archiveOf(t, files, families...), archiveOf(t, files, families...)
	start := time.Now()
	if _, err := one.Audit(t.Context(), AuditOptions{Workers: 2}); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	want := dump(t, one)
	dir := two.Dir()
	if err := two.Close(); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestAuditChild$")
		cmd.Env = append(os.Environ(), childAudit+"="+dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Float64() * float64(took)))
		_ = cmd.Process.Kill() // it may have ended
		_ = cmd.Wait()
	}
	two, err := Open(dir, Write)
	if err != nil {
		t.Fatal(err)
	}
	defer two.Close()
	if _, err := two.Audit(t.Context(), AuditOptions{}); err != nil {
		t.Fatal(err)
	}
	if dump(t, two) != want {
		t.Error("a run that was killed comes to another result")
	}
}
