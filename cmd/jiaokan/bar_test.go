package main

import (
	"strings"
	"testing"
	"time"
)

func TestBar(t *testing.T) {
	start := time.Unix(1_600_000_000, 0)
	at := func(s float64) time.Time { return start.Add(time.Duration(s * float64(time.Second))) }
	for _, c := range []struct {
		name        string
		lang        string
		looks       []look // the last is now
		total, wide int
		want        string
	}{
		{"at the beginning", "zh", []look{{at(0), 0, 0}}, 0, 79, "读入 0"},
		{"being counted", "zh", []look{{at(0), 0, 0}, {at(1), 500, 2_650_000}}, 0, 79, "读入 500，500 个/秒，2.6 MB/秒"},
		{"under way", "en", []look{{at(0), 0, 0}, {at(2), 20_000, 106_000_000}}, 100_000, 79,
			"███░░░░░░░░░░░░░░░░ reading 20,000/100,000 (20%), 10,000/s, 53.0 MB/s, 8 s left"},
		{"narrow", "en", []look{{at(0), 0, 0}, {at(2), 20_000, 106_000_000}}, 100_000, 40,
			"reading 20,000/100,000 (20%), 10,000/s, 53.0 MB/s, 8 s left"},
		{"nothing is read", "en", []look{{at(0), 0, 0}, {at(10), 50, 0}}, 100, 60, "███████████░░░░░░░░░░░░ reading 50/100 (50%), 5/s, 10 s left"},
		{"for hours", "zh", []look{{at(0), 0, 0}, {at(10), 10, 100}}, 100_010, 10, "读入 10/100,010（0%），1 个/秒，10 B/秒，还要 27 小时 46 分"},
		{"for minutes", "zh", []look{{at(0), 0, 0}, {at(10), 10, 100}}, 610, 10, "读入 10/610（1%），1 个/秒，10 B/秒，还要 10 分"},
		{"of late", "en", []look{{at(0), 0, 0}, {at(1), 90_000, 0}, {at(20), 90_100, 0}, {at(40), 90_300, 0}}, 90_500, 10,
			"reading 90,300/90,500 (99%), 10/s, 20 s left"},
		{"all", "zh", []look{{at(0), 0, 0}, {at(1), 10, 0}}, 10, 40, "███████████ 读入 10/10（100%），10 个/秒"},
		{"more than there were", "zh", []look{{at(0), 0, 0}, {at(1), 12, 0}}, 10, 40, "███████████ 读入 12/10（100%），12 个/秒"},
	} {
		a := (&app{}).speaking(c.lang)
		b := bar{a: a, what: text{"读入", "reading"}}
		for _, l := range c.looks {
			b.pace.add(l.at, l.done, l.bytes)
		}
		if got := b.draw(c.looks[len(c.looks)-1].done, c.total, c.wide); got != c.want {
			t.Errorf("%s:\n%q, want\n%q", c.name, got, c.want)
		}
	}
}

// TestPaceForgets wants the rate of the last seconds only, and no memory of the rest.
func TestPaceForgets(t *testing.T) {
	start := time.Unix(1_600_000_000, 0)
	var p pace
	for i := range 10_000 {
		done := i * 1000
		if i > 5000 {
			done = 5000*1000 + (i-5000)*10
		}
		p.add(start.Add(time.Duration(i)*time.Second/4), done, 0)
	}
	if done, _ := p.rate(); done < 39 || done > 41 {
		t.Errorf("%v in a second, want 40", done)
	}
	if len(p.looks) > 20 || cap(p.looks) > 100 {
		t.Errorf("%d looks of %d", len(p.looks), cap(p.looks))
	}
}

func TestOnLine(t *testing.T) {
	for path, want := range map[string]string{
		"/公文/a.txt":    "/公文/a.txt",
		"a\nb\tc\rd":   "a[U+000A]b[U+0009]c[U+000D]d",
		"a\x1b[31mred": "a[U+001B][31mred",
		"a\xffb":       "a�b",
		"a\u202eb":     "a[U+202E]b",
	} {
		if got := onLine(path); got != want || strings.ContainsAny(got, "\n\r\t\x1b") {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
}
