package extract

// A Kind says what a block is, in the words of GB/T 9704.
type Kind string

const (
	Issuer    Kind = "issuer"    // 发文机关标志, a line of the red head
	Title     Kind = "title"     // 标题
	Number    Kind = "number"    // 发文字号
	Addressee Kind = "addressee" // 主送机关
	Heading   Kind = "heading"   // a labelled clause that only announces those below it, or 目录
	Item      Kind = "item"      // a labelled clause with a text of its own
	Paragraph Kind = "paragraph" // text without a label
	Signature Kind = "signature" // 发文机关署名
	Date      Kind = "date"      // 成文日期
	Note      Kind = "note"      // 附注, such as （此件主动公开）
	Fragment  Kind = "fragment"  // a stray piece; only the audit says so
	Foreign   Kind = "foreign"   // another document's text; only the audit says so
)

// A Style is a way of writing labels. The zero Style is no label. The order of
// the constants is the order of the levels from the outermost inward.
type Style int

const (
	NoStyle  Style = iota
	Part           // 第一编
	SubPart        // 第一分编
	Chapter        // 第一章
	Section        // 第一节
	Article        // 第一条
	Han            // 一、
	HanParen       // （一）
	Digit          // 1.
	Paren          // （1）
	Circle         // ①
)

// A Num is the label of a clause, read: how it is written and which it is.
type Num struct {
	Style Style
	Value int
	Sub   int // 1 for 第十条之一, else 0
}

// A Block is one node of the outline: a heading, an item, a paragraph.
// Label and Body lie inside Span, in this order; Label is empty where there is
// none. Body may hold line breaks that are no part of the text. The spans of
// Kids lie behind Body and inside Span.
type Block struct {
	Kind  Kind
	Num   Num
	Span  Span
	Label Span
	Body  Span
	Kids  []*Block
}

// A Witness is one surviving copy: its source and the outline as this copy
// alone tells it. A Title in the Outline begins another document, such as the
// plan that a notice passes on, and labels begin anew behind it.
type Witness struct {
	*Source
	Front   []*Block // what stands above the text: issuers, number, title, addressee
	Outline []*Block
}
