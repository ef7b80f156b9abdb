package extract

import (
	"strconv"
	"strings"

	"jiaokan/extract/parts"
)

// A wordStyle is what a style says of numbers and of hidden text. What it leaves
// open the style says that it is based on.
type wordStyle struct {
	basedOn string
	number  numberRef
	hidden  tristate
}

// A numberRef is what w:numPr says: the list by the id of a w:num, and the
// level in it. Either may be left to a style.
type numberRef struct {
	list     string // "0" is no list, "" leaves it open
	level    int
	hasLevel bool
}

// A tristate is a switch that may be left as it is elsewhere.
type tristate int8

const (
	inherit tristate = iota
	off
	yes
)

func switched(t parts.Token) tristate {
	if wordOn(t) {
		return yes
	}
	return off
}

// wordStyles are the styles of a document by id.
type wordStyles struct {
	byID  map[string]*wordStyle
	usual string // the style of paragraphs that name none
	hide  bool   // some hide text, or show it
}

// maxBase bounds a chain of styles. Word allows 11; a cycle is cut there too.
const maxBase = 32

// readStyles reads styles.xml.
func readStyles(d *parts.Decoder) (*wordStyles, error) {
	all := &wordStyles{byID: map[string]*wordStyle{}}
	if _, err := d.Next(); err != nil {
		return all, err
	}
	err := eachElement(d, func(t parts.Token) error {
		if t.Name != "style" {
			return nil
		}
		st := &wordStyle{}
		id, _ := t.Attr("styleId")
		kind, _ := t.Attr("type")
		if v, ok := t.Attr("default"); ok && v != "0" && v != "false" && kind == "paragraph" {
			all.usual = id
		}
		all.byID[id] = st
		if err := tooMany(len(all.byID), "styles"); err != nil {
			return err
		}
		return eachElement(d, func(t parts.Token) error {
			switch t.Name {
			case "basedOn":
				st.basedOn = wordVal(t)
			case "pPr":
				m, err := readMark(d, false)
				st.number = m.number
				return err
			case "rPr":
				f, err := readFace(d)
				st.hidden = f.hidden
				all.hide = all.hide || f.hidden != inherit
				return err
			}
			return nil
		})
	})
	return all, err
}

// or fills in from b what a leaves open.
func (a numberRef) or(b numberRef) numberRef {
	if a.list == "" {
		a.list = b.list
	}
	if !a.hasLevel {
		a.level, a.hasLevel = b.level, b.hasLevel
	}
	return a
}

// above calls f for the style of that id and those it is based on, until f is
// satisfied. Paragraphs without a style, or with one that the document lacks, are
// of the usual one.
func (all *wordStyles) above(id string, f func(id string, st *wordStyle) bool) {
	if all.byID[id] == nil {
		id = all.usual
	}
	for range maxBase {
		st := all.byID[id]
		if st == nil || f(id, st) {
			return
		}
		id = st.basedOn
	}
}

// number completes what a paragraph says of its number with what its style says.
// Named are the styles up to the one that names the list.
func (all *wordStyles) number(m *paragraphMark) (ref numberRef, named []string) {
	ref = m.number
	open := true
	all.above(m.style, func(id string, st *wordStyle) bool {
		if open {
			named = append(named, id)
		}
		ref = ref.or(st.number)
		open = open && st.number.list == ""
		return ref.list != "" && ref.hasLevel && !open
	})
	return ref, named
}

// hidden reports whether a style hides its text.
func (all *wordStyles) hidden(id string) bool {
	h := inherit
	all.above(id, func(_ string, st *wordStyle) bool {
		h = st.hidden
		return h != inherit
	})
	return h == yes
}

// A paragraphMark is what a paragraph's properties say: they belong to its mark, ¶.
type paragraphMark struct {
	style   string
	number  numberRef
	change  string // how its mark was changed: "ins", "del", "moveTo", "moveFrom"
	hidden  bool
	section []frameRef // where the paragraph ends a section: its headers and footers
	ends    bool       // it does
}

// readMark reads w:pPr. Where before is set, properties whose change was tracked
// are those before the change.
func readMark(d *parts.Decoder, before bool) (paragraphMark, error) {
	var m paragraphMark
	err := eachElement(d, func(t parts.Token) (err error) {
		switch t.Name {
		case "pStyle":
			m.style = wordVal(t)
		case "numPr":
			m.number, err = readNumberRef(d, before)
		case "rPr":
			err = eachElement(d, func(t parts.Token) error {
				switch t.Name {
				case "ins", "del", "moveTo", "moveFrom":
					m.change = t.Name
				case "vanish":
					m.hidden = wordOn(t)
				}
				return nil
			})
		case "sectPr":
			m.ends = true
			m.section, err = readSection(d)
		case "pPrChange":
			if before {
				err = eachElement(d, func(t parts.Token) error {
					if t.Name != "pPr" {
						return nil
					}
					old, err := readMark(d, before)
					m.style, m.number = old.style, old.number
					return err
				})
			}
		}
		return err
	})
	return m, err
}

func readNumberRef(d *parts.Decoder, before bool) (numberRef, error) {
	var ref numberRef
	inserted := false
	err := eachElement(d, func(t parts.Token) error {
		switch t.Name {
		case "numId":
			ref.list = strings.TrimSpace(wordVal(t))
		case "ilvl":
			n, err := strconv.Atoi(strings.TrimSpace(wordVal(t)))
			if err != nil {
				n = -1
			}
			ref.level, ref.hasLevel = n, true
		case "ins":
			inserted = true
		}
		return nil
	})
	if inserted && before {
		ref = numberRef{list: "0"}
	}
	return ref, err
}

// A face is what a run's properties say of how its text is seen.
type face struct {
	style  string
	hidden tristate
	font   string
}

// readFace reads w:rPr.
func readFace(d *parts.Decoder) (face, error) {
	var f face
	err := eachElement(d, func(t parts.Token) error {
		switch t.Name {
		case "rStyle":
			f.style = wordVal(t)
		case "vanish":
			f.hidden = switched(t)
		case "rFonts":
			for _, a := range []string{"ascii", "hAnsi"} {
				if name, ok := t.Attr(a); ok && f.font == "" {
					f.font = shorten(name)
				}
			}
		}
		return nil
	})
	return f, err
}

// hides reports whether a run's text is hidden. What styles say is a toggle: a
// character style that hides shows text of a paragraph style that does (ISO/IEC
// 29500-1, 17.7.3).
func (all *wordStyles) hides(f face, paragraph string) bool {
	if f.hidden != inherit || !all.hide {
		return f.hidden == yes
	}
	run := f.style != "" && all.byID[f.style] != nil && all.hidden(f.style)
	return run != all.hidden(paragraph)
}
