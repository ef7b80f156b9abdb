package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
)

// A damagedCase is damaged copies of one text and every change that was made.
type damagedCase struct {
	ids       []string
	witnesses []*extract.Witness
	events    []event
}

// An event is one change of one copy. Its span counts characters.
type event struct {
	Type, Witness string
	Span          [2]int
}

func readCase(dir string) (damagedCase, error) {
	var c damagedCase
	data, err := os.ReadFile(filepath.Join(dir, "gold.json"))
	if err != nil {
		return c, err
	}
	var g struct {
		Witnesses []struct{ ID, File string }
		Events    []event
	}
	if err := json.Unmarshal(data, &g); err != nil {
		return c, fmt.Errorf("read %s: %w", dir, err)
	}
	c.events = g.Events
	for _, w := range g.Witnesses {
		wit, err := read(filepath.Join(dir, w.File))
		if err != nil {
			return c, err
		}
		c.ids, c.witnesses = append(c.ids, w.ID), append(c.witnesses, wit)
	}
	return c, nil
}

// changed reports whether a witness of a reading was changed there. Width and
// line breaks are no readings.
func (c damagedCase) changed(rd align.Reading) bool {
	for _, p := range rd.At {
		t := c.witnesses[p.Witness].Text
		lo := utf8.RuneCountInString(t[:p.Span.Lo])
		hi := lo + utf8.RuneCountInString(t[p.Span.Lo:p.Span.Hi])
		for _, e := range c.events {
			if e.Type != "width" && e.Type != "wrap" && e.Witness == c.ids[p.Witness] && min(hi, e.Span[1]) >= max(lo, e.Span[0]) {
				return true
			}
		}
	}
	return false
}

// A choice is the likeliest reading of one variant: how sure the program is of
// it, and whether it is right.
type choice struct {
	p     float64
	right bool
}

// choices returns the choices of a case of which the truth is known: where
// exactly one reading stands in copies that were not changed there.
func (c damagedCase) choices() []choice {
	col := collate(c.witnesses)
	var out []choice
	for _, j := range audit.Run(col, nil).Judgements {
		right := -1
		for i, k := range j.Living {
			if c.changed(audit.Segment(col, j.Row, j.Segment).Readings[k]) {
				continue
			}
			if right != -1 {
				right = -2
				break
			}
			right = i
		}
		if right >= 0 {
			out = append(out, choice{j.P[j.Best], j.Best == right})
		}
	}
	return out
}

// A bin is the choices whose probability lies from lo up to hi.
type bin struct {
	lo, hi   float64
	n, right int
	sum      float64 // of the probabilities
}

func (b bin) mean() float64  { return b.sum / float64(b.n) }
func (b bin) share() float64 { return float64(b.right) / float64(b.n) }

// wilson is the 95 % interval of a share (Wilson 1927), which is honest where
// all of a few are right.
func (b bin) wilson() (lo, hi float64) {
	const z = 1.96
	n, p := float64(b.n), b.share()
	mid, half := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, (mid-half)/(1+z*z/n)), min(1, (mid+half)/(1+z*z/n))
}

var bounds = []float64{0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1.001}

func binned(cs []choice) []bin {
	var out []bin
	for i := 1; i < len(bounds); i++ {
		b := bin{lo: bounds[i-1], hi: bounds[i]}
		for _, c := range cs {
			if c.p >= b.lo && c.p < b.hi {
				b.n, b.sum = b.n+1, b.sum+c.p
				if c.right {
					b.right++
				}
			}
		}
		if b.n > 0 {
			out = append(out, b)
		}
	}
	return out
}

// calibration prints how often the choices of damaged copies are right, by how
// sure the program is, and draws it.
func calibration(w io.Writer, dirs []string, picture string) error {
	var all []choice
	for _, dir := range dirs {
		c, err := readCase(dir)
		if err != nil {
			return err
		}
		all = append(all, c.choices()...)
	}
	bins := binned(all)
	gap := 0.0
	sure, wrong := 0, 0
	fmt.Fprintf(w, "\ncalibration: %d variants of %d cases whose right reading is known\n%-15s %6s %8s %8s   %s\n", len(all), len(dirs), "probability", "n", "mean p", "right", "95 %")
	for _, b := range bins {
		lo, hi := b.wilson()
		fmt.Fprintf(w, "%.3f to %-6.3f %6d %8.4f %8.4f   %.3f to %.3f\n", b.lo, min(b.hi, 1), b.n, b.mean(), b.share(), lo, hi)
		gap += float64(b.n) * math.Abs(b.mean()-b.share()) / float64(max(len(all), 1))
	}
	for _, c := range all {
		if c.p >= audit.Sure {
			sure++
			if !c.right {
				wrong++
			}
		}
	}
	fmt.Fprintf(w, "expected calibration error %.4f; at %.1f and above %d choices, %d wrong (%.2f %%)\n", gap, audit.Sure, sure, wrong, 100*float64(wrong)/float64(max(sure, 1)))
	if picture == "" || len(bins) == 0 {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(picture), 0o755); err != nil {
		return err
	}
	return os.WriteFile(picture, []byte(reliability(bins, len(all))), 0o644)
}
