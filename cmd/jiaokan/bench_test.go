package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/extract"
	"jiaokan/report"
)

// The benchmarks take the two notices through the pipeline, stage by stage and
// in one, without the dictionary, which loads beside the work and is measured
// in align/segment.

// samples are the bytes of the two notices.
func samples(tb testing.TB) [][]byte {
	tb.Helper()
	names, err := filepath.Glob(filepath.Join(notices, "*.txt"))
	if err != nil || len(names) != 2 {
		tb.Fatalf("%d notices, %v", len(names), err)
	}
	slices.Sort(names)
	var out [][]byte
	for _, n := range names {
		data, err := os.ReadFile(n)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, data)
	}
	return out
}

func readSamples(tb testing.TB, data [][]byte) []*extract.Witness {
	var ws []*extract.Witness
	for _, d := range data {
		w, err := extract.Read("notice.txt", d, extract.Options{})
		if err != nil {
			tb.Fatal(err)
		}
		ws = append(ws, w)
	}
	return ws
}

func BenchmarkRead(b *testing.B) {
	data := samples(b)
	b.SetBytes(int64(len(data[0]) + len(data[1])))
	b.ReportAllocs()
	for b.Loop() {
		readSamples(b, data)
	}
}

func BenchmarkCollate(b *testing.B) {
	ws := readSamples(b, samples(b))
	b.ReportAllocs()
	for b.Loop() {
		align.Collate(ws, align.Options{})
	}
}

func BenchmarkAudit(b *testing.B) {
	c := align.Collate(readSamples(b, samples(b)), align.Options{})
	b.ReportAllocs()
	for b.Loop() {
		audit.Run(c, nil)
	}
}

func BenchmarkResolve(b *testing.B) {
	c := align.Collate(readSamples(b, samples(b)), align.Options{})
	rep := audit.Run(c, nil)
	b.ReportAllocs()
	for b.Loop() {
		reconcile.Resolve(c, rep, nil)
	}
}

// BenchmarkPipeline goes from the bytes to the reconciled text.
func BenchmarkPipeline(b *testing.B) {
	data := samples(b)
	b.ReportAllocs()
	for b.Loop() {
		c := align.Collate(readSamples(b, data), align.Options{})
		reconcile.Resolve(c, audit.Run(c, nil), nil)
	}
}

// BenchmarkResult turns the edition into what the printers take.
func BenchmarkResult(b *testing.B) {
	c := align.Collate(readSamples(b, samples(b)), align.Options{})
	rep := audit.Run(c, nil)
	e := &report.Edition{Collation: c, Audit: rep, Canonical: reconcile.Resolve(c, rep, nil)}
	b.ReportAllocs()
	for b.Loop() {
		report.NewResult(e, version)
	}
}

func benchmarkPrinter(b *testing.B, print func(edition) error) {
	w, err := finish(align.Collate(readSamples(b, samples(b)), align.Options{}), nil, &progress{})
	if err != nil {
		b.Fatal(err)
	}
	e := w.publish(nil)
	b.ReportAllocs()
	for b.Loop() {
		if err := print(e); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJSON(b *testing.B) {
	benchmarkPrinter(b, func(e edition) error { return report.JSON(io.Discard, e.Result) })
}

func BenchmarkHTML(b *testing.B) {
	benchmarkPrinter(b, func(e edition) error { return report.HTML(io.Discard, e.Result, e.texts, report.HTMLOptions{}) })
}

func BenchmarkSummary(b *testing.B) {
	benchmarkPrinter(b, func(e edition) error {
		return report.Summary(io.Discard, e.Result, e.texts, report.SummaryOptions{})
	})
}

func BenchmarkDiff(b *testing.B) {
	benchmarkPrinter(b, func(e edition) error { return report.Diff(io.Discard, e.Result, e.texts, report.SummaryOptions{}) })
}

// BenchmarkStart is how long the program takes to say its version, from the
// shell's point of view.
func BenchmarkStart(b *testing.B) {
	bin := filepath.Join(b.TempDir(), "jiaokan")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	best := time.Hour
	for b.Loop() {
		t := time.Now()
		if err := exec.Command(bin, "version").Run(); err != nil {
			b.Fatal(err)
		}
		best = min(best, time.Since(t))
	}
	b.ReportMetric(float64(best.Microseconds())/1000, "best-ms")
}
