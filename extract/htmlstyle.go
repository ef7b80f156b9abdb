package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// A htmlStyle is what of an element's style says how its text is printed.
type htmlStyle struct {
	hidden bool
	block  bool // on lines of its own
	pre    bool // white space is kept
}

// styleOf reads the style that an element has by its kind and by its own
// attributes. Style sheets are not read: most lie outside of a saved page.
func styleOf(n *htmlNode) htmlStyle {
	st := htmlStyle{block: htmlBlocks[n.tag], pre: n.tag == atom.Pre || n.tag == atom.Listing || n.tag == atom.Xmp || n.tag == atom.Plaintext}
	if len(n.attr) == 0 {
		return st
	}
	if v, ok := n.lookup("hidden"); ok && !strings.EqualFold(v, "until-found") {
		st.hidden = true
	}
	for rule := range strings.SplitSeq(n.value("style"), ";") {
		key, val, ok := strings.Cut(rule, ":")
		if !ok {
			continue
		}
		val, _, _ = strings.Cut(strings.ToLower(val), "!")
		st.declare(strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(val))
	}
	return st
}

func (st *htmlStyle) declare(key, val string) {
	switch key {
	case "display":
		switch val {
		case "none":
			st.hidden = true
		case "block", "flex", "grid", "table", "list-item", "table-row", "flow-root":
			st.block = true
		case "inline", "inline-block", "inline-flex":
			st.block = false
		}
	case "visibility":
		st.hidden = st.hidden || val == "hidden" || val == "collapse"
	case "font-size", "opacity":
		st.hidden = st.hidden || val == "0" || val == "0px" || val == "0pt" || val == "0em" || val == "0%"
	case "mso-hide": // Word's hidden text
		st.hidden = st.hidden || val == "all"
	case "white-space":
		st.pre = strings.HasPrefix(val, "pre") || val == "break-spaces"
	}
}
