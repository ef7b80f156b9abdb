package audit

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jiaokan/align/language"
)

// retold reports whether a proposal is what who quotes would write for a text that
// is right: the same in another writing, an office or a day as it is from where he
// writes, and what documents made from one mould have each for itself.
func (d *desk) retold(w *weighedProposal) bool {
	switch {
	case sameValue(w.attested, w.key, w.before, w.behind):
		return true
	case w.kind == Number:
		return year(w.attested) && year(w.key) && d.memo.count(w.attested) > 1
	}
	_, known := differing[w.kind]
	return !known || !w.misread && deictic(w.attested, w.key, w.behind)
}

// inName reports whether the place is within a name between two marks.
func inName(before, behind string, open, shut rune) bool {
	lo, hi := []rune(before), []rune(behind)
	lo, hi = lo[max(0, len(lo)-longName):], hi[:min(len(hi), longName)]
	i := max(strings.LastIndex(string(lo), string(shut)), strings.LastIndex(string(lo), string(open)))
	return i >= 0 && strings.HasPrefix(string(lo)[i:], string(open)) && strings.ContainsRune(string(hi), shut)
}

const longName = 30 // characters on either side

// named reports whether the place is part of a name that stands in no quotation
// marks: the title of a document, or the name of an office.
func named(keys []string, before, behind string) bool {
	if inName(before, behind, '《', '》') {
		return true
	}
	next, n := utf8.DecodeRuneInString(behind)
	return chars(keys[0]) > 1 && chars(keys[1]) > 1 && strings.ContainsRune("厅局委署院", next) && !slices.ContainsFunc([]string{"托", "派", "部", "面", "校", "所", "任"}, func(s string) bool { return strings.HasPrefix(behind[n:], s) })
}

// deictic reports whether two wordings differ as those of two offices or two days
// do: who quotes 我省 in another province writes 湖南省, and who copies a plan for a
// county writes 县 for 省. That says nothing of the text.
func deictic(a, b, behind string) bool {
	const own, level, office = "我本该此其今明昨去前近", "省市县区州盟旗国", "省市县区州盟旗乡镇村国厅局委办部院校各全"
	last := func(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }
	next, _ := utf8.DecodeRuneInString(behind)
	all := func(s, set string) bool { return strings.Trim(s, set) == "" }
	return strings.ContainsAny(a, own) != strings.ContainsAny(b, own) || all(a, office) && all(b, office) ||
		strings.ContainsRune(level, next) || strings.ContainsRune(level, last(a)) && strings.ContainsRune(level, last(b))
}

// rare reports whether a text is one character outside the standard, which no
// notice has of itself.
func rare(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.Is(unicode.Han, r) && !language.Standard(r)
}

// year reports whether a text is a year of four figures.
func year(s string) bool {
	return len(s) == 4 && (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20")) && strings.Trim(s, "0123456789") == ""
}
