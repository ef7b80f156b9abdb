// Package extract turns the bytes of one copy of a document into a Witness: its
// text, never rewritten, and the outline of clauses as that copy alone tells it.
//
//	w, err := extract.Read("004.txt", data, extract.Options{})
//	extract.Walk(w.Outline, func(b *extract.Block, depth int) { ... })
//
// Others rely on this: Text is valid UTF-8 without NUL; spans nest; siblings do
// not overlap and stand in the order of the text; and every byte of Text is
// inside a block of Front or Outline or is white space between two of them, or a
// mark that Markdown sets around a heading. So any Span can be sliced, and nothing
// of a copy is lost before the copies meet.
//
// # Extraction records and does not judge
//
// A label that repeats, a clause cut short and a second title stand in the
// outline as they stand in the text. One copy of the 楚怡 notice has
//
//	二、主要任务
//	（一）深化产教融合、校企合作，
//	…
//	二、主要任务
//
// and its outline has 二、 twice. That the first is a stray piece can be known
// only from the other copy. For the same reason a line that breaks off is not
// joined to the next unless the copy itself shows that its lines were wrapped:
// text joined across a loss reads as if nothing were missing (see wrap.go).
//
// What is wrong with a file as a whole is an error (ErrEmpty, ErrBinary,
// ErrEncoding). What is wrong with a part of it is a Loss: U+FFFD stands in the
// text, and the Loss says where and why.
//
// # Stages
//
//	bytes ──decode──> Text ──splitLines──> lines
//	   readFront   what stands above the text: red head, number, title, addressee
//	   readRest    what stands below it, and titles of documents printed behind
//	   joinLines   which labels are labels, and which line goes on with the one above
//	   blocks      a line and those joined to it make a block
//	   nest        a label opens a level below those of outer styles
//
// Each is linear in the length of the text. A file holds one thought: decode.go
// the encodings, form.go what the lines of a head and a foot look like, front.go
// where they stand, label.go and number.go the labels, wrap.go the line breaks,
// outline.go the tree.
package extract
