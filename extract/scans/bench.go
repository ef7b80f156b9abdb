package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"jiaokan/align"
	"jiaokan/align/audit"
	"jiaokan/align/reconcile"
	"jiaokan/align/segment"
	"jiaokan/extract"
	"jiaokan/extract/pdf"
	"jiaokan/extract/tool"
)

// A bench has what the measure needs.
type bench struct {
	ctx    context.Context
	engine pdf.Engine
	ocr    tool.Tesseract
	words  segment.Dictionary
	keep   string
}

// pages typesets a text and draws its pages.
func (b *bench) pages(text string) ([]*image.Gray, error) {
	data, err := typeset(b.ctx, text)
	if err != nil {
		return nil, err
	}
	doc, err := b.engine.Read(data)
	if err != nil {
		return nil, err
	}
	var pages []*image.Gray
	for i := range doc.Pages {
		picture, err := b.engine.Render(data, i, renderDPI)
		if err != nil {
			return nil, err
		}
		img, err := png.Decode(bytes.NewReader(picture))
		if err != nil {
			return nil, err
		}
		g := image.NewGray(img.Bounds())
		draw.Draw(g, g.Rect, img, img.Bounds().Min, draw.Src)
		pages = append(pages, g)
	}
	return pages, nil
}

// read spoils the pages, binds them to a PDF as scanners do, and reads it the
// way the program reads a scan. The seed is the page and the quality.
func (b *bench) read(pages []*image.Gray, q int, name string) (*extract.Witness, error) {
	var scanned []*image.Gray
	for i, p := range pages {
		scanned = append(scanned, qualities[q].degrade(p, rand.New(rand.NewPCG(uint64(i), uint64(q)))))
	}
	data, err := bind(scanned, qualities[q])
	if err != nil {
		return nil, err
	}
	name = fmt.Sprintf("%s.%s", name, qualities[q].name)
	if err := b.save(name+".pdf", data); err != nil {
		return nil, err
	}
	w, err := extract.Read(name+".pdf", data, extract.Options{PDF: &b.engine, Recognize: func(picture []byte) ([]byte, error) {
		return b.ocr.Recognize(b.ctx, picture)
	}})
	if err != nil {
		return nil, err
	}
	return w, b.save(name+".txt", []byte(w.Text))
}

func (b *bench) save(name string, data []byte) error {
	if b.keep == "" {
		return nil
	}
	return os.WriteFile(filepath.Join(b.keep, name), data, 0o666)
}

// canonical reconciles readings as the program does. Lacunae are left out: no
// text stands there.
func (b *bench) canonical(ws []*extract.Witness) string {
	c := align.Collate(ws, align.Options{Cut: b.words.Cut})
	var out strings.Builder
	for _, p := range reconcile.Resolve(c, audit.Run(c, nil), nil).Pieces {
		if p.Break {
			out.WriteByte('\n')
		}
		if p.Status != reconcile.Lacuna {
			out.WriteString(p.Text)
		}
	}
	return out.String()
}
