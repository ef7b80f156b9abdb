package extract

import "strings"

// symbol returns the character that a sign of a symbol font shows, or 0 where it
// is not known. Word writes such signs by their place in the font, from U+F020
// on. Only those are known that forms and lists have: boxes, ticks, bullets,
// arrows, numbers in circles; and of Symbol the Greek letters and operators.
func symbol(font string, r rune) rune {
	if 0xf000 <= r && r <= 0xf0ff {
		r -= 0xf000
	}
	switch strings.ToLower(font) {
	case "symbol":
		return ofSymbol(r)
	case "wingdings":
		switch {
		case 0x81 <= r && r <= 0x8a:
			return '①' + r - 0x81
		case 0x8c <= r && r <= 0x95:
			return '❶' + r - 0x8c
		}
		return wingdings[r]
	case "wingdings 2":
		switch {
		case 0x6a <= r && r <= 0x73:
			return '①' + r - 0x6a
		}
		return wingdings2[r]
	}
	return 0
}

var wingdings = map[rune]rune{
	0x20: ' ', 0x6c: '●', 0x6d: '❍', 0x6e: '■', 0x6f: '□', 0x70: '❐', 0x71: '❑', 0x72: '❒',
	0x73: '⬧', 0x74: '⧫', 0x75: '◆', 0x76: '❖', 0x77: '⬥', 0x80: '⓪', 0x8b: '⓿',
	0x9e: '·', 0x9f: '•', 0xa1: '○', 0xa4: '◉', 0xa5: '◎', 0xa7: '▪', 0xa8: '□', 0xab: '★', 0xac: '✦',
	0xd8: '➢', 0xdf: '←', 0xe0: '→', 0xe1: '↑', 0xe2: '↓', 0xe8: '➔', 0xef: '⇦', 0xf0: '⇨', 0xf1: '⇧', 0xf2: '⇩',
	0xfb: '✗', 0xfc: '✓', 0xfd: '☒', 0xfe: '☑',
}

var wingdings2 = map[rune]rune{
	0x4f: '✗', 0x50: '✓', 0x51: '☒', 0x52: '☑', 0x53: '☒', 0x54: '☒',
	0x97: '●', 0x98: '⬤', 0xa2: '■', 0xa3: '□', 0xab: '●',
}

func ofSymbol(r rune) rune {
	const (
		upper = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
		lower = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
	)
	switch {
	case 'A' <= r && r <= 'Z':
		return []rune(upper)[r-'A']
	case 'a' <= r && r <= 'z':
		return []rune(lower)[r-'a']
	case strings.ContainsRune(" !#%&()+,./0123456789:;<=>?[]_{|}", r):
		return r
	}
	return symbols[r]
}

var symbols = map[rune]rune{
	0x22: '∀', 0x24: '∃', 0x27: '∍', 0x2a: '∗', 0x2d: '−', 0x40: '≅', 0x5c: '∴', 0x5e: '⊥', 0x7e: '∼',
	0xa2: '′', 0xa3: '≤', 0xa4: '⁄', 0xa5: '∞', 0xab: '↔', 0xac: '←', 0xad: '↑', 0xae: '→', 0xaf: '↓',
	0xb0: '°', 0xb1: '±', 0xb2: '″', 0xb3: '≥', 0xb4: '×', 0xb5: '∝', 0xb6: '∂', 0xb7: '•', 0xb8: '÷', 0xb9: '≠',
	0xba: '≡', 0xbb: '≈', 0xbc: '…', 0xc5: '⊕', 0xc7: '∩', 0xc8: '∪', 0xcc: '⊂', 0xce: '∈', 0xcf: '∉',
	0xd0: '∠', 0xd1: '∇', 0xd5: '∏', 0xd6: '√', 0xd7: '⋅', 0xd8: '¬', 0xd9: '∧', 0xda: '∨', 0xdb: '⇔', 0xde: '⇒',
	0xe5: '∑', 0xf2: '∫',
}
