package reconcile_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain draws the documents of the property tests from one seed, so that a
// run of the tests is the same on every machine. `make fuzz` draws afresh.
func TestMain(m *testing.M) {
	flag.Parse()
	if f := flag.Lookup("rapid.seed"); f != nil && f.Value.String() == "0" && os.Getenv("JIAOKAN_SEED") != "random" {
		if err := flag.Set("rapid.seed", "1"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
