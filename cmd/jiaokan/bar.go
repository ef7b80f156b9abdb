package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"
)

// How often a bar is drawn on a terminal, and how often a line tells elsewhere.
const (
	drawn = 200 * time.Millisecond
	told  = time.Minute
)

// A bar tells on standard error how far a long job is: how many of how many, how
// fast, and how long it will take. On a terminal it stands on one line, which is
// wiped in the end; elsewhere a line is printed each minute. One goroutine uses it.
type bar struct {
	a     *app
	what  text
	live  bool // on a terminal
	shown bool
	next  time.Time // when it is drawn again
	pace  pace
}

func (a *app) bar(what text) *bar {
	now := time.Now()
	b := &bar{a: a, what: what, live: term.IsTerminal(int(a.err.Fd())) && os.Getenv("TERM") != "dumb", pace: pace{now: now}}
	b.pace.add(now, 0, 0)
	b.next = now.Add(told)
	if b.live {
		b.next = now.Add(patience)
	}
	return b
}

// step tells how far it is; total 0 is not known yet.
func (b *bar) step(done, total int, bytes int64) {
	now := time.Now()
	b.pace.add(now, done, bytes)
	if now.Before(b.next) {
		return
	}
	if !b.live {
		b.next = now.Add(told)
		fmt.Fprintf(b.a.err, "jiaokan: %s\n", b.state(done, total))
		return
	}
	b.next = now.Add(drawn)
	width, _, err := term.GetSize(int(b.a.err.Fd()))
	if err != nil || width < 20 {
		width = 80
	}
	fmt.Fprint(b.a.err, wipe+b.draw(done, total, width-1))
	b.shown = true
}

// draw is the line of a terminal, of at most width columns.
func (b *bar) draw(done, total, width int) string {
	said := b.state(done, total)
	if total == 0 {
		return said
	}
	cells := width - columns(said) - 1
	if cells < 8 {
		return said
	}
	cells = min(cells, 40)
	full := cells * min(done, total) / total
	return strings.Repeat("█", full) + strings.Repeat("░", cells-full) + " " + said
}

// state says in words how far it is.
func (b *bar) state(done, total int) string {
	files, bytes := b.pace.rate()
	out := b.a.say(b.what) + " "
	if total > 0 {
		out += b.a.say(text{"%d/%d（%d%%）", "%d/%d (%d%%)"}, done, total, 100*min(done, total)/total)
	} else {
		out += b.a.say(text{"%d", "%d"}, done)
	}
	if files > 0 {
		out += b.a.say(text{"，%.0f 个/秒", ", %.0f/s"}, files)
		if bytes > 0 {
			out += b.a.say(text{"，%s/秒", ", %s/s"}, b.a.bytesOf(int64(bytes)))
		}
		if total > done {
			out += b.a.say(text{"，还要 %s", ", %s left"}, b.a.lasting(time.Duration(float64(total-done)/files*float64(time.Second))))
		}
	}
	return out
}

// lasting says a time as a person would.
func (a *app) lasting(d time.Duration) string {
	switch s := int(d.Round(time.Second) / time.Second); {
	case s < 100:
		return a.say(text{"%d 秒", "%d s"}, s)
	case s < 100*60:
		return a.say(text{"%d 分", "%d min"}, (s+30)/60)
	default:
		return a.say(text{"%d 小时 %d 分", "%d h %d min"}, s/3600, s/60%60)
	}
}

// line prints a line about a file on standard output, with a mark in a colour.
func (b *bar) line(color, mark, path, said string) {
	b.clear()
	_ = b.a.print(b.a.paint(color, mark) + " " + onLine(path) + b.a.say(text{"：", ": "}) + said + "\n")
}

func (b *bar) clear() {
	if b.shown {
		fmt.Fprint(b.a.err, wipe)
		b.shown = false
	}
}

func (b *bar) end() { b.clear() }

// A pace is how fast something went of late: between two looks that are some
// seconds apart.
type pace struct {
	now   time.Time
	looks []look // the first is the one that is measured from
	done  int
	bytes int64
}

type look struct {
	at    time.Time
	done  int
	bytes int64
}

// A look is kept each second, and the last of those that are so old.
const (
	lookEvery = time.Second
	lookBack  = 15 * time.Second
)

func (p *pace) add(now time.Time, done int, bytes int64) {
	p.now, p.done, p.bytes = now, done, bytes
	if n := len(p.looks); n > 0 && now.Sub(p.looks[n-1].at) < lookEvery {
		return
	}
	p.looks = append(p.looks, look{now, done, bytes})
	old := 0
	for old+1 < len(p.looks) && now.Sub(p.looks[old+1].at) >= lookBack {
		old++
	}
	p.looks = slices.Delete(p.looks, 0, old)
}

// rate is how much went by in a second; 0 where that is not known yet.
func (p *pace) rate() (done, bytes float64) {
	first := p.looks[0]
	s := p.now.Sub(first.at).Seconds()
	if s <= 0 {
		return 0, 0
	}
	return float64(p.done-first.done) / s, float64(p.bytes-first.bytes) / s
}
