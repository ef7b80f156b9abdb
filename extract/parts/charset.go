package parts

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"jiaokan/extract/flaw"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// declared is the encoding that an XML declaration names.
var declared = regexp.MustCompile(`^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)

// decode makes UTF-8 of a part. OPC allows UTF-8 and UTF-16; Chinese software
// that writes OFD also declares GBK. Bytes that tell UTF-16 overrule what is
// declared.
func decode(data []byte) (string, error) {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("<\x00")):
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte("\xfe\xff")), bytes.HasPrefix(data, []byte("\x00<")):
		from = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	default:
		if m := declared.FindSubmatch(data[:min(len(data), 256)]); m != nil {
			var ok bool
			if from, ok = encodings[strings.ToLower(string(m[1]))]; !ok {
				return "", flaw.New(flaw.ErrDamaged, "unknown encoding %s", m[1])
			}
		}
	}
	if from != nil {
		var err error
		if data, err = from.NewDecoder().Bytes(data); err != nil {
			return "", flaw.New(flaw.ErrDamaged, "not the encoding that it declares (%v)", err)
		}
	}
	s := string(data)
	if !allLegal(s) {
		s = strings.Map(legal, s)
	}
	return s, nil
}

// encodings are those that a declaration may name; nil is UTF-8. A part that is
// UTF-16 is known by its bytes, so that one which only says so is UTF-8.
var encodings = map[string]encoding.Encoding{
	"utf-8": nil, "utf8": nil, "us-ascii": nil, "ascii": nil,
	"utf-16": nil, "utf-16le": nil, "utf-16be": nil, "unicode": nil,
	"gb18030": simplifiedchinese.GB18030, "gbk": simplifiedchinese.GB18030, "gb2312": simplifiedchinese.GB18030,
	"big5": traditionalchinese.Big5,
}

// allLegal reports whether s holds nothing that legal would replace.
func allLegal(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return utf8.ValidString(s) && !strings.Contains(s, "\uffff") && !strings.Contains(s, "\ufffe")
}

// legal returns r, or U+FFFD if XML 1.0 forbids the character.
func legal(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r',
		' ' <= r && r < 0xd800,
		0xe000 <= r && r < 0xfffe,
		0x10000 <= r && r <= utf8.MaxRune:
		return r
	}
	return utf8.RuneError
}
