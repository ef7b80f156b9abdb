package audit

import "sync"

// formulae are what official documents say in set words: how a title begins, the letters
// of an office in its numbers, the note below the date, the addressees, what a document is
// guided by, its first and its last sentence (GB/T 9704—2012, 7.2 and 7.3; the kinds of
// document are those of 党政机关公文处理工作条例, 第八条). The language model has learnt from
// statutes, which say none of them, and a document says each but once.
var formulae = [...]string{
	"国务院关于印发", "国务院批转", "国务院办公厅关于印发", "国务院办公厅转发",
	"省人民政府关于印发", "省人民政府办公厅关于印发", "省人民政府办公厅转发",
	"国发[", "国函[", "国办发[", "国办函[", "政发[", "政办发[",
	"(此件公开发布)", "(此件主动公开)", "(此件依申请公开)", "(此件不予公开)", "(此件删减后公开)",
	"各省、自治区、直辖市人民政府,国务院各部委、各直属机构:",
	"各市、州、县(市、区)人民政府,省政府各厅委、各直属机构:",
	"各市州、县市区人民政府,省直有关单位:", "各有关单位:",
	"以习近平新时代中国特色社会主义思想为指导,", "认真落实党中央、国务院决策部署,",
	`统筹推进"五位一体"总体布局和协调推进"四个全面"战略布局,`, `增强"四个意识",坚定"四个自信",做到"两个维护",`,
	"已经国务院同意,现印发给你们,请认真贯彻执行。", "现印发给你们,请结合实际认真贯彻落实。", "现予印发,请遵照执行。",
	"现将有关事项通知如下:", "现就有关事项通知如下:", "现提出以下意见:", "特此通知。", "特此公告。", "特此函复。",
	"收悉。现批复如下:", "收悉。经研究,现函复如下:", "现将有关情况报告如下:", "妥否,请批示。", "以上请示,请予批准。", "以上报告,请审阅。",
	"以上意见如无不妥,请批转各地、各部门执行。", "抄送:", "附件:",
}

// setWords is what the formulae say, as a memory that all audits read.
var setWords = sync.OnceValue(func() *memory {
	m := newMemory()
	for _, f := range formulae {
		m.learn(f)
	}
	return m
})
