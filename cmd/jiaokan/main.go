package main

import (
	"fmt"
	"os"
	"path/filepath"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/extract"
	"jiaokan/report"
)

func main() {
	out, names := "out", []string{}
	for i := 1; i < len(os.Args); i++ {
		switch os.Args[i] {
		case "-o":
			out = os.Args[i+1]
			i++
		case "--as":
			i++
		case "reconcile":
		default:
			names = append(names, os.Args[i])
		}
	}
	var ws []*extract.Witness
	for _, n := range names {
		data, err := os.ReadFile(n)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		w, err := extract.Read(n, data, extract.Options{})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		ws = append(ws, w)
	}
	c := align.Collate(ws, align.Options{})
	rep := audit.Run(c)
	can := reconcile.Resolve(c, rep, nil, nil)
	r := report.NewResult(&report.Edition{Collation: c, Audit: rep, Canonical: can}, "dev")
	os.MkdirAll(out, 0o755)
	f, _ := os.Create(filepath.Join(out, "result.json"))
	report.JSON(f, r)
	f.Close()
	os.WriteFile(filepath.Join(out, "canonical.txt"), []byte(r.Canonical.Text), 0o644)
}
