//go:build !race

// Under the race detector this takes a minute, and nothing here runs concurrently.

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

const data = "../../../../shared/data/confusables"

// The committed tables are what the generator makes of the published data.
func TestTablesAreUpToDate(t *testing.T) {
	if _, err := os.Stat(data); err != nil {
		t.Skip("NOT CHECKED, the data that shape.txt and sound.txt are made of is not there: ", err)
	}
	if testing.Short() {
		t.Skip("not checked: takes 10 s")
	}
	dir := t.TempDir()
	if err := generate(data, dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"shape.txt", "sound.txt"} {
		want, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is out of date: run go generate ./align/language", name)
		}
	}
}
