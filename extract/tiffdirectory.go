package extract

// Tags and values of TIFF 6.0.
const (
	tiffSubfile     = 254
	tiffWidth       = 256
	tiffLength      = 257
	tiffCompression = 259
	tiffFillOrder   = 266
	tiffStrips      = 273
	tiffOrientation = 274
	tiffRows        = 278
	tiffStripBytes  = 279
	tiffXResolution = 282
	tiffYResolution = 283
	tiffFaxOptions  = 292
	tiffUnit        = 296
	tiffTileWidth   = 322
	tiffTileLength  = 323
	tiffTiles       = 324
	tiffTileBytes   = 325

	tiffPlain = 1 // Compression
	tiffFaxG3 = 3
	tiffFaxG4 = 4
)

// A tiffDirectory is the entries of a directory by tag, of 12 bytes each: tag,
// type, count, value.
type tiffDirectory struct {
	*tiffFile
	entries map[int][]byte
}

// directory reads the directory at a place.
func (t *tiffFile) directory(at int64) (tiffPage, error) {
	p := tiffPage{at: at}
	cut := because(ErrDamaged, "TIFF page %d is beyond the end of the file", len(t.pages)+1)
	if at+2 > int64(len(t.data)) {
		return p, cut
	}
	p.next = at + 2 + 12*int64(t.order.Uint16(t.data[at:]))
	if p.next+4 > int64(len(t.data)) {
		return p, cut
	}
	d := tiffDirectory{t, map[int][]byte{}}
	for e := t.data[at+2 : p.next]; len(e) > 0; e = e[12:] {
		d.entries[int(t.order.Uint16(e))] = e[:12]
	}
	p.width, p.height = d.number(tiffWidth, 0), d.number(tiffLength, 0)
	if err := pixels(p.width, p.height, 4); err != nil {
		return p, err
	}
	p.packed, p.turn = d.number(tiffCompression, tiffPlain), d.number(tiffOrientation, 1)
	p.small = d.number(tiffSubfile, 0)&5 != 0
	p.dpiX, p.dpiY = d.density()
	p.twoWay, p.mirrored = d.number(tiffFaxOptions, 0)&1 != 0, d.number(tiffFillOrder, 1) == 2
	d.blocks(&p)
	return p, nil
}

// blocks finds how the picture is cut, and where the pieces are. Pieces that
// have more bytes together than the file are odd: they might be one piece, again
// and again, that unpacks to nothing.
func (d *tiffDirectory) blocks(p *tiffPage) {
	from, bytes := tiffStrips, tiffStripBytes
	if w := d.number(tiffTileWidth, 0); w > 0 {
		w, h := min(w, 2*maxStrip), min(max(d.number(tiffTileLength, 0), 1), 2*maxStrip)
		from, bytes = tiffTiles, tiffTileBytes
		p.block, p.blocks = w*h, ((p.width+w-1)/w)*((p.height+h-1)/h)
	} else {
		p.rows = d.number(tiffRows, p.height)
		if p.rows <= 0 || p.rows > p.height {
			p.rows = p.height
		}
		p.block, p.blocks = p.width*p.rows, (p.height+p.rows-1)/p.rows
	}
	if p.blocks > maxTIFFBlocks {
		p.odd = true
		return
	}
	p.from, p.bytes = d.numbers(from, p.blocks), d.numbers(bytes, p.blocks)
	p.odd = len(p.from) < p.blocks || len(p.bytes) < p.blocks
	left := len(d.data)
	for _, n := range p.bytes {
		left -= n
	}
	p.odd = p.odd || left < 0
}

// density is how many pixels make an inch, across and down, or 0.
func (d *tiffDirectory) density() (x, y float64) {
	x, y = d.ratio(tiffXResolution), d.ratio(tiffYResolution)
	switch d.number(tiffUnit, 2) {
	case 1: // only the shape of a pixel
		return 0, 0
	case 3: // to the centimetre
		x, y = 2.54*x, 2.54*y
	}
	return credible(x, y)
}

// number returns the first value of an entry, or else what is given.
func (d *tiffDirectory) number(tag, or int) int {
	if list := d.numbers(tag, 1); len(list) > 0 {
		return list[0]
	}
	return or
}

// tiffSizes are the bytes of a value by its type: BYTE, SHORT, LONG.
var tiffSizes = map[uint16]int{1: 1, 3: 2, 4: 4}

// numbers returns the values of an entry that holds whole numbers, at most so
// many. They stand elsewhere if all of them have more than four bytes.
func (d *tiffDirectory) numbers(tag, most int) []int {
	e := d.entries[tag]
	if e == nil {
		return nil
	}
	size, n := tiffSizes[d.order.Uint16(e[2:])], int64(d.order.Uint32(e[4:]))
	v := e[8:]
	if int64(size)*n > 4 {
		v = d.data[min(int64(d.order.Uint32(v)), int64(len(d.data))):]
	}
	var list []int
	for i := 0; size > 0 && i < most && int64(i) < n && len(v) >= size; i, v = i+1, v[size:] {
		switch size {
		case 1:
			list = append(list, int(v[0]))
		case 2:
			list = append(list, int(d.order.Uint16(v)))
		case 4:
			list = append(list, int(d.order.Uint32(v)))
		}
	}
	return list
}

// ratio returns an entry that is a rational number, or 0.
func (d *tiffDirectory) ratio(tag int) float64 {
	e := d.entries[tag]
	if e == nil {
		return 0
	}
	at := int64(d.order.Uint32(e[8:]))
	if at+8 > int64(len(d.data)) {
		return 0
	}
	n, of := d.order.Uint32(d.data[at:]), d.order.Uint32(d.data[at+4:])
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}
