package language

import "strings"

// vowels gives the plain letter and the tone of pinyin's marked ones.
var vowels = map[rune]struct {
	plain string
	tone  int
}{
	'ā': {"a", 1}, 'á': {"a", 2}, 'ǎ': {"a", 3}, 'à': {"a", 4},
	'ē': {"e", 1}, 'é': {"e", 2}, 'ě': {"e", 3}, 'è': {"e", 4},
	'ī': {"i", 1}, 'í': {"i", 2}, 'ǐ': {"i", 3}, 'ì': {"i", 4},
	'ō': {"o", 1}, 'ó': {"o", 2}, 'ǒ': {"o", 3}, 'ò': {"o", 4},
	'ū': {"u", 1}, 'ú': {"u", 2}, 'ǔ': {"u", 3}, 'ù': {"u", 4},
	'ǖ': {"ü", 1}, 'ǘ': {"ü", 2}, 'ǚ': {"ü", 3}, 'ǜ': {"ü", 4},
	'ń': {"n", 2}, 'ň': {"n", 3}, 'ǹ': {"n", 4}, 'ḿ': {"m", 2},
}

func parseSyllable(s string) reading {
	var r reading
	var plain strings.Builder
	for _, c := range s {
		if v, ok := vowels[c]; ok {
			plain.WriteString(v.plain)
			r.tone = v.tone
		} else if c < 0x300 || c > 0x36f { // combining marks (ê̄) are dropped
			plain.WriteRune(c)
		}
	}
	r.final = plain.String()
	for _, initial := range []string{"zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y", "w"} {
		if rest, ok := strings.CutPrefix(r.final, initial); ok && rest != "" {
			r.initial, r.final = initial, rest
			break
		}
	}
	return r
}

// like says how much two syllables sound alike.
func (r *reading) like(o *reading) float64 {
	switch {
	case r.initial == o.initial && r.final == o.final && r.tone == o.tone:
		return 1
	case r.initial == o.initial && r.final == o.final:
		return 0.8
	case near(r.initial, o.initial, nearInitials) && near(r.final, o.final, nearFinals):
		return 0.5
	}
	return 0
}

// The sounds that southern speakers and fuzzy input methods merge.
var (
	nearInitials = [][2]string{{"z", "zh"}, {"c", "ch"}, {"s", "sh"}, {"l", "n"}}
	nearFinals   = [][2]string{{"in", "ing"}, {"en", "eng"}}
)

func near(a, b string, pairs [][2]string) bool {
	if a == b {
		return true
	}
	for _, p := range pairs {
		if p == [2]string{a, b} || p == [2]string{b, a} {
			return true
		}
	}
	return false
}
