package pdf

import (
	"context"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// module is a WebAssembly module with an unused global and a function run:
// (loop (br 0)), or with what is given in its place.
func module(body ...byte) []byte {
	if body == nil {
		body = []byte{0x03, 0x40, 0x0c, 0, 0x0b}
	}
	code := append([]byte{0}, append(body, 0x0b)...)
	m := []byte("\x00asm\x01\x00\x00\x00" +
		"\x01\x04\x01\x60\x00\x00" + // types: () → ()
		"\x03\x02\x01\x00" + // functions: of type 0
		"\x05\x03\x01\x00\x02" + // memory: 2 pages
		"\x06\x06\x01\x7f\x00\x41\x00\x0b" + // globals: an i32
		"\x07\x07\x01\x03run\x00\x00") // exports
	m = append(m, 10, byte(len(code)+2), 1, byte(len(code)))
	return append(m, code...)
}

func TestMetered(t *testing.T) {
	for _, c := range []struct {
		name  string
		body  []byte
		left  int64 // of 1000
		stops bool
	}{
		{"a loop without end", nil, -1, true},
		{"a call without end", []byte{0x10, 0}, -1, true},
		{"nothing", []byte{0x01}, 999, false},
		{"64 kB filled", []byte{0x41, 0, 0x41, 0, 0x41, 0x80, 0x80, 0x04, 0xfc, 11, 0}, -25, false},
		{"64 kB copied", []byte{0x41, 0, 0x41, 0, 0x41, 0x80, 0x80, 0x04, 0xfc, 10, 0, 0}, -25, false},
	} {
		ctx := context.Background()
		r := wazero.NewRuntime(ctx)
		wasm, err := metered(module(c.body...))
		if err != nil {
			t.Fatal(c.name, err)
		}
		mod, err := r.Instantiate(ctx, wasm)
		if err != nil {
			t.Fatal(c.name, err)
		}
		fuel := mod.ExportedGlobal(fuelName).(api.MutableGlobal)
		fuel.Set(1000)
		_, err = mod.ExportedFunction("run").Call(ctx)
		if left := int64(fuel.Get()); (err != nil) != c.stops || left != c.left {
			t.Errorf("%s: %v, %d left", c.name, err, left)
		}
		r.Close(ctx)
	}
}

// TestMeteredCut cuts a module at each byte: an error, but between two sections
// behind the globals, of which there are two places. Nothing may panic.
func TestMeteredCut(t *testing.T) {
	m := module()
	passed := 0
	for i := range m {
		if _, err := metered(m[:i]); err == nil {
			passed++
		}
	}
	if passed != 2 {
		t.Errorf("%d cut modules passed", passed)
	}
	for op := range 256 {
		_, _ = metered(module(byte(op)))
	}
}

func BenchmarkMetered(b *testing.B) {
	for b.Loop() {
		if _, err := metered(pdfiumWasm); err != nil {
			b.Fatal(err)
		}
	}
}
