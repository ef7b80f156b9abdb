package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// A guest that loops for ever must be stopped. What wazero has for that,
// WithCloseOnContextDone, calls into Go at every turn of every loop, and pdfium
// runs five times slower with it: 20 pages a second in place of 115. Without it
// nothing can stop a call, and a goroutine that never comes back from compiled
// code holds up the garbage collector and with it the whole process.
//
// So the module itself counts. metered puts instructions into a WebAssembly
// module, at the head of each loop and each function
//
//	fuel = fuel - 1
//	if fuel < 0 { trap }
//
// and before each that copies or fills a stretch of memory
//
//	fuel = fuel - length/64
//
// where fuel is a global variable that is exported under the name fuelName. That
// costs a tenth of the speed, needs no clock, and stops a file at the same place
// on every machine.
//
// The format is that of the WebAssembly Core Specification 2.0, chapter 5, less
// vector instructions and references to functions, which pdfium is compiled
// without; a module that has any is an error.
func metered(wasm []byte) ([]byte, error) {
	r := &wasmReader{b: wasm}
	out := append([]byte(nil), r.take(8)...)
	var m meter
	for len(r.b) > 0 && r.err == nil {
		id := r.byte()
		section := &wasmReader{b: r.take(r.uint())}
		body := section.b
		switch id {
		case sectionImport:
			m.fuel += section.importedGlobals()
		case sectionGlobal:
			n := section.uint()
			m.fuel += n
			m.length = m.fuel + 1
			body = binary.AppendUvarint(nil, n+2)
			body = append(body, section.b...)
			body = append(body, typeI64, mutable, i64Const, 0, opEnd)
			body = append(body, typeI32, mutable, i32Const, 0, opEnd)
		case sectionExport:
			body = binary.AppendUvarint(nil, section.uint()+1)
			body = append(body, section.b...)
			body = binary.AppendUvarint(body, uint64(len(fuelName)))
			body = append(body, fuelName...)
			body = binary.AppendUvarint(append(body, exportGlobal), m.fuel)
		case sectionCode:
			body = m.code(section)
		}
		r.err = errors.Join(r.err, section.err)
		out = append(out, id)
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	if r.err == nil && m.length == 0 {
		r.err = errors.New("webassembly: module has no globals")
	}
	return out, r.err
}

// Codes of the format that metered writes, or looks for.
const (
	sectionImport, sectionGlobal, sectionExport, sectionCode = 2, 6, 7, 10

	typeI32, typeI64, typeNone = 0x7f, 0x7e, 0x40
	mutable, exportGlobal      = 1, 3

	opUnreachable, opLoop, opIf, opEnd = 0x00, 0x03, 0x04, 0x0b
	globalGet, globalSet               = 0x23, 0x24
	i32Const, i64Const                 = 0x41, 0x42
	i64LtS, i64Sub, i64ShrU, i64Extend = 0x53, 0x7d, 0x88, 0xad
	opMisc                             = 0xfc
	memoryCopy, memoryFill             = 10, 11
)

// fuelName is what the count is exported as.
const fuelName = "fuel"

// A meter knows the indexes of the globals that are put in: the count, and a
// place to keep a length.
type meter struct{ fuel, length uint64 }

func global(op byte, index uint64) []byte { return binary.AppendUvarint([]byte{op}, index) }

// turn is the instructions that count one turn.
func (m meter) turn() []byte {
	return slices.Concat(
		global(globalGet, m.fuel), []byte{i64Const, 1, i64Sub}, global(globalSet, m.fuel),
		global(globalGet, m.fuel), []byte{i64Const, 0, i64LtS, opIf, typeNone, opUnreachable, opEnd},
	)
}

// bulk is the instructions that count a length, which is on top of the stack and
// stays there.
func (m meter) bulk() []byte {
	return slices.Concat(
		global(globalSet, m.length),
		global(globalGet, m.fuel), global(globalGet, m.length), []byte{i64Extend, i64Const, 6, i64ShrU, i64Sub}, global(globalSet, m.fuel),
		global(globalGet, m.length),
	)
}

// code copies the code section with the counting put in.
func (m meter) code(r *wasmReader) []byte {
	turn, bulk := m.turn(), m.bulk()
	n := r.uint()
	out := make([]byte, 0, len(r.b)+len(r.b)/2)
	out = binary.AppendUvarint(out, n)
	var body []byte
	for ; n > 0 && r.err == nil; n-- {
		f := &wasmReader{b: r.take(r.uint())}
		all := f.b
		for locals := f.uint(); locals > 0 && f.err == nil; locals-- {
			f.uint()
			f.byte()
		}
		body = append(body[:0], all[:len(all)-len(f.b)]...)
		body = append(body, turn...)
		for len(f.b) > 0 && f.err == nil {
			at := f.b
			op, second := f.instruction()
			if op == opMisc && (second == memoryCopy || second == memoryFill) {
				body = append(body, bulk...)
			}
			body = append(body, at[:len(at)-len(f.b)]...)
			if op == opLoop {
				body = append(body, turn...)
			}
		}
		r.err = errors.Join(r.err, f.err)
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	return out
}

// A wasmReader walks along a module. The first error stays.
type wasmReader struct {
	b   []byte
	err error
}

func (r *wasmReader) take(n uint64) []byte {
	if n > uint64(len(r.b)) {
		r.err, r.b = errors.New("webassembly: module is cut short"), nil
		return nil
	}
	head := r.b[:n]
	r.b = r.b[n:]
	return head
}

func (r *wasmReader) byte() byte {
	if b := r.take(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

// skip moves past a number, which may be signed.
func (r *wasmReader) skip() {
	for r.byte()&0x80 != 0 {
	}
}

func (r *wasmReader) uint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.take(uint64(len(r.b)) + 1)
		return 0
	}
	r.b = r.b[n:]
	return v
}

// importedGlobals counts the globals in the import section.
func (r *wasmReader) importedGlobals() (globals uint64) {
	for n := r.uint(); n > 0 && r.err == nil; n-- {
		r.take(r.uint())
		r.take(r.uint())
		switch kind := r.byte(); kind {
		case 0: // function
			r.uint()
		case 1: // table
			r.byte()
			r.limits()
		case 2: // memory
			r.limits()
		case 3:
			r.take(2)
			globals++
		}
	}
	return globals
}

func (r *wasmReader) limits() {
	if r.byte()&1 == 1 {
		r.uint()
	}
	r.uint()
}

// instruction moves past one instruction and returns its opcode, and behind
// opMisc the second one.
func (r *wasmReader) instruction() (op byte, second uint64) {
	op = r.byte()
	switch {
	case op >= 0x02 && op <= 0x04, // block, loop, if: a type
		op == 0x0c, op == 0x0d, op == 0x10, // br, br_if, call
		op >= 0x20 && op <= 0x26, // variables, tables
		op == 0x3f, op == 0x40,   // memory.size, memory.grow
		op == 0x41, op == 0x42: // constants
		r.skip()
	case op == 0x0e: // br_table
		for n := r.uint() + 1; n > 0 && r.err == nil; n-- {
			r.skip()
		}
	case op == 0x11, op >= 0x28 && op <= 0x3e: // call_indirect, load, store
		r.skip()
		r.skip()
	case op == 0x43:
		r.take(4)
	case op == 0x44:
		r.take(8)
	case op == opMisc:
		second = r.misc()
	case op <= 0x01, op == 0x05, op == 0x0b, op == 0x0f, op == 0x1a, op == 0x1b, op >= 0x45 && op <= 0xc4:
	default:
		r.err = fmt.Errorf("webassembly: instruction %#x is not known", op)
	}
	return op, second
}

// misc moves past what follows opMisc.
func (r *wasmReader) misc() uint64 {
	op := r.uint()
	switch {
	case op <= 7: // saturating truncation
	case op == 8, op == memoryCopy: // memory.init, memory.copy
		r.skip()
		r.skip()
	case op == 9, op == memoryFill: // data.drop, memory.fill
		r.skip()
	default:
		r.err = fmt.Errorf("webassembly: instruction 0xfc %d is not known", op)
	}
	return op
}
