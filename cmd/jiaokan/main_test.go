package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"jiaokan/corpus"
)

var update = flag.Bool("update", false, "rewrite the expected output in the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"jiaokan": main})
}

// TestScript runs the commands as a person types them. Each script is named for
// what it shows; the two notices are in its directory as a.txt and b.txt. A script
// that needs an archive begins with [!cgo] skip.
func TestScript(t *testing.T) {
	a, err := corpus.Open(filepath.Join(t.TempDir(), "archive"), corpus.Create)
	cgo := !errors.Is(err, corpus.ErrUnbuilt)
	if cgo && err != nil {
		t.Fatal(err)
	}
	if cgo {
		a.Close()
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		Setup:               laySamples,
		UpdateScripts:       *update,
		Condition: func(cond string) (bool, error) {
			if cond != "cgo" {
				return false, fmt.Errorf("no condition %s", cond)
			}
			return cgo, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

const notices = "../../corpus/testdata/chuyi"

func laySamples(env *testscript.Env) error {
	for name, from := range map[string]string{"a.txt": "000_1c7268e008740abf.txt", "b.txt": "004_484d152f479902b9.txt"} {
		data, err := os.ReadFile(filepath.Join(notices, from))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(env.WorkDir, name), data, 0o666); err != nil {
			return err
		}
	}
	// The dictionary is kept between the scripts, as it is between runs.
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = env.WorkDir
	}
	env.Setenv("XDG_CACHE_HOME", cache)
	deploy, err := filepath.Abs("../../deploy")
	if err != nil {
		return err
	}
	env.Setenv("DEPLOY", deploy)
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"} {
		env.Setenv(name, "")
	}
	return nil
}

// exits runs a command and wants its exit status: exits 2 jiaokan show.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND [ARG...]")
	}
	status := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		status = exit.ExitCode()
	}
	if strconv.Itoa(status) != args[0] {
		ts.Fatalf("exit status %d, want %s", status, args[0])
	}
}
