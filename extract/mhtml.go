package extract

import (
	"bytes"
	"encoding/base64"
	"mime"
	"strings"
)

// readMHTML reads a page saved as one file (RFC 2557): what browsers call a
// single-file web page, and Word 单个文件网页.
func readMHTML(data []byte, opt Options) (*Source, error) {
	page, charset, err := mhtmlRoot(data)
	if err != nil {
		return nil, err
	}
	return readPage(page, charset, opt)
}

// maxMIMEDepth is how deep parts may lie in parts. Browsers need one level,
// Word two; more is no page.
const maxMIMEDepth = 8

// maxMIMEField is how long a field of a head may be, over all its lines. A longer
// one is cut.
const maxMIMEField = 4096

// mhtmlRoot takes the page out of an MHTML file: its bytes, decoded from
// quoted-printable or base64, and the charset that the head of its part names,
// which may be empty. A file cut short gives what is left of the page.
func mhtmlRoot(data []byte) (page []byte, charset string, err error) {
	p, err := findPage(mimePart(data), 0)
	if err != nil {
		return nil, "", err
	}
	if p == nil {
		return nil, "", because(ErrDamaged, "no page in the MIME file")
	}
	page = p.decode()
	if len(page) > maxHTML {
		return nil, "", because(ErrLimit, "the page has more than %d MB", maxHTML>>20)
	}
	return page, p.params["charset"], nil
}

// A part is a part of a MIME file: its head, as far as it matters, and its body.
type part struct {
	media    string            // in lower case, as "text/html"
	params   map[string]string // of the media type
	transfer string            // in lower case: "base64" ...
	id       string            // Content-ID without its brackets
	location string            // Content-Location or Snapshot-Content-Location
	body     []byte
}

// mimePart splits data into head and body. A line of the head that begins with
// white space goes on with the one above.
func mimePart(data []byte) *part {
	p := &part{media: "text/plain"}
	var name, value string
	field := func() {
		switch value = strings.TrimSpace(value); strings.ToLower(name) {
		case "content-type":
			p.media, p.params = mediaType(value)
		case "content-transfer-encoding":
			p.transfer = strings.ToLower(value)
		case "content-id":
			p.id = strings.Trim(value, "<>")
		case "content-location", "snapshot-content-location":
			p.location = value
		}
		name, value = "", ""
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	for len(data) > 0 {
		l, rest, _ := bytes.Cut(data, []byte("\n"))
		l = bytes.TrimSuffix(l, []byte("\r"))
		data = rest
		if len(l) == 0 {
			break
		}
		if l[0] == ' ' || l[0] == '\t' {
			if len(value) < maxMIMEField {
				value += string(l)
			}
			continue
		}
		field()
		n, v, _ := bytes.Cut(l, []byte(":"))
		name, value = string(n), string(v)
	}
	field()
	p.body = data
	return p
}

// mediaType reads a Content-Type. Where mime.ParseMediaType gives up, as it does
// on a parameter without quotes that needs them, the rest of the line is read by
// semicolons.
func mediaType(s string) (string, map[string]string) {
	if media, params, err := mime.ParseMediaType(s); err == nil {
		return media, params
	}
	f := strings.Split(s, ";")
	params := make(map[string]string)
	for _, param := range f[1:] {
		key, val, _ := strings.Cut(param, "=")
		params[strings.ToLower(strings.TrimSpace(key))] = strings.Trim(strings.TrimSpace(val), `"`)
	}
	return strings.ToLower(strings.TrimSpace(f[0])), params
}

// findPage returns the part of p that is the page: p itself, the part that the
// start parameter names, the one that stands where the whole file does, or the
// first. It is nil if there is none.
func findPage(p *part, depth int) (*part, error) {
	if p.media == "text/html" || p.media == "application/xhtml+xml" {
		return p, nil
	}
	if !strings.HasPrefix(p.media, "multipart/") {
		return nil, nil
	}
	if depth == maxMIMEDepth {
		return nil, because(ErrLimit, "parts lie more than %d deep in parts", maxMIMEDepth)
	}
	var first *part
	start := strings.Trim(p.params["start"], "<>")
	for body := p.body; ; {
		var section []byte
		var ok bool
		if section, body, ok = nextPart(body, p.params["boundary"]); !ok {
			return first, nil
		}
		sub := mimePart(section)
		page, err := findPage(sub, depth+1)
		if err != nil {
			return nil, err
		}
		if page == nil {
			continue
		}
		if start != "" && sub.id == start || start == "" && p.location != "" && sub.location == p.location {
			return page, nil
		}
		if first == nil {
			first = page
		}
		if start == "" && p.location == "" {
			return first, nil
		}
	}
}

// nextPart returns the part behind the next line that is the boundary, and what
// is left behind it. The last part of a file cut short goes to the end.
func nextPart(body []byte, boundary string) (section, rest []byte, ok bool) {
	mark := []byte("--" + boundary)
	lo, closing := boundaryLine(body, mark)
	if boundary == "" || lo < 0 || closing {
		return nil, nil, false
	}
	_, section, _ = bytes.Cut(body[lo:], []byte("\n"))
	hi, _ := boundaryLine(section, mark)
	if hi < 0 {
		return section, nil, true
	}
	return section[:hi], section[hi:], true
}

// boundaryLine returns where the first line begins that is the mark, and whether
// it is the closing one, with -- behind it; or -1.
func boundaryLine(body, mark []byte) (lo int, closing bool) {
	for at := 0; ; {
		i := bytes.Index(body[at:], mark)
		if i < 0 {
			return -1, false
		}
		lo, at = at+i, at+i+len(mark)
		if lo > 0 && body[lo-1] != '\n' {
			continue
		}
		tail, _, _ := bytes.Cut(body[at:], []byte("\n"))
		if tail = bytes.TrimRight(tail, " \t\r"); len(tail) == 0 || string(tail) == "--" {
			return lo, len(tail) > 0
		}
	}
}

// decode takes the transfer encoding off the body.
func (p *part) decode() []byte {
	switch p.transfer {
	case "quoted-printable":
		return unquote(p.body)
	case "base64":
		return unbase64(p.body)
	}
	return p.body
}

// unquote decodes quoted-printable. An = that begins no code stays: writers of
// MHTML that encode by hand leave some.
func unquote(s []byte) []byte {
	out := make([]byte, 0, len(s))
	for len(s) > 0 {
		i := bytes.IndexByte(s, '=')
		if i < 0 {
			break
		}
		out = append(out, s[:i]...)
		s = s[i+1:]
		if n := softBreak(s); n > 0 {
			s = s[n:]
			continue
		}
		if len(s) >= 2 {
			hi, lo := unhex(s[0]), unhex(s[1])
			if hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				s = s[2:]
				continue
			}
		}
		out = append(out, '=')
	}
	return append(out, s...)
}

// softBreak returns the length of the line break that begins s, with white space
// before it that mail gateways add; or 0.
func softBreak(s []byte) int {
	i := 0
	for i < len(s) && i < 80 && (s[i] == ' ' || s[i] == '\t' || s[i] == '\r') {
		i++
	}
	if i < len(s) && s[i] == '\n' {
		return i + 1
	}
	return 0
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}

// unbase64 decodes what of s is base64, up to where it is padded or cut short.
func unbase64(s []byte) []byte {
	clean := make([]byte, 0, len(s))
	for _, c := range s {
		switch {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+', c == '/':
			clean = append(clean, c)
		}
	}
	if len(clean)%4 == 1 {
		clean = clean[:len(clean)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, _ := base64.RawStdEncoding.Decode(out, clean)
	return out[:n]
}
