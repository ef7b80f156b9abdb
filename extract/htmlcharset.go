package extract

import (
	"regexp"
	"strings"
)

// decodePage decodes a page. In order: a BOM; the encoding the caller named; the
// charset of the head it came with, then that of its own <meta>; then what the
// bytes say. A charset that is only declared is checked on its outcome, since
// many pages are served, saved or converted in another: then lie says so.
func decodePage(data []byte, name, header string) (d decoded, lie string, err error) {
	if len(data) > maxHTML {
		return d, "", because(ErrLimit, "the page has more than %d MB", maxHTML>>20)
	}
	if _, bom := decodeBOM(data[:min(len(data), 4)]); bom || name != "" {
		d, err = decode(data, name)
		return d, "", err
	}
	for _, declared := range []string{header, metaCharset(data)} {
		if declared == "" {
			continue
		}
		said, errSaid := decodeNamed(data, plainCharset(declared))
		found, errFound := decode(data, "")
		switch {
		case errFound != nil && errSaid != nil:
			return d, "", errFound
		case errFound != nil || errSaid == nil && (said.encoding == found.encoding || !better(found, said)):
			return said, "", nil
		}
		return found, "the page says that it is " + clip(strings.ToLower(declared), 20) + " and is " + found.encoding, nil
	}
	d, err = decode(data, "")
	return d, "", err
}

// plainCharset returns the name by which decode knows a charset of the web: all
// of gb_2312-80, x-gbk and csGB2312 are read as GB18030.
func plainCharset(s string) string {
	s = strings.ToLower(s)
	switch {
	case strings.Contains(s, "gb"):
		return "gb18030"
	case strings.Contains(s, "big5"):
		return "big5"
	}
	return s
}

// better reports whether found reads as text and said does not: characters are
// lost, or few are Han that are common.
func better(found, said decoded) bool {
	if len(found.loss) != len(said.loss) {
		return len(found.loss) < len(said.loss)
	}
	return score(found) > score(said)+0.1
}

// metaTag finds the charset in <meta charset=…> and in the content of <meta
// http-equiv="Content-Type">; also in the prolog of XHTML.
var metaTag = regexp.MustCompile(`(?i)<meta\s[^>]*?charset\s*=\s*["']?\s*([\w-]+)|^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w-]+)`)

// metaCharset returns what charset the page names near its beginning. Browsers
// look at 1024 bytes; pages with a long comment before it are met.
func metaCharset(data []byte) string {
	m := metaTag.FindSubmatch(data[:min(len(data), 1<<14)])
	if m == nil {
		return ""
	}
	charset := string(m[1]) + string(m[2])
	if strings.HasPrefix(strings.ToLower(charset), "utf-16") {
		return "" // it was read as ASCII, so that it can't be
	}
	return charset
}
