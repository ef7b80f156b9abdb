package pdf

import (
	"context"
	"fmt"
	"math"

	"jiaokan/extract/flaw"

	"github.com/tetratelabs/wazero/api"
)

// A guest is an instance of pdfium with one file. Its functions are those of
// pdfium's public C headers, fpdfview.h, fpdf_text.h, fpdf_edit.h and others;
// handles and pointers are numbers.
//
// The first error stays: later calls do nothing and return zero, so that whoever
// calls can look once, at the end of a page.
type guest struct {
	ctx       context.Context
	mod       api.Module
	mem       api.Memory
	fuel      api.MutableGlobal // see metered
	functions map[string]api.Function
	stack     [8]uint64
	out       uint32 // memory for results, of outSize bytes
	err       error
}

const outSize = 512

// Handles of pdfium. Zero is none.
type (
	document uint64
	page     uint64
	textPage uint64
)

func newGuest(ctx context.Context, mod api.Module) *guest {
	g := &guest{ctx: ctx, mod: mod, mem: mod.Memory(), functions: make(map[string]api.Function)}
	g.fuel = mod.ExportedGlobal(fuelName).(api.MutableGlobal) // metered has put it in
	g.fuel.Set(maxWork)
	g.call("_initialize")
	g.call("FPDF_InitLibrary")
	g.out = g.malloc(outSize)
	return g
}

// call calls a function of pdfium. Negative results have their high half unset.
func (g *guest) call(name string, args ...uint64) uint64 {
	if g.err != nil {
		return 0
	}
	f := g.functions[name]
	if f == nil {
		if f = g.mod.ExportedFunction(name); f == nil {
			g.err = fmt.Errorf("pdfium has no function %s", name)
			return 0
		}
		g.functions[name] = f
	}
	clear(g.stack[:])
	copy(g.stack[:], args)
	if err := f.CallWithStack(g.ctx, g.stack[:]); err != nil {
		g.err = g.trapped()
		return 0
	}
	return g.stack[0]
}

// trapped says what stopped pdfium: its work was too much, or it stopped itself,
// which it does where memory ends and where it finds its own state broken.
func (g *guest) trapped() error {
	switch {
	case int64(g.fuel.Get()) < 0:
		return flaw.New(flaw.ErrLimit, "it takes too long")
	case g.mem.Size() > maxMemory<<16/4*3:
		return flaw.New(flaw.ErrLimit, "it needs more than %d MB", maxMemory<<16>>20)
	}
	return flaw.New(flaw.ErrDamaged, "pdfium gave up on it")
}

// malloc returns n bytes of the guest's memory.
func (g *guest) malloc(n int) uint32 {
	p := g.call("malloc", uint64(n))
	if p == 0 && g.err == nil {
		g.err = flaw.New(flaw.ErrLimit, "it needs more than %d MB", maxMemory<<16>>20)
	}
	return uint32(p)
}

// load opens the file. The bytes stay in the guest's memory as long as it lives.
func (g *guest) load(data []byte) document {
	if len(data) > maxBytes {
		g.err = flaw.New(flaw.ErrLimit, "it has %d MB", len(data)>>20)
		return 0
	}
	p := g.malloc(len(data))
	if g.err == nil && !g.mem.Write(p, data) {
		g.err = flaw.New(flaw.ErrLimit, "it needs more than %d MB", maxMemory<<16>>20)
	}
	doc := g.call("FPDF_LoadMemDocument64", uint64(p), uint64(len(data)), 0)
	if doc != 0 || g.err != nil {
		return document(doc)
	}
	switch g.call("FPDF_GetLastError") {
	case 4:
		g.err = flaw.New(flaw.ErrLocked, "a password is needed")
	case 5:
		g.err = flaw.New(flaw.ErrLocked, "encrypted in a way that pdfium does not know")
	default:
		g.err = flaw.New(flaw.ErrDamaged, "not a whole PDF file")
	}
	return 0
}

// int32 is the result of a function that returns int.
func (g *guest) int32(name string, args ...uint64) int {
	return int(int32(g.call(name, args...)))
}

// float returns the i-th float at g.out.
func (g *guest) float(i int) float64 {
	v, _ := g.mem.ReadFloat32Le(g.out + uint32(4*i))
	return finite(float64(v))
}

// double returns the i-th double at g.out.
func (g *guest) double(i int) float64 {
	v, _ := g.mem.ReadFloat64Le(g.out + uint32(8*i))
	return finite(v)
}

// finite keeps coordinates to what can be calculated with. No page is larger
// than 14,400 points (ISO 32000-1, annex C).
func finite(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return min(max(v, -1e6), 1e6)
}
