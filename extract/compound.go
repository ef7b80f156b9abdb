package extract

import (
	"encoding/binary"
	"unicode/utf16"
)

// A compound file (MS-CFB) is a file system of its own: sectors in chains, and a
// directory of storages and streams. Word, WPS, Excel and PowerPoint up to 2003
// keep their documents in one, and all later ones those that are encrypted.
// What it holds is told by the names right below its root.
type compound struct {
	data   []byte
	sector int // bytes of one
	fat    []uint32
}

// Sector numbers from here on are no sectors.
const lastSector = 0xfffffffa

// A stream is an entry of the directory below the root.
type stream struct {
	start uint32
	size  uint32
}

// wordDocument wants a compound file that holds a document of Word and is not
// encrypted.
func wordDocument(data []byte) error {
	streams, c, err := readCompound(data)
	if err != nil {
		return err
	}
	for _, k := range []struct {
		name string
		err  error
	}{
		{"EncryptedPackage", because(ErrLocked, "the file is encrypted")},
		{"WordDocument", nil},
		{"Workbook", because(ErrFormat, "xls files are not read")},
		{"Book", because(ErrFormat, "xls files are not read")},
		{"PowerPoint Document", because(ErrFormat, "ppt files are not read")},
		{"__properties_version1.0", because(ErrFormat, "msg files are not read")},
	} {
		s, ok := streams[k.name]
		switch {
		case ok && k.name == "WordDocument":
			return c.word(s)
		case ok:
			return k.err
		}
	}
	return because(ErrFormat, "compound files without a document are not read")
}

// word looks at the head of a document of Word, the FIB (MS-DOC 2.5.1): its
// magic, and the bit that says it is encrypted.
func (c *compound) word(s stream) error {
	if s.size < 4096 { // lies in the small sectors; no document does
		return because(ErrDamaged, "a Word document of %d bytes", s.size)
	}
	head, ok := c.at(s.start)
	switch {
	case !ok:
		return because(ErrDamaged, "the Word document lies beyond the end of the file")
	case binary.LittleEndian.Uint16(head) != 0xa5ec && binary.LittleEndian.Uint16(head) != 0xa5dc:
		return because(ErrDamaged, "the Word document has no head")
	case binary.LittleEndian.Uint16(head[10:])&0x100 != 0:
		return because(ErrLocked, "the file is encrypted")
	}
	return nil
}

// at returns a sector.
func (c *compound) at(n uint32) ([]byte, bool) {
	lo := (int64(n) + 1) * int64(c.sector)
	if n >= lastSector || lo+int64(c.sector) > int64(len(c.data)) {
		return nil, false
	}
	return c.data[lo:][:c.sector], true
}

// readCompound reads the names below the root. Cost is linear in the size of
// the tables; chains and trees that run in a circle are damage.
func readCompound(data []byte) (map[string]stream, *compound, error) {
	if len(data) < 512 {
		return nil, nil, because(ErrDamaged, "compound file of %d bytes", len(data))
	}
	shift := binary.LittleEndian.Uint16(data[30:])
	if shift != 9 && shift != 12 {
		return nil, nil, because(ErrDamaged, "compound file with sectors of 2^%d bytes", shift)
	}
	c := &compound{data: data, sector: 1 << shift}
	if err := c.readFAT(); err != nil {
		return nil, nil, err
	}
	dir, err := c.chain(binary.LittleEndian.Uint32(data[48:]))
	if err != nil {
		return nil, nil, err
	}
	return below(dir), c, nil
}

// readFAT reads which sector follows which. The head names the first 109 sectors
// of the table, a chain of sectors the others, with the next of the chain at
// their end.
func (c *compound) readFAT() error {
	table := c.data[76:512]
	next := binary.LittleEndian.Uint32(c.data[68:])
	for left := len(c.data) / c.sector; ; left-- {
		for ; len(table) >= 4; table = table[4:] {
			if sector, ok := c.at(binary.LittleEndian.Uint32(table)); ok {
				for i := 0; i < len(sector); i += 4 {
					c.fat = append(c.fat, binary.LittleEndian.Uint32(sector[i:]))
				}
			}
			if len(c.fat) > len(c.data)/c.sector+c.sector {
				return nil // all sectors there are
			}
		}
		sector, ok := c.at(next)
		if !ok {
			return nil
		}
		if left == 0 {
			return because(ErrDamaged, "compound file whose table runs in a circle")
		}
		next = binary.LittleEndian.Uint32(sector[len(sector)-4:])
		table = sector[:len(sector)-4]
	}
}

// chain returns the bytes of the sectors from n on. Only a mark ends a chain: what
// runs out of the file was cut.
func (c *compound) chain(n uint32) ([]byte, error) {
	var out []byte
	for {
		sector, ok := c.at(n)
		if !ok && n >= lastSector && len(out) > 0 {
			return out, nil
		}
		if !ok {
			return nil, because(ErrDamaged, "the directory of the compound file lies beyond its end")
		}
		if len(out) > len(c.data) {
			return nil, because(ErrDamaged, "compound file whose directory runs in a circle")
		}
		out = append(out, sector...)
		if int(n) >= len(c.fat) {
			return out, nil
		}
		n = c.fat[n]
	}
}

// Entries of the directory have 128 bytes: the name in UTF-16 and its length,
// the entries to the left and to the right in a tree of siblings, the first
// child, the first sector, the size.
const (
	entryBytes = 128
	noEntry    = 0xffffffff
)

// below returns the entries right below the root, by name.
func below(dir []byte) map[string]stream {
	streams := make(map[string]stream)
	entry := func(i uint32) []byte {
		if lo := int64(i) * entryBytes; i != noEntry && lo+entryBytes <= int64(len(dir)) {
			return dir[lo:][:entryBytes]
		}
		return nil
	}
	root := entry(0)
	if root == nil {
		return streams
	}
	seen := make(map[uint32]bool)
	todo := []uint32{binary.LittleEndian.Uint32(root[76:])}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		e := entry(i)
		if e == nil || seen[i] {
			continue
		}
		seen[i] = true
		streams[entryName(e)] = stream{binary.LittleEndian.Uint32(e[116:]), binary.LittleEndian.Uint32(e[120:])}
		todo = append(todo, binary.LittleEndian.Uint32(e[68:]), binary.LittleEndian.Uint32(e[72:]))
	}
	return streams
}

func entryName(e []byte) string {
	n := min(int(binary.LittleEndian.Uint16(e[64:])), 64)/2 - 1 // without the NUL at its end
	var name []uint16
	for i := range max(n, 0) {
		name = append(name, binary.LittleEndian.Uint16(e[2*i:]))
	}
	return string(utf16.Decode(name))
}
