package extract

import (
	"bytes"
	"encoding/binary"
)

// Tags of TIFF 6.0, and how many pages a file may have: they are recognised one
// after the other, at a second each.
const (
	tiffWidth  = 256
	tiffLength = 257

	maxTIFFPages = 200
)

// saneTIFF walks the directories of a TIFF file and refuses pages that are too
// large to hold, too many pages, and directories that run in a circle, before
// another program is given the file. Anything else is no TIFF, and passes.
func saneTIFF(data []byte) error {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(data, []byte("MM\x00*")):
		order = binary.BigEndian
	case !bytes.HasPrefix(data, []byte("II*\x00")):
		return nil
	}
	if len(data) < 8 {
		return because(ErrDamaged, "TIFF of %d bytes", len(data))
	}
	at := int64(order.Uint32(data[4:]))
	for pages := 0; at != 0; pages++ {
		if pages == maxTIFFPages {
			return because(ErrLimit, "TIFF of more than %d pages", maxTIFFPages)
		}
		if at+2 > int64(len(data)) {
			return because(ErrDamaged, "TIFF page %d is beyond the end of the file", pages+1)
		}
		entries := int64(order.Uint16(data[at:]))
		next := at + 2 + 12*entries
		if next+4 > int64(len(data)) {
			return because(ErrDamaged, "TIFF page %d is beyond the end of the file", pages+1)
		}
		if err := saneTIFFPage(data[at+2:next], order); err != nil {
			return err
		}
		at = int64(order.Uint32(data[next:]))
	}
	return nil
}

// saneTIFFPage looks at the size in a directory, entries of 12 bytes: tag, type,
// count, value. Values of type 3 have two bytes, others here four.
func saneTIFFPage(entries []byte, order binary.ByteOrder) error {
	var width, height uint32
	for ; len(entries) >= 12; entries = entries[12:] {
		value := order.Uint32(entries[8:])
		if order.Uint16(entries[2:]) == 3 {
			value = uint32(order.Uint16(entries[8:]))
		}
		switch order.Uint16(entries) {
		case tiffWidth:
			width = value
		case tiffLength:
			height = value
		}
	}
	return pixels(int(width), int(height), 4)
}
