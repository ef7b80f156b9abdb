package pdf

import "golang.org/x/text/unicode/norm"

// unified returns the character that a radical stands for. Programs that make
// PDF find the Unicode of a glyph by going backwards through the font; where a
// radical and a character share one glyph, as 一 and ⼀ (U+2F00) do, many write
// the radical. Nobody writes radicals in an official text.
func unified(r rune) rune {
	switch {
	case r >= 0x2f00 && r <= 0x2fd5: // Kangxi radicals: Unicode has the mapping
		for _, u := range norm.NFKC.String(string(r)) {
			return u
		}
	case r >= 0x2e80 && r <= 0x2ef3:
		if u, ok := supplement[r]; ok {
			return u
		}
	}
	return r
}

// supplement maps those of the CJK Radicals Supplement that share a glyph with a
// whole character (EquivalentUnifiedIdeograph.txt of Unicode).
var supplement = map[rune]rune{
	'⺁': '厂', '⺄': '乙', '⺅': '亻', '⺆': '冂', '⺇': '几', '⺈': '𠂊', '⺉': '刂', '⺊': '卜',
	'⺋': '㔾', '⺎': '兀', '⺏': '尣', '⺐': '尢', '⺑': '尣', '⺒': '巳', '⺓': '幺',
	'⺔': '彑', '⺕': '彐', '⺖': '忄', '⺘': '扌', '⺙': '攵', '⺛': '旡', '⺝': '月', '⺞': '歺',
	'⺟': '母', '⺠': '民', '⺡': '氵', '⺢': '氺', '⺣': '灬', '⺤': '爫', '⺦': '丬', '⺨': '犭',
	'⺩': '王', '⺫': '罒', '⺬': '示', '⺭': '礻', '⺯': '糹', '⺰': '纟', '⺱': '罓', '⺲': '罒',
	'⺹': '耂', '⺻': '肀', '⺼': '月', '⺾': '艹', '⺿': '艹', '⻀': '艹', '⻁': '虎', '⻂': '衤',
	'⻃': '覀', '⻄': '西', '⻅': '见', '⻆': '角', '⻇': '角', '⻈': '讠', '⻉': '贝', '⻋': '车',
	'⻌': '辶', '⻍': '辶', '⻎': '辶', '⻏': '阝', '⻐': '钅', '⻑': '長', '⻒': '镸', '⻓': '长',
	'⻔': '门', '⻖': '阝', '⻗': '雨', '⻘': '青', '⻙': '韦', '⻚': '页', '⻛': '风', '⻜': '飞',
	'⻝': '食', '⻟': '飠', '⻠': '饣', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼', '⻦': '鸟',
	'⻧': '卤', '⻨': '麦', '⻩': '黄', '⻪': '黾', '⻫': '斉', '⻬': '齐', '⻭': '歯', '⻮': '齿',
	'⻯': '竜', '⻰': '龙', '⻱': '龜', '⻲': '亀', '⻳': '龟',
}
