package extract

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

// sniffMarkup tells pages from texts, by how they begin. A text may quote a tag,
// and even begin with one; a page says what it is or is nothing but tags.
func sniffMarkup(data []byte) Format {
	if beginsWithHan(data) {
		return Text
	}
	head := markupHead(data)
	if f, ok := sniffMIME(head); ok {
		return f
	}
	head, xml := afterProlog(head)
	switch name := firstTag(head); {
	case name == "svg" || xml && name != "html":
		return "xml"
	case !startsPage(head, name, data):
		return Text
	case strings.Contains(head, "ocr") && hocrMark.MatchString(head):
		return HOCR
	}
	return HTML
}

// beginsWithHan reports whether the first byte is of a character beyond ASCII that is
// no mark or space, which no page and no mail begins with. It spares the texts of an
// archive the rest.
func beginsWithHan(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(data) > 0 && data[0] >= 0x80 && bytes.IndexByte([]byte("\xc2\xe2\xe3\xef\xfe\xff"), data[0]) < 0
}

// markupHead returns the beginning of a file in lower case, with the bytes of
// other encodings than ASCII as they are, and those of UTF-16 narrowed.
func markupHead(data []byte) string {
	head := data[:min(len(data), 1<<16)]
	head = bytes.TrimPrefix(bytes.TrimPrefix(head, []byte("\xff\xfe")), []byte("\xfe\xff"))
	if bytes.IndexByte(head, 0) >= 0 {
		head = bytes.ReplaceAll(head, []byte{0}, nil)
	}
	return strings.TrimLeftFunc(asciiLower(string(head)), func(r rune) bool { return r == '\ufeff' || unicode.IsSpace(r) })
}

// asciiLower leaves the bytes of double-byte encodings alone, as strings.ToLower
// does not.
func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// afterProlog returns what is behind comments and the processing instructions of
// XML, and whether there are any of those.
func afterProlog(head string) (rest string, xml bool) {
	for {
		end := ""
		switch {
		case strings.HasPrefix(head, "<!--"):
			end = "-->"
		case strings.HasPrefix(head, "<?xml") || xml && strings.HasPrefix(head, "<?"):
			end = "?>"
			xml = true
		default:
			return head, xml
		}
		_, rest, ok := strings.Cut(head, end)
		if !ok {
			return head, xml
		}
		head = strings.TrimLeftFunc(rest, unicode.IsSpace)
	}
}

// firstTag returns the name of the tag that head begins with, or "". A document
// type gives the name of what it is the type of.
func firstTag(head string) string {
	head, ok := strings.CutPrefix(head, "<")
	if !ok {
		return ""
	}
	if t, ok := strings.CutPrefix(head, "!doctype"); ok {
		head = strings.TrimLeftFunc(t, unicode.IsSpace)
	}
	i := strings.IndexFunc(head, func(r rune) bool { return r == '>' || r == '/' || r == '<' || r == '[' || unicode.IsSpace(r) })
	if i < 0 {
		return head[:min(len(head), 20)]
	}
	return head[:min(i, 20)]
}

// pageTags begin a page and no text. A text may begin with any other tag: some
// archives keep <title> above a plain text.
var pageTags = map[string]bool{
	"html": true, "head": true, "body": true, "meta": true, "script": true, "style": true, "link": true, "base": true, "frameset": true,
}

// startsPage reports whether what begins with a tag of that name is a page. Where
// that tag may stand in a text, there must be more of them, and one at the end.
func startsPage(head, name string, data []byte) bool {
	if pageTags[name] {
		return true
	}
	if name == "" || atom.Lookup([]byte(name)) == 0 {
		return false
	}
	tail := bytes.TrimRight(data[max(0, len(data)-64):], " \t\r\n\x00")
	tags := 0
	for _, m := range someTag.FindAllStringSubmatch(head, 64) {
		if atom.Lookup([]byte(m[1])) != 0 {
			tags++
		}
	}
	return tags >= 3 && bytes.HasSuffix(tail, []byte(">"))
}

var (
	someTag  = regexp.MustCompile(`</?([a-z][a-z0-9]*)[\s/>]`)
	hocrMark = regexp.MustCompile(`class\s*=\s*["']?ocr_(page|carea|line)|name\s*=\s*["']?ocr-system`)
)

// sniffMIME reports whether head is the head of a MIME file, and what the file
// is: a page saved as one, or a mail, whose text is encoded. A head is fields up
// to a blank line, and one of them says that it is MIME. A text that begins with
// From: or 主题: has none, and what mails hold as it is may be read as a text.
func sniffMIME(head string) (Format, bool) {
	fields, _, _ := strings.Cut(strings.ReplaceAll(head, "\r\n", "\n"), "\n\n")
	values, name := make(map[string]string), ""
	for l := range strings.SplitSeq(fields, "\n") {
		if name != "" && strings.TrimLeft(l, " \t") != l {
			if len(values[name]) < maxMIMEField {
				values[name] += strings.TrimSpace(l)
			}
			continue
		}
		var ok bool
		var value string
		name, value, ok = strings.Cut(l, ":")
		if !ok || name == "" || strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r > '~' }) {
			return "", false
		}
		values[name] = strings.TrimSpace(value)
	}
	media, transfer := values["content-type"], values["content-transfer-encoding"]
	switch {
	case strings.HasPrefix(media, "multipart/") || strings.HasPrefix(media, "text/html") || strings.HasPrefix(media, "application/xhtml"):
		return MHTML, true
	case values["mime-version"] != "" && (transfer == "base64" || transfer == "quoted-printable"):
		return "mail", true
	}
	return "", false
}
