package flaw_test

import (
	"errors"
	"fmt"
	"testing"

	"jiaokan/extract/flaw"
)

// TestNew wants the kind to be found and not to be said, through whatever is
// wrapped around it, and the words to be had for another language.
func TestNew(t *testing.T) {
	err := fmt.Errorf("word/document.xml: %w", flaw.New(flaw.ErrLimit, "%d parts", 12000))
	if !errors.Is(err, flaw.ErrLimit) || errors.Is(err, flaw.ErrDamaged) || err.Error() != "word/document.xml: 12000 parts" {
		t.Error(err)
	}
	var c interface {
		error
		Because() (string, []any)
	}
	if !errors.As(err, &c) {
		t.Fatal("no words")
	}
	if format, args := c.Because(); format != "%d parts" || len(args) != 1 || args[0] != 12000 {
		t.Errorf("%q, %v", format, args)
	}
}
