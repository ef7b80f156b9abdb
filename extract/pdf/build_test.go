package pdf_test

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// A file puts together a PDF. Objects are numbered as they are added; the first
// is the catalog and the second the root of the page tree, both made by bytes.
type file struct {
	objects []string
	kids    []int
	catalog string // entries of the catalog
	locked  bool   // encrypted for the user password "secret"
	open    bool   // encrypted, without a user password
}

func newFile() *file { return &file{objects: make([]string, 2)} }

// add adds an object and returns its number.
func (f *file) add(format string, args ...any) int {
	f.objects = append(f.objects, fmt.Sprintf(format, args...))
	return len(f.objects)
}

// stream adds an object with data behind its dictionary.
func (f *file) stream(dict string, data []byte) int {
	return f.add("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data)
}

// page adds a page with a content stream. Entries are further entries of its
// dictionary; MediaBox is A4 if they name none.
func (f *file) page(entries, content string) {
	if !strings.Contains(entries, "/MediaBox") {
		entries += " /MediaBox [0 0 595 842]"
	}
	c := f.stream("", []byte(content))
	f.kids = append(f.kids, f.add("<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>", entries, c))
}

// song adds a font that is not embedded and reads UTF-16 through the CMap, one
// of those that every reader of PDF has.
func (f *file) song(cmap string) int {
	d := f.add("<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>")
	c := f.add("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor %d 0 R /DW 1000 /W [1 95 500 814 939 500] >>", d)
	return f.add("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /%s /DescendantFonts [%d 0 R] >>", cmap, c)
}

// fonts is the Resources entry for fonts F1, F2 … of a page.
func fonts(numbers ...int) string {
	var b strings.Builder
	for i, n := range numbers {
		fmt.Fprintf(&b, "/F%d %d 0 R ", i+1, n)
	}
	return "/Resources << /Font << " + b.String() + ">> >>"
}

// show returns the operators that print a line at (x, y) in font F1.
func show(x, y, size float64, text string) string {
	return fmt.Sprintf("BT /F1 %g Tf %g %g Td %s Tj ET\n", size, x, y, utf16Hex(text))
}

// utf16Hex is text as a string of UTF-16.
func utf16Hex(text string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = binary.BigEndian.AppendUint16(b, u)
	}
	return fmt.Sprintf("<%x>", b)
}

// bytes writes the file with its cross-reference table.
func (f *file) bytes() []byte {
	kids := ""
	for _, k := range f.kids {
		kids += fmt.Sprintf("%d 0 R ", k)
	}
	f.objects[0] = "<< /Type /Catalog /Pages 2 0 R " + f.catalog + " >>"
	if f.objects[1] == "" {
		f.objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(f.kids))
	}
	trailer := ""
	objects := f.objects
	if f.locked || f.open {
		objects, trailer = f.encrypted()
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.6\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, xref)
	return b.Bytes()
}

// padding is the padding of passwords (ISO 32000-1, algorithm 2).
const padding = "\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a"

// encrypted encrypts the streams with RC4 and a key of 40 bits, revision 2 of
// the standard security handler. Strings stand in streams only.
func (f *file) encrypted() (objects []string, trailer string) {
	password := ""
	if f.locked {
		password = "secret"
	}
	pad := func(s string) string { return (s + padding)[:32] }
	rc := func(key []byte, s string) string {
		c, err := rc4.NewCipher(key)
		if err != nil {
			panic(err)
		}
		out := make([]byte, len(s))
		c.XORKeyStream(out, []byte(s))
		return string(out)
	}
	const id = "0123456789abcdef"
	own := md5.Sum([]byte(pad("owner")))
	o := rc(own[:5], pad(password))
	k := md5.Sum([]byte(pad(password) + o + "\xfc\xff\xff\xff" + id))
	key := k[:5]
	for i, obj := range f.objects {
		if head, rest, ok := strings.Cut(obj, "stream\n"); ok {
			data, tail, _ := strings.Cut(rest, "\nendstream")
			n := i + 1
			sum := md5.Sum(append(append([]byte(nil), key...), byte(n), byte(n>>8), byte(n>>16), 0, 0))
			obj = head + "stream\n" + rc(sum[:10], data) + "\nendstream" + tail
		}
		objects = append(objects, obj)
	}
	u := rc(key, padding)
	objects = append(objects, fmt.Sprintf("<< /Filter /Standard /V 1 /R 2 /O <%x> /U <%x> /P -4 >>", o, u))
	return objects, fmt.Sprintf("/Encrypt %d 0 R /ID [<%x> <%x>] ", len(objects), id, id)
}
