package main

import (
	"jiaokan/report/review"
)

// tamper says in words what was done.
func (a *app) tamper(t review.Tamper) string {
	what := ""
	if t.Line.Do != "" {
		what = a.say(acts[t.Line.Do])
		for _, p := range t.Line.On[:min(1, len(t.Line.On))] {
			what = p.At + " " + what + "“" + p.Text + "”"
		}
	}
	switch t.Sort {
	case review.SourceChanged:
		return a.say(text{"%s：与定稿所据的文件不同", "%s: is not the file that the text was made of"}, t.Name)
	case review.SourceMissing:
		return a.say(text{"%s：定稿所据的文件找不到", "%s: the file that the text was made of is not there"}, t.Name)
	case review.TextChanged:
		return a.say(text{"%s：与定稿时不同", "%s: is not the text that was signed"}, canonicalFile)
	case review.TextUnmade:
		return a.say(text{"由原文件与记录中的定夺重校，得不出定稿的定本", "the source files and the decisions in the record do not make the text that was signed"})
	case review.DecisionChanged:
		return a.say(text{"%s 第 %d 行被改过；定稿时是：%s %s", "%s: line %d was changed; when it was signed it was: %s %s"}, decisionsFile, t.N, t.Line.Who, what)
	case review.DecisionRemoved:
		return a.say(text{"%s 第 %d 行被删去；定稿时是：%s %s", "%s: line %d was removed; when it was signed it was: %s %s"}, decisionsFile, t.N, t.Line.Who, what)
	case review.DecisionAdded:
		return a.say(text{"%s 第 %d 行是定稿之后加的：%s %s", "%s: line %d was added after the text was signed: %s %s"}, decisionsFile, t.N, t.Line.Who, what)
	case review.RecordBroken:
		return a.say(text{"%s：记录中的第 %d 条定夺与前一条接不上，记录被改过", "%s: decision %d of the record does not follow from the one before; the record was changed"}, recordFile, t.N)
	case review.RecordMissing:
		return a.say(text{"%s：找不到；%s 第 %d 行记着 %s 于 %s 定稿", "%s: is not there; line %[3]d of %[2]s tells that %[4]s signed at %[5]s"}, recordFile, decisionsFile, t.N, t.Line.Who, minute(t.Line.When))
	case review.TestimonyChanged:
		return a.say(text{"%s：所记的旁证与定稿时不同", "%s: the testimony in it is not what was heard when the text was signed"}, recordFile)
	case review.FileMissing:
		return a.say(text{"%s：找不到", "%s: is not there"}, t.Name)
	case review.FileChanged:
		return a.say(text{"%s：不是由原文件与全部定夺写出的那一份，被改过", "%s: is not what the source files and the decisions make; it was changed"}, t.Name)
	case review.RecordChanged:
		return a.say(text{"%s：不是由原文件与全部定夺写出的那份记录，被改过", "%s: is not the record that the source files and the decisions make; it was changed"}, recordFile)
	}
	return a.say(text{"%s：定稿的人或时间与最后一条定夺不符，记录被改过", "%s: who signed, or when, is not what its last decision says; the record was changed"}, recordFile)
}
