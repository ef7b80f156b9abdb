package extract

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"jiaokan/extract/flaw"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A decoded file: its text and what of its bytes has none.
type decoded struct {
	text     string
	encoding string
	loss     []Loss
}

// decode finds the encoding of data and decodes it. In order: a BOM; the
// encoding the caller named; UTF-8 if all bytes, or all but few, are; UTF-16
// without BOM; GB18030 or Big5. Each guess is checked on its outcome, because
// every double-byte encoding reads every other as some Han or other.
func decode(data []byte, name string) (decoded, error) {
	if d, ok := decodeBOM(data); ok {
		return d.checked(data)
	}
	if name != "" {
		return decodeNamed(data, name)
	}
	if bytes.IndexByte(data, 0) >= 0 {
		for _, e := range []string{"utf-16le", "utf-16be"} {
			if plausible16(data, e) {
				return decode16(data, e).checked(data)
			}
		}
		return decoded{}, binaryError(data)
	}
	if utf8.Valid(data) {
		return decoded{text: string(data), encoding: "utf-8"}.checked(data)
	}
	if good, bad := countUTF8(data); good > 4*bad {
		return decodeUTF8(data).checked(data)
	}
	e := guess(data)
	if e == "" {
		return decoded{}, because(ErrEncoding, "bytes are text in no known encoding (UTF-8, UTF-16, GB18030, Big5)")
	}
	return decodeAs(data, e).checked(data)
}

func decodeBOM(data []byte) (decoded, bool) {
	var d decoded
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		d = decodeUTF8(data[3:])
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		d = decode16(data[2:], "utf-16le")
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		d = decode16(data[2:], "utf-16be")
	case bytes.HasPrefix(data, []byte("\x84\x31\x95\x33")):
		d = decodeGB(data[4:])
	default:
		return d, false
	}
	d.encoding += "-bom"
	return d, true
}

func decodeNamed(data []byte, name string) (decoded, error) {
	e := strings.ToLower(strings.ReplaceAll(name, "_", "-"))
	switch e {
	case "utf8":
		e = "utf-8"
	case "gbk", "gb2312", "cp936":
		e = "gb18030"
	case "cp950", "big5-hkscs":
		e = "big5"
	case "utf-16":
		e = "utf-16le"
	}
	d := decodeAs(data, e)
	if d.encoding == "" {
		return d, because(ErrEncoding, "encoding %q is not known: use utf-8, utf-16le, utf-16be, gb18030 or big5", name)
	}
	if n := utf8.RuneCountInString(d.text); len(d.loss) > 1+n/20 {
		return d, because(ErrEncoding, "bytes are not %s: %d of %d characters cannot be read", e, len(d.loss), n)
	}
	return d.checked(data)
}

func decodeAs(data []byte, e string) decoded {
	switch e {
	case "utf-8":
		return decodeUTF8(data)
	case "utf-16le", "utf-16be":
		return decode16(data, e)
	case "gb18030":
		return decodeGB(data)
	case "big5":
		return decodeBig5(data)
	}
	return decoded{}
}

// checked returns d, or an error if it is no text after all.
func (d decoded) checked(data []byte) (decoded, error) {
	if i := strings.IndexByte(d.text, 0); i >= 0 {
		if j := bytes.IndexByte(data, 0); j >= 0 && !strings.HasPrefix(d.encoding, "utf-16") {
			i = j
		}
		return d, because(ErrBinary, "NUL at byte %d", i)
	}
	control := 0
	for i := 0; i < len(d.text); i++ {
		if c := d.text[i]; c < ' ' && (c < '\t' || c > '\r') && c != 0x1b && c != 0x1a {
			control++
		}
	}
	if control > 2 && control > len(d.text)/50 {
		return d, because(ErrBinary, "binary data: %d control characters", control)
	}
	return d, nil
}

// binaryError tells a text with a stray NUL from data that is no text.
func binaryError(data []byte) error {
	i, n := bytes.IndexByte(data, 0), bytes.Count(data, []byte{0})
	if n > 3 && n > len(data)/1000 {
		return because(ErrBinary, "binary data: %d NUL bytes, the first at byte %d", n, i)
	}
	return because(ErrBinary, "NUL at byte %d", i)
}

// countUTF8 counts the multi-byte characters and the bytes that belong to none.
func countUTF8(data []byte) (good, bad int) {
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		data = data[n:]
	}
	return good, bad
}

// decodeUTF8 keeps what is UTF-8 and puts U+FFFD, and a Loss, for each run of
// bytes that is not, such as half a character where a download was cut.
func decodeUTF8(data []byte) decoded {
	d := decoded{encoding: "utf-8"}
	if utf8.Valid(data) {
		d.text = string(data)
		return d
	}
	var b strings.Builder
	b.Grow(len(data))
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r != utf8.RuneError || n > 1 {
			b.Write(data[:n])
			data = data[n:]
			continue
		}
		for n < len(data) && n < 3 && data[n]&0xc0 == 0x80 {
			n++
		}
		d.lose(&b, "bytes that are not UTF-8")
		data = data[n:]
	}
	d.text = b.String()
	return d
}

func (d *decoded) lose(b *strings.Builder, what string) {
	d.loss = append(d.loss, Loss{Span: Span{b.Len(), b.Len() + 3}, Kind: flaw.Unread, What: what})
	b.WriteRune(utf8.RuneError)
}

func decode16(data []byte, e string) decoded {
	d := decoded{encoding: e}
	order := byteOrder(e)
	var b strings.Builder
	b.Grow(len(data) + len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		r := rune(order.Uint16(data))
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if len(data) >= 4 {
				low = rune(order.Uint16(data[2:]))
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				d.lose(&b, "half a character of UTF-16")
				continue
			}
			data = data[2:]
		}
		b.WriteRune(r)
	}
	if len(data) > 0 {
		d.lose(&b, "half a character of UTF-16")
	}
	d.text = b.String()
	return d
}

func byteOrder(e string) binary.ByteOrder {
	if e == "utf-16be" {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// plausible16 reports whether data reads as Chinese or ASCII text in UTF-16 of
// the byte order e. In the wrong order the low bytes of Han, which are any,
// become high bytes, and only one in three falls among the Han again. An odd byte
// at the end is where a file was cut.
func plausible16(data []byte, e string) bool {
	if len(data) < 4 {
		return false
	}
	order := byteOrder(e)
	data = data[:min(len(data)&^1, 1<<16)]
	likely := 0
	for i := 0; i < len(data); i += 2 {
		switch u := order.Uint16(data[i:]); {
		case u >= 0x4e00 && u <= 0x9fff, u >= 0x3000 && u <= 0x303f, u >= 0xff00 && u <= 0xff5e,
			u >= 0x2010 && u <= 0x2026, u >= ' ' && u <= '~', u == '\n', u == '\r', u == '\t':
			likely++
		}
	}
	return likely*2 >= len(data)*85/100
}

// The share of these characters in running official text is 0.55 and more, in
// Simplified and in Traditional writing; in text decoded wrongly it is below
// 0.1. Counted on the notices, the statutes of both sides and their twins.
const common = "的业和政法部工务建作国发地要行关设实职体区制化会展合一等有人教理管机全进用中育新规对定公市执各开动大加产重推在高生强办门资院力点方能度监以技提社保导持审府责改核水平为性成施查学统农民" +
	"第条十者应当或险不二事其可权员三税本五依得处所款四同任他上出构由受下日时月年及情收分之通知见通号" +
	"條關應項為規業於務會請國經選證職處學辦標並計當後資議執門長員產總體實發開動機構對導進"

var isCommon = func() map[rune]bool {
	m := make(map[rune]bool)
	for _, r := range common {
		m[r] = true
	}
	return m
}()

// guess names the double-byte encoding of data, or returns "" if neither gives
// Chinese text. Where the two come out alike, chardet's model has the last word.
//
// The sample begins at the first byte that is not ASCII: pages have long scripts
// before any text.
func guess(data []byte) string {
	lo := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })
	sample := data[max(lo, 0):]
	sample = sample[:min(len(sample), 1<<16)]
	gb, big := score(decodeGB(sample)), score(decodeBig5(sample))
	if max(gb, big) < 0.15 {
		if plausible16(data, "utf-16le") && score(decode16(data[:min(len(data), 1<<16)], "utf-16le")) > 0.2 {
			return "utf-16le"
		}
		if plausible16(data, "utf-16be") && score(decode16(data[:min(len(data), 1<<16)], "utf-16be")) > 0.2 {
			return "utf-16be"
		}
		if max(gb, big) < 0.05 {
			return ""
		}
	}
	if gb-big < 0.08 && big-gb < 0.08 && chardet.Detect(sample).Encoding == "Big5" || big-gb >= 0.08 {
		return "big5"
	}
	return "gb18030"
}

// score returns the share of common Han among the characters that are not
// ASCII, or 0 if too many cannot be read.
func score(d decoded) float64 {
	n, hits := 0, 0
	for _, r := range d.text {
		if r < utf8.RuneSelf {
			continue
		}
		n++
		if isCommon[r] {
			hits++
		}
	}
	if n == 0 || len(d.loss) > 1+n/50 {
		return 0
	}
	return float64(hits) / float64(n)
}

// gb2022 holds the 18 characters that GB 18030-2022 moved out of the private
// use area, as the WHATWG encoding standard has them in its index since 2024
// (whatwg/encoding pull 336). golang.org/x/text has the tables of 2005 less the
// private use area and reads them as U+FFFD.
var gb2022 = map[[2]byte]rune{
	{0xa6, 0xd9}: '\ufe10', {0xa6, 0xda}: '\ufe12', {0xa6, 0xdb}: '\ufe11', {0xa6, 0xdc}: '\ufe13',
	{0xa6, 0xdd}: '\ufe14', {0xa6, 0xde}: '\ufe15', {0xa6, 0xdf}: '\ufe16', {0xa6, 0xec}: '\ufe17',
	{0xa6, 0xed}: '\ufe18', {0xa6, 0xf3}: '\ufe19', {0xfe, 0x59}: '\u9fb4', {0xfe, 0x61}: '\u9fb5',
	{0xfe, 0x66}: '\u9fb6', {0xfe, 0x67}: '\u9fb7', {0xfe, 0x6d}: '\u9fb8', {0xfe, 0x7e}: '\u9fb9',
	{0xfe, 0x90}: '\u9fba', {0xfe, 0xa0}: '\u9fbb',
}

// lacking returns the character of a two-byte code that x/text lacks: those of
// gb2022; A3A0, which old software wrote for a full-width space; and the three
// areas for characters made by the user, which go to the private use area as
// the standard says, so that a rare name that was drawn by hand stays itself.
func lacking(lead, trail byte) (rune, bool) {
	l, t := rune(lead), rune(trail)
	switch {
	case lead == 0xa3 && trail == 0xa0:
		return '\u3000', true
	case lead >= 0xa1 && lead <= 0xa7 && trail >= 0x40 && trail <= 0xa0 && trail != 0x7f:
		if trail > 0x7f {
			t--
		}
		return 0xe4c6 + (l-0xa1)*96 + t - 0x40, true
	case lead >= 0xaa && lead <= 0xaf && trail >= 0xa1 && trail <= 0xfe:
		return 0xe000 + (l-0xaa)*94 + t - 0xa1, true
	case lead >= 0xf8 && lead <= 0xfe && trail >= 0xa1 && trail <= 0xfe:
		return 0xe234 + (l-0xf8)*94 + t - 0xa1, true
	case lead == 0xa6 || lead == 0xfe:
		r, ok := gb2022[[2]byte{lead, trail}]
		return r, ok
	}
	return 0, false
}

// decodeGB decodes GB18030, and with it GBK and GB2312. Two-byte codes that
// x/text lacks are put in, so the walk must keep in step with the characters:
// one byte, two, or four where the second is a digit.
func decodeGB(data []byte) decoded {
	var b strings.Builder
	b.Grow(len(data) + len(data)/2)
	d := decoded{encoding: "gb18030"}
	lo := 0
	for i := 0; i < len(data); {
		if data[i] <= 0x80 || i+1 >= len(data) {
			i++
			continue
		}
		if c := data[i+1]; c >= '0' && c <= '9' {
			i += 4
			continue
		}
		if r, ok := lacking(data[i], data[i+1]); ok {
			d.append(&b, data[lo:i], simplifiedchinese.GB18030)
			b.WriteRune(r)
			lo = i + 2
		}
		i += 2
	}
	d.append(&b, data[lo:], simplifiedchinese.GB18030)
	d.text = b.String()
	return d
}

func decodeBig5(data []byte) decoded {
	var b strings.Builder
	b.Grow(len(data) + len(data)/2)
	d := decoded{encoding: "big5"}
	d.append(&b, data, traditionalchinese.Big5)
	d.text = b.String()
	return d
}

// append decodes part of a file and notes each character that has no text.
func (d *decoded) append(b *strings.Builder, data []byte, e encoding.Encoding) {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		// The decoders of x/text put U+FFFD for what they cannot read and have no
		// error of their own.
		panic("extract: " + err.Error())
	}
	bad := []byte(string(utf8.RuneError))
	for i := bytes.Index(text, bad); i >= 0; i = bytes.Index(text, bad) {
		b.Write(text[:i])
		d.lose(b, "bytes that are not "+d.encoding)
		text = text[i+len(bad):]
	}
	b.Write(text)
}
