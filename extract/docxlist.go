package extract

import (
	"cmp"
	"strconv"
	"strings"

	"jiaokan/extract/flaw"
	"jiaokan/extract/parts"
)

// A numbering is the lists of a document.
type numbering struct {
	lists  map[string]*wordList // by the id of w:num
	loss   []flaw.Loss          // formats that are not known
	losses map[string]bool      // which are in loss
	styles *wordStyles
}

const (
	listLevels = 9     // of a list
	maxCount   = 32767 // where Word stops counting
)

// A wordList is a w:num. The count is shared by all w:num of a w:abstractNum.
type wordList struct {
	*abstractList
	own     [listLevels]*listLevel // where it says otherwise
	restart [listLevels]int        // where it starts at that; -1 where it does not say
}

// An abstractList is a w:abstractNum.
type abstractList struct {
	level [listLevels]*listLevel
	style string // it is what this numbering style means
	link  string // it is the one of this numbering style
}

// A listLevel is a w:lvl.
type listLevel struct {
	start   int
	format  string
	digits  int    // at least, of Arabic numbers: 001
	text    string // %1 stands for the count of the first level
	restart int    // after which level, from 1, it begins anew; 0 never, -1 after every outer one
	suffix  string // what stands behind it: tab, space, nothing
	legal   bool   // outer counts in Arabic digits
	style   string // paragraphs of this style are of this level
	font    string
	hidden  bool
}

// readNumbering reads numbering.xml.
func readNumbering(d *parts.Decoder, styles *wordStyles) (*numbering, error) {
	all := &numbering{lists: map[string]*wordList{}, losses: map[string]bool{}, styles: styles}
	abstract := map[string]*abstractList{}
	byStyle := map[string]*abstractList{} // by the numbering style that means it
	of := map[string]string{}             // w:num to w:abstractNum
	if _, err := d.Next(); err != nil {
		return all, err
	}
	err := eachElement(d, func(t parts.Token) error {
		switch t.Name {
		case "abstractNum":
			id, _ := t.Attr("abstractNumId")
			a, err := readAbstractList(d)
			abstract[id] = a
			if byStyle[a.style] == nil {
				byStyle[a.style] = a
			}
			return cmp.Or(err, tooMany(len(abstract), "lists"))
		case "num":
			id, _ := t.Attr("numId")
			list, name, err := readList(d)
			all.lists[id], of[id] = list, name
			return cmp.Or(err, tooMany(len(of), "lists"))
		}
		return nil
	})
	for id, list := range all.lists {
		a := abstract[of[id]]
		// A list of a numbering style is kept at the w:abstractNum of that style.
		// One step is enough: the style's own list has levels, or is broken.
		if a != nil && a.link != "" {
			if to := byStyle[a.link]; to != nil {
				a = to
			} else if st := styles.byID[a.link]; st != nil && abstract[of[st.number.list]] != nil {
				a = abstract[of[st.number.list]]
			}
		}
		if a == nil {
			a = &abstractList{}
		}
		list.abstractList = a
	}
	return all, err
}

func readAbstractList(d *parts.Decoder) (*abstractList, error) {
	a := &abstractList{}
	err := eachElement(d, func(t parts.Token) error {
		switch t.Name {
		case "lvl":
			return readLevel(d, t, &a.level)
		case "styleLink":
			a.style = wordVal(t)
		case "numStyleLink":
			a.link = wordVal(t)
		}
		return nil
	})
	return a, err
}

func readList(d *parts.Decoder) (list *wordList, abstract string, err error) {
	list = &wordList{}
	for i := range list.restart {
		list.restart[i] = -1
	}
	err = eachElement(d, func(t parts.Token) error {
		switch t.Name {
		case "abstractNumId":
			abstract = wordVal(t)
		case "lvlOverride":
			i := levelIndex(t)
			return eachElement(d, func(t parts.Token) error {
				switch t.Name {
				case "startOverride":
					if i >= 0 {
						list.restart[i] = readCount(t)
					}
				case "lvl":
					return readLevel(d, t, &list.own)
				}
				return nil
			})
		}
		return nil
	})
	return list, abstract, err
}

// levelIndex reads w:ilvl, and is -1 where there is no such level.
func levelIndex(t parts.Token) int {
	v, _ := t.Attr("ilvl")
	if i, err := strconv.Atoi(v); err == nil && 0 <= i && i < listLevels {
		return i
	}
	return -1
}

// readCount reads a number to start from.
func readCount(t parts.Token) int {
	n, _ := strconv.Atoi(wordVal(t))
	return min(max(n, 0), maxCount)
}

func readLevel(d *parts.Decoder, t parts.Token, into *[listLevels]*listLevel) error {
	i := levelIndex(t)
	l := &listLevel{format: "decimal", restart: -1, suffix: "tab"}
	err := eachElement(d, func(t parts.Token) (err error) {
		switch t.Name {
		case "start":
			l.start = readCount(t)
		case "numFmt":
			l.readFormat(t)
		case "AlternateContent": // a format of Word 2010 and what it falls back on
			err = eachElement(d, func(t parts.Token) error {
				return eachElement(d, func(t parts.Token) error {
					l.readFormat(t)
					return nil
				})
			})
		case "lvlText":
			l.text = wordVal(t)
		case "lvlRestart":
			l.restart = readCount(t)
		case "suff":
			l.suffix = wordVal(t)
		case "isLgl":
			l.legal = wordOn(t)
		case "pStyle":
			l.style = wordVal(t)
		case "rPr":
			var f face
			f, err = readFace(d)
			l.font, l.hidden = f.font, f.hidden == yes
		}
		return err
	})
	if i >= 0 {
		into[i] = l
	}
	return err
}

// readFormat reads w:numFmt. A format of the author's own, "001, 002, 003, ...",
// pads the Arabic digits that stand behind it as a fallback.
func (l *listLevel) readFormat(t parts.Token) {
	if l.format = wordVal(t); l.format == "custom" {
		pattern, _ := t.Attr("format")
		if first, _, _ := strings.Cut(pattern, ","); strings.Trim(first, "0") == "1" {
			l.digits = min(len(first), 8)
		}
	}
}
