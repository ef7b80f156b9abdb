package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
)

func TestSummary(t *testing.T) {
	r, texts := sample(t, "chuyi.txtar")
	for name, opt := range map[string]SummaryOptions{
		"chuyi.summary.zh": {Lang: "zh", Width: 80},
		"chuyi.summary.en": {Lang: "en", Width: 100},
	} {
		var b bytes.Buffer
		if err := Summary(&b, r, texts, opt); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.String())
		fits(t, b.String(), opt.Width)
		if n := strings.Count(b.String(), "\n"); n > 60 {
			t.Errorf("%s has %d lines; an editor reads 60", name, n)
		}
	}
}

func TestDiff(t *testing.T) {
	r, texts := sample(t, "chuyi.txtar")
	var b bytes.Buffer
	if err := Diff(&b, r, texts, SummaryOptions{Width: 80}); err != nil {
		t.Fatal(err)
	}
	golden(t, "chuyi.diff", b.String())
	fits(t, b.String(), 80)
}

// fits checks that no line is wider than the screen, and that lines are drawn
// with ASCII only.
func fits(t *testing.T, out string, width int) {
	t.Helper()
	cells := runewidth.Condition{}
	for _, line := range strings.Split(out, "\n") {
		if n := cells.StringWidth(line); n > width {
			t.Errorf("%d columns: %s", n, line)
		}
		if strings.ContainsFunc(line, func(r rune) bool { return r >= 0x2500 && r < 0x2600 }) {
			t.Errorf("box drawing: %s", line)
		}
	}
}
