package extract

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// A TIFF file (TIFF 6.0) is a chain of directories of one picture each: fax
// machines and scanners put the pages of a document into one file. A tiffFile
// is one whose directories have been walked.
type tiffFile struct {
	data  []byte
	order binary.ByteOrder
	pages []tiffPage
}

// A tiffPage is what a directory says of its picture.
type tiffPage struct {
	at, next      int64 // where the directory is, and in it the place of the next
	width, height int
	packed        int   // Compression
	block, blocks int   // pixels of a strip or a tile, which are packed as one, and how many there are
	from, bytes   []int // where each begins in the file, and how long it is there
	rows          int   // of a strip; 0 for tiles
	odd           bool  // the pieces do not add up
	twoWay        bool  // a fax of Group 3 that refers to the line above
	mirrored      bool  // the bits of a byte are in reverse order
	turn          int   // Orientation: how the picture is to be turned and mirrored, 1 to 8
	dpiX, dpiY    float64
	small         bool // a thumbnail or a mask of another page
}

// Limits of one file. Its pages are recognised one after the other, at a second
// each; 200 pages of A4 at 300 dpi have 1.7 billion pixels.
const (
	maxTIFFPages  = 200
	maxTIFFPixels = 2 << 30
	maxTIFFBlocks = maxStrip // strips or tiles of a page
)

// tiffOrder is the order of bytes of a TIFF file, or nil. One of more than 4 GB
// has another mark.
func tiffOrder(data []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(data, []byte("II*\x00")):
		return binary.LittleEndian
	case bytes.HasPrefix(data, []byte("MM\x00*")):
		return binary.BigEndian
	}
	return nil
}

// openTIFF walks the directories of a TIFF file and refuses pages that are too
// large to hold, too many pages, and directories that run in a circle, before
// anything is unpacked or another program is given the file. The error wraps
// ErrDamaged or ErrLimit.
func openTIFF(data []byte) (*tiffFile, error) {
	t := &tiffFile{data: data, order: tiffOrder(data)}
	if t.order == nil || len(data) < 8 {
		return nil, because(ErrDamaged, "TIFF of %d bytes", len(data))
	}
	pixels, thumbnails := 0, 0
	for at := int64(t.order.Uint32(data[4:])); at != 0; {
		if len(t.pages) == maxTIFFPages {
			return nil, because(ErrLimit, "TIFF of more than %d pages", maxTIFFPages)
		}
		p, err := t.directory(at)
		if err != nil {
			return nil, err
		}
		if pixels += p.width * p.height; pixels > maxTIFFPixels {
			return nil, because(ErrLimit, "TIFF of more than %d million pixels", maxTIFFPixels>>20)
		}
		if p.small {
			thumbnails++
		}
		t.pages = append(t.pages, p)
		at = int64(t.order.Uint32(data[p.next:]))
	}
	if len(t.pages) == 0 {
		return nil, because(ErrDamaged, "TIFF without a page")
	}
	if thumbnails == len(t.pages) {
		for i := range t.pages {
			t.pages[i].small = false
		}
	}
	return t, nil
}

// only returns a copy of the file that has but one page: the head leads to it,
// and it leads nowhere.
func (t *tiffFile) only(p *tiffPage) []byte {
	alone := bytes.Clone(t.data)
	t.order.PutUint32(alone[4:], uint32(p.at))
	t.order.PutUint32(alone[p.next:], 0)
	return alone
}

// A tiffReader reads the file as if its head led to another page, so that a
// decoder that knows the first page only can be shown each.
type tiffReader struct {
	*bytes.Reader
	first [4]byte // of the bytes that lead to it
}

func (t *tiffFile) reader(p *tiffPage) *tiffReader {
	r := &tiffReader{Reader: bytes.NewReader(t.data)}
	t.order.PutUint32(r.first[:], uint32(p.at))
	return r
}

// ReadAt is all that golang.org/x/image/tiff calls where there is one.
func (r *tiffReader) ReadAt(b []byte, off int64) (int, error) {
	n, err := r.Reader.ReadAt(b, off)
	for i := range r.first {
		if at := 4 + int64(i) - off; at >= 0 && at < int64(n) {
			b[at] = r.first[i]
		}
	}
	return n, err
}

// readTIFF has the pages of a TIFF file recognised.
func readTIFF(data []byte, opt Options) (*Source, error) {
	if tiffOrder(data) == nil { // of more than 4 GB, or so it says
		sheets, err := recogniseAsIs(data, 0, opt)
		if err != nil {
			return nil, err
		}
		return recognised(sheets)
	}
	t, err := openTIFF(data)
	if err != nil {
		return nil, err
	}
	e := eyes{Options: opt}
	var sheets []sheet
	for i := range t.pages {
		if t.pages[i].small {
			continue
		}
		var s sheet
		read, err := t.recognise(i, 0, 0, e.Options)
		if err == nil {
			s = read[0]
		}
		if err := e.saw(&s, true, err); err != nil {
			return nil, fmt.Errorf("TIFF: %w", onPage(len(sheets)+1, err))
		}
		sheets = append(sheets, s)
	}
	if err := e.verdict(len(sheets)); err != nil {
		return nil, err
	}
	return recognised(sheets)
}

// recogniseTIFF reads the first page of a TIFF file, as recognise does.
func recogniseTIFF(data []byte, dpiX, dpiY float64, opt Options) ([]sheet, error) {
	t, err := openTIFF(data)
	if err != nil {
		return nil, err
	}
	return t.recognise(0, dpiX, dpiY, opt)
}
