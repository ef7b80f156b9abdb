// Fit finds the weights of the evidence in align/audit: conditional logistic
// regression (McFadden 1974) over variants of damaged copies whose truth is
// known.
//
//	go run ./align/audit/fit CASE_DIR...
//
// A case is a folder with A.txt, B.txt … and gold.json, which lists every
// change made and where it stands. A reading is right if none of its
// witnesses was changed there.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"unicode/utf8"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/extract"
)

type gold struct {
	Witnesses []struct{ ID, File string }
	Events    []struct {
		Type, Witness string
		Span          [2]int
	}
}

// A sample is one variant: the features of its readings and which is right.
type sample struct {
	f     [][audit.Features]float64
	right int
}

func main() {
	var all []sample
	for _, dir := range os.Args[1:] {
		s, err := samples(dir)
		if err != nil {
			log.Fatal(err)
		}
		all = append(all, s...)
	}
	w := fit(all)
	fmt.Printf("%d variants\n", len(all))
	report(all, w)
	fmt.Print("var weight = [Features]float64{")
	for i, x := range w {
		if i > 0 {
			fmt.Print(", ")
		}
		fmt.Printf("%.3f", x)
	}
	fmt.Println("}")
}

func samples(dir string) ([]sample, error) {
	data, err := os.ReadFile(filepath.Join(dir, "gold.json"))
	if err != nil {
		return nil, err
	}
	var g gold
	if err := json.Unmarshal(data, &g); err != nil {
		return nil, fmt.Errorf("read %s: %w", dir, err)
	}
	var ws []*extract.Witness
	for _, w := range g.Witnesses {
		text, err := os.ReadFile(filepath.Join(dir, w.File))
		if err != nil {
			return nil, err
		}
		wit, err := extract.Read(w.File, text, extract.Options{})
		if err != nil {
			return nil, err
		}
		ws = append(ws, wit)
	}
	c := align.Collate(ws, align.Options{})
	var out []sample
	for _, j := range audit.Run(c, nil).Judgements {
		if j.Evidence == nil {
			continue
		}
		right := -1
		for i, k := range j.Living {
			if !changed(g, ws, c.Rows[j.Row].Segments[j.Segment].Readings[k]) {
				if right >= 0 {
					right = -2
				} else if right == -1 {
					right = i
				}
			}
		}
		if right >= 0 {
			out = append(out, sample{j.Evidence, right})
		}
	}
	return out, nil
}

// changed reports whether any witness of a reading was changed there.
func changed(g gold, ws []*extract.Witness, rd align.Reading) bool {
	for _, p := range rd.At {
		t := ws[p.Witness].Text
		lo := utf8.RuneCountInString(t[:p.Span.Lo])
		hi := lo + utf8.RuneCountInString(t[p.Span.Lo:p.Span.Hi])
		for _, e := range g.Events {
			if e.Type != "width" && e.Type != "wrap" && e.Witness == g.Witnesses[p.Witness].ID && min(hi, e.Span[1]) >= max(lo, e.Span[0]) {
				return true
			}
		}
	}
	return false
}

// fit climbs the log-likelihood by gradient ascent with a ridge.
func fit(all []sample) (w [audit.Features]float64) {
	const ridge = 1e-4
	var scale [audit.Features]float64
	for i := range scale {
		var sum, n float64
		for _, s := range all {
			for _, f := range s.f {
				d := f[i] - s.f[s.right][i]
				sum += d * d
				if d != 0 {
					n++
				}
			}
		}
		scale[i] = 1
		if n > 0 {
			scale[i] = math.Sqrt(sum / n)
		}
	}
	for step := range 6000 {
		var grad [audit.Features]float64
		for _, s := range all {
			p := probabilities(s.f, w)
			for k, f := range s.f {
				d := -p[k]
				if k == s.right {
					d++
				}
				for i := range grad {
					grad[i] += d * f[i] / scale[i]
				}
			}
		}
		rate := 40 / (1 + float64(step)/500) / float64(len(all))
		for i := range w {
			w[i] += rate * (grad[i] - ridge*w[i]*scale[i]) / scale[i]
		}
	}
	return w
}

func probabilities(fs [][audit.Features]float64, w [audit.Features]float64) []float64 {
	out := make([]float64, len(fs))
	top := math.Inf(-1)
	for k, f := range fs {
		for i := range f {
			out[k] += w[i] * f[i]
		}
		top = math.Max(top, out[k])
	}
	sum := 0.0
	for k := range out {
		out[k] = math.Exp(out[k] - top)
		sum += out[k]
	}
	for k := range out {
		out[k] /= sum
	}
	return out
}

// report prints how often the likeliest reading is right, by its probability.
func report(all []sample, w [audit.Features]float64) {
	bounds := []float64{0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1.01}
	n, ok := make([]int, len(bounds)), make([]int, len(bounds))
	for _, s := range all {
		best := 0
		p := probabilities(s.f, w)
		for k := range p {
			if p[k] > p[best] {
				best = k
			}
		}
		for b, x := range bounds {
			if p[best] < x {
				n[b]++
				if best == s.right {
					ok[b]++
				}
				break
			}
		}
	}
	for b, x := range bounds {
		if n[b] > 0 {
			fmt.Printf("p < %.3f: %5d, right %.4f\n", x, n[b], float64(ok[b])/float64(n[b]))
		}
	}
}
