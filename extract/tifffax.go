package extract

import (
	"bytes"
	"image"
	"io"

	"golang.org/x/image/ccitt"
)

// faxPage decodes a page as fax machines of Group 3 send it (ITU-T T.4, each
// line by itself): before each line stands EOL, eleven zeros or more and a one.
// Writers of TIFF fill up with zeros so that EOL ends with a byte (T4Options bit
// 2), which golang.org/x/image takes for damage; so it is given line after line.
// One that is damaged repeats the line above, as it does on paper; where a tenth
// of them are, the page is none of these.
func (t *tiffFile) faxPage(p *tiffPage) (*image.Gray, error) {
	g := image.NewGray(image.Rect(0, 0, p.width, p.height))
	for i := range g.Pix {
		g.Pix[i] = 0xff
	}
	row := make([]byte, (p.width+7)/8)
	bad := 0
	for i, at := range p.from {
		if at+p.bytes[i] > len(t.data) {
			return nil, io.ErrUnexpectedEOF
		}
		y, end := i*p.rows, min((i+1)*p.rows, p.height)
		for line := range (faxBits{t.data[at : at+p.bytes[i]], p.mirrored}).lines {
			if y == end {
				break
			}
			one := ccitt.NewReader(bytes.NewReader(line), ccitt.MSB, ccitt.Group3, p.width, 1, nil)
			if _, err := io.ReadFull(one, row); err != nil {
				if bad++; bad*10 > p.height {
					return nil, err
				}
			}
			for x := range p.width {
				if row[x/8]&(0x80>>(x%8)) == 0 {
					g.Pix[y*g.Stride+x] = 0
				}
			}
			y++
		}
	}
	return g, nil
}

// faxBits are the bits of a fax, the first of each byte being the highest, or
// the lowest.
type faxBits struct {
	data     []byte
	mirrored bool
}

func (f faxBits) at(i int) byte {
	if f.mirrored {
		return f.data[i/8] >> (i % 8) & 1
	}
	return f.data[i/8] >> (7 - i%8) & 1
}

// lines yields the lines that have a code, each with one EOL before it, as bytes
// that are filled up with zeros. They are valid until the next.
func (f faxBits) lines(yield func(line []byte) bool) {
	const eol = 11 // zeros
	var line []byte
	lo, zeros := 0, 0
	flush := func(hi int) bool {
		if hi-lo <= zeros { // nothing but zeros: EOL follows EOL at the end of a page
			return true
		}
		line = append(line[:0], 0, 0b0001_0000)
		for n, i := 12, lo; i < hi; n, i = n+1, i+1 {
			if n%8 == 0 {
				line = append(line, 0)
			}
			line[n/8] |= f.at(i) << (7 - n%8)
		}
		return yield(append(line, 0, 0))
	}
	for i := range 8 * len(f.data) {
		if f.at(i) == 0 {
			zeros++
			continue
		}
		if zeros >= eol {
			if !flush(i) {
				return
			}
			lo = i + 1
		}
		zeros = 0
	}
	flush(8 * len(f.data))
}
