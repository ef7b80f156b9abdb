// Package report prints an edition: as a page, as a summary for the terminal, as
// the clauses side by side, and as result.json.
//
//	r := report.NewResult(edition, version)
//	err := report.HTML(w, r, texts, report.HTMLOptions{Lang: "zh"})
//
// A [Result] is the contract of result.json as Go types, and is all that the
// printers know: what was read back from a file prints as what was just made.
// texts[i] is the decoded text of r.Witnesses[i]; every offset of the Result
// counts its code points.
//
// Printers judge nothing. Which reading is proposed, whether a place is open and
// how sure that is stands in the Result; what a printer adds is order, words and
// ink. It decides only what is asked first (questions.go) and which of several
// things at one place is drawn (marks.go).
//
// No witness is trusted. Its text may hold markup, escape sequences or marks
// that turn the direction of writing, its ranges may lie outside the text, its
// ids may lead nowhere: all text passes through visible and html/template, all
// ranges are cut to their text. The same Result prints the same bytes, in time
// linear in its size.
//
// How a page is made:
//
//	Result, texts ──> view      ids, ranges, words       view.go, words.go
//	                  ├─ marks      what stands at each code point of a witness
//	                  ├─ questions  what an editor must decide, by consequence
//	                  └─ segments   the canonical text, chosen omissions put in
//	view ──> page     cards, paragraphs, rows, strips, audits, choices: a file each
//	page ──> page/page.html.tmpl with page.css and page.js, one file
//
// The terminal takes the same view through a screen, which knows how many
// columns a character has.
package report
