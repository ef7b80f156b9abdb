package corpus

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"sort"

	"jiaokan/corpus/family"
)

// The sketches of a segment stand in one file. Numbers are little-endian.
//
//	8 bytes        "jksketch"
//	4              version: 1
//	4              minima of a sketch: 128
//	8              ID of the first document
//	4              documents
//	4              prints
//	4              places
//	count × 268    for each document: characters (4), where its prints end (4), where
//	               its places end (4), minima (2 each)
//	prints × 8     the prints of one document after those of another
//	places × 2     likewise
//	4              CRC-32C of all before it
//
// A document without text has no characters and no prints.
const (
	sketchesMagic   = "jksketch"
	sketchesVersion = 1
	sketchesHeader  = 36
	sketchRecord    = 12 + 2*family.Slots
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// A sketchWriter gathers the sketches of a segment.
type sketchWriter struct {
	records []byte
	prints  []byte
	places  []byte
}

func (w *sketchWriter) add(s *family.Sketch) {
	for _, p := range s.Prints {
		w.prints = binary.LittleEndian.AppendUint64(w.prints, p)
	}
	w.records = binary.LittleEndian.AppendUint32(w.records, uint32(s.Length))
	for _, p := range s.Places {
		w.places = binary.LittleEndian.AppendUint16(w.places, p)
	}
	w.records = binary.LittleEndian.AppendUint32(w.records, uint32(len(w.prints)/8))
	w.records = binary.LittleEndian.AppendUint32(w.records, uint32(len(w.places)/2))
	for _, m := range s.Min {
		w.records = binary.LittleEndian.AppendUint16(w.records, m)
	}
}

func (w *sketchWriter) reset() {
	w.records, w.prints, w.places = w.records[:0], w.prints[:0], w.places[:0]
}

// write writes the file of a segment.
func (w *sketchWriter) write(out io.Writer, first int64) error {
	head := append(make([]byte, 0, sketchesHeader), sketchesMagic...)
	head = binary.LittleEndian.AppendUint32(head, sketchesVersion)
	head = binary.LittleEndian.AppendUint32(head, family.Slots)
	head = binary.LittleEndian.AppendUint64(head, uint64(first))
	head = binary.LittleEndian.AppendUint32(head, uint32(len(w.records)/sketchRecord))
	head = binary.LittleEndian.AppendUint32(head, uint32(len(w.prints)/8))
	head = binary.LittleEndian.AppendUint32(head, uint32(len(w.places)/2))
	sum := uint32(0)
	for _, part := range [][]byte{head, w.records, w.prints, w.places} {
		sum = crc32.Update(sum, castagnoli, part)
		if _, err := out.Write(part); err != nil {
			return err
		}
	}
	_, err := out.Write(binary.LittleEndian.AppendUint32(nil, sum))
	return err
}

// sketches are those of one segment, as they stand in the file.
type sketches struct {
	records, prints, places []byte
}

// readSketches reads the file of a segment and checks it.
func readSketches(s Segment) (*sketches, error) {
	name := s.Path + sketchesExt
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err != nil {
		return nil, err
	}
	f, err := parseSketches(data, s)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return f, nil
}

func parseSketches(data []byte, s Segment) (*sketches, error) {
	if len(data) < sketchesHeader+4 || string(data[:8]) != sketchesMagic {
		return nil, fmt.Errorf("%w: it does not begin as sketches do", ErrDamaged)
	}
	body, sum := data[:len(data)-4], binary.LittleEndian.Uint32(data[len(data)-4:])
	if crc32.Checksum(body, castagnoli) != sum {
		return nil, fmt.Errorf("%w: its checksum is another", ErrDamaged)
	}
	word := func(at int) int { return int(binary.LittleEndian.Uint32(data[at:])) }
	if v := word(8); v != sketchesVersion {
		return nil, fmt.Errorf("%w: sketches of version %d", ErrNewer, v)
	}
	first, count, prints, places := int64(binary.LittleEndian.Uint64(data[16:])), word(24), word(28), word(32)
	if word(12) != family.Slots || first != s.First || count != s.Count || len(body) != sketchesHeader+count*sketchRecord+prints*8+places*2 {
		return nil, fmt.Errorf("%w: it tells of another segment", ErrDamaged)
	}
	records, rest := body[sketchesHeader:][:count*sketchRecord], body[sketchesHeader+count*sketchRecord:]
	f := &sketches{records, rest[:prints*8], rest[prints*8:]}
	var last ends
	for i := range count {
		next := f.ends(i)
		if next.prints < last.prints || next.places < last.places || next.prints > prints || next.places > places {
			return nil, fmt.Errorf("%w: sketch of document %d", ErrDamaged, first+int64(i))
		}
		last = next
	}
	return f, nil
}

// ends are how many prints and places there are up to those of one document.
type ends struct{ prints, places int }

func (f *sketches) ends(i int) ends {
	if i < 0 {
		return ends{}
	}
	r := f.records[i*sketchRecord:]
	return ends{int(binary.LittleEndian.Uint32(r[4:])), int(binary.LittleEndian.Uint32(r[8:]))}
}

// sketch reads the sketch of document i of the segment into s.
func (f *sketches) sketch(i int, s *family.Sketch) { f.one(i, ends{}, s) }

// one reads the sketch of record i into s, where from prints and places stand
// before those that f has.
func (f *sketches) one(i int, from ends, s *family.Sketch) {
	s.Length = int(binary.LittleEndian.Uint32(f.records[i*sketchRecord:]))
	f.minima(i, s)
	lo, hi := f.ends(i-1), f.ends(i)
	if i == 0 {
		lo = from
	}
	s.Prints = s.Prints[:0]
	for p := f.prints[8*(lo.prints-from.prints) : 8*(hi.prints-from.prints)]; len(p) > 0; p = p[8:] {
		s.Prints = append(s.Prints, binary.LittleEndian.Uint64(p))
	}
	s.Places = s.Places[:0]
	for p := f.places[2*(lo.places-from.places) : 2*(hi.places-from.places)]; len(p) > 0; p = p[2:] {
		s.Places = append(s.Places, binary.LittleEndian.Uint16(p))
	}
}

// minima reads the minima of record i into s.
func (f *sketches) minima(i int, s *family.Sketch) {
	r := f.records[i*sketchRecord:][:sketchRecord]
	for j := range s.Min {
		s.Min[j] = binary.LittleEndian.Uint16(r[12+2*j:])
	}
}

// printsFrom appends those prints of document i that are lo … hi.
func (f *sketches) printsFrom(to []uint64, i int, lo, hi uint64) []uint64 {
	ps := f.prints[8*f.ends(i-1).prints : 8*f.ends(i).prints]
	at := func(k int) uint64 { return binary.LittleEndian.Uint64(ps[8*k:]) }
	n := len(ps) / 8
	for k := sort.Search(n, func(k int) bool { return at(k) >= lo }); k < n && at(k) <= hi; k++ {
		to = append(to, at(k))
	}
	return to
}

// printsIn is the number of prints that the header of a file tells.
func printsIn(head []byte) int64 { return int64(binary.LittleEndian.Uint32(head[28:])) }
