package segment

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestAbroad builds a program as a release is built and runs it as on another
// machine: no home, no Go, no module, a cache that is empty, then full, then
// one that cannot be written, then nowhere to write at all.
func TestAbroad(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds two programs")
	}
	if runtime.GOOS == "windows" {
		t.Skip("its caches are elsewhere")
	}
	kinds := []string{"0"}
	if out, _ := exec.Command("go", "env", "CGO_ENABLED").Output(); strings.TrimSpace(string(out)) == "1" {
		kinds = append(kinds, "1")
	}
	for _, cgo := range kinds {
		dir := t.TempDir()
		program := filepath.Join(dir, "abroad")
		build := exec.Command("go", "build", "-trimpath", "-o", program, "./testdata/abroad")
		build.Env = append(os.Environ(), "CGO_ENABLED="+cgo)
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		cache, tmp := filepath.Join(dir, "cache"), filepath.Join(dir, "tmp")
		if err := os.Mkdir(tmp, 0o700); err != nil {
			t.Fatal(err)
		}
		nowhere := filepath.Join(program, "nowhere") // nothing can be made below a file
		for _, env := range [][]string{
			{"XDG_CACHE_HOME=" + cache, "TMPDIR=" + nowhere},
			{"XDG_CACHE_HOME=" + cache, "TMPDIR=" + nowhere},
			{"XDG_CACHE_HOME=" + nowhere, "TMPDIR=" + tmp},
			{"TMPDIR=" + tmp},
			{"XDG_CACHE_HOME=" + nowhere, "TMPDIR=" + nowhere},
		} {
			run := exec.Command(program, "新化县楚怡工业学校的生产性实训")
			run.Dir = dir
			run.Env = append(env, "GOMODCACHE="+nowhere, "GOPATH="+nowhere, "GOROOT="+nowhere)
			out, err := run.CombinedOutput()
			if got := strings.TrimSpace(string(out)); err != nil || got != "新化县 楚怡 工业 学校 的 生产性 实训" {
				t.Errorf("cgo %s, %q: %v: %s", cgo, env, err, got)
			}
		}
		if left, _ := os.ReadDir(tmp); len(left) != 0 {
			t.Errorf("cgo %s: left over: %v", cgo, left)
		}
	}
}
