package report

import (
	"bytes"
	"testing"
)

func printHTML(t testing.TB, r *Result, texts []string, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, r, texts, HTMLOptions{Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
