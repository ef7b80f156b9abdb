package main

import (
	"fmt"
	"math"
	"strings"
)

// The picture is 640 by 480: the diagram above, how many choices there are
// below. It begins at 0.4 on both axes, since the likeliest of two readings is
// seldom under it.
const (
	left, right     = 70.0, 620.0
	top, bottom     = 44.0, 330.0
	barTop, barFoot = 358.0, 424.0
	least           = 0.4
	fewest          = 5 // choices that make a point
)

func across(p float64) float64 { return left + (max(p, least)-least)/(1-least)*(right-left) }
func up(p float64) float64     { return bottom - (max(p, least)-least)/(1-least)*(bottom-top) }

// reliability draws the bins as SVG: a point for each, with its 95 % interval,
// beside the line on which they ought to lie.
func reliability(bins []bin, n int) string {
	var out strings.Builder
	draw := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	draw(`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480" viewBox="0 0 640 480" font-family="sans-serif" font-size="12" fill="#222">`)
	draw(`<title>Reliability of the choices</title>`)
	draw(`<rect width="640" height="480" fill="#fff"/>`)
	draw(`<text x="%g" y="24" font-size="15" font-weight="bold">Reliability: %d choices, by how sure the program is</text>`, left, n)
	axes(draw)
	draw(`<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="#888" stroke-dasharray="5 4"/>`, across(least), up(least), across(1), up(1))
	draw(`<text x="%.1f" y="%.1f" fill="#666">as sure as right</text>`, across(0.475), up(0.44))
	for _, b := range bins {
		if b.n >= fewest {
			point(draw, b)
		}
	}
	bars(draw, bins)
	draw(`</svg>`)
	return out.String()
}

func axes(draw func(string, ...any)) {
	for p := least; p < 1.001; p += 0.1 {
		draw(`<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="#e4e4e4"/>`, left, up(p), right, up(p))
		draw(`<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="#e4e4e4"/>`, across(p), top, across(p), bottom)
		draw(`<text x="%.1f" y="%.1f" text-anchor="end">%.1f</text>`, left-8, up(p)+4, p)
		draw(`<text x="%.1f" y="%.1f" text-anchor="middle">%.1f</text>`, across(p), barFoot+18, p)
	}
	draw(`<path d="M%g %gV%gH%g" fill="none" stroke="#222"/>`, left, top, bottom, right)
	draw(`<path d="M%g %gV%gH%g" fill="none" stroke="#222"/>`, left, barTop, barFoot, right)
	draw(`<text x="%.1f" y="468" text-anchor="middle">probability of the chosen reading</text>`, (left+right)/2)
	draw(`<text transform="translate(22 %.1f) rotate(-90)" text-anchor="middle">share that is right, with 95 %% interval</text>`, (top+bottom)/2)
	draw(`<text transform="translate(22 %.1f) rotate(-90)" text-anchor="middle">choices</text>`, (barTop+barFoot)/2)
}

func point(draw func(string, ...any), b bin) {
	lo, hi := b.wilson()
	x := across(b.mean())
	draw(`<g stroke="#1f5fa8"><line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke-width="2"/>`, x, up(lo), x, up(hi))
	draw(`<path d="M%.1f %.1fh8M%.1f %.1fh8"/></g>`, x-4, up(lo), x-4, up(hi))
	draw(`<circle cx="%.1f" cy="%.1f" r="4" fill="#1f5fa8"><title>%d of %d right at %.3f</title></circle>`, x, up(b.share()), b.right, b.n, b.mean())
}

// bars shows how many choices each bin has; the heights are logarithms, since
// nine in ten choices are in the last.
func bars(draw func(string, ...any), bins []bin) {
	most := 0
	for _, b := range bins {
		most = max(most, b.n)
	}
	height := func(n int) float64 {
		return (barFoot - barTop - 12) * math.Log1p(float64(n)) / math.Log1p(float64(most))
	}
	for _, b := range bins {
		lo, hi := across(b.lo), across(min(b.hi, 1))
		draw(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="#b9cfe8"/>`, lo, barFoot-height(b.n), max(hi-lo-1, 2), height(b.n))
		if hi-lo > 30 {
			draw(`<text x="%.1f" y="%.1f" text-anchor="middle" font-size="11">%d</text>`, (lo+hi)/2, barFoot-height(b.n)-3, b.n)
		}
	}
	last := bins[len(bins)-1]
	draw(`<text x="%.1f" y="%.1f" text-anchor="end" font-size="11">%d from %.3f (log scale)</text>`, right, barTop-6, last.n, last.lo)
}
