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

// A syllable is an initial and a final, without the tone, and the tone, 0 to 4.
type syllable struct {
	initial, final string
	tone           int
}

// parseSyllable reads marked pinyin: zhuāng is zh, uang, 1.
func parseSyllable(pinyin string) syllable {
	var s syllable
	var plain strings.Builder
	for _, c := range pinyin {
		if v, ok := vowels[c]; ok {
			plain.WriteString(v.plain)
			s.tone = v.tone
		} else if c < 0x300 || c > 0x36f { // combining marks (ê̄) are dropped
			plain.WriteRune(c)
		}
	}
	s.final = plain.String()
	for _, initial := range []string{"zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y", "w"} {
		if rest, ok := strings.CutPrefix(s.final, initial); ok && rest != "" {
			s.initial, s.final = initial, rest
			break
		}
	}
	return s
}

// like says how much two syllables sound alike.
func (s *syllable) like(o *syllable) float64 {
	switch {
	case s.initial == o.initial && s.final == o.final && s.tone == o.tone:
		return 1
	case s.initial == o.initial && s.final == o.final:
		return 0.8
	case near(s.initial, o.initial, nearInitials) && near(s.final, o.final, nearFinals):
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
