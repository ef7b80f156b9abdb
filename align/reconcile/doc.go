// Package reconcile puts the canonical text together out of the witnesses.
//
//	can := reconcile.Resolve(c, rep, decisions)
//	for _, p := range can.Pieces {
//		fmt.Print(p.Text) // and p.From says where it was copied from
//	}
//
// Others rely on this: every Piece is, to the byte, what stands at each place in
// From; no place is printed twice. From nowhere come two kinds of Piece: a lacuna,
// which prints as Mark, and what an editor typed or took of a guess, whose Status
// is Decided and whose By is the editor. So the program can invent nothing: it has no way to make a
// Piece but to cut it out of a witness.
//
// For each row it prints what is alive by the audit's Report: the label, then
// segment by segment the one reading there is, or of a variant the likeliest. Of
// 2. under （四） of the 楚怡 notice copy A breaks off at 由政府、; the segment behind
// has one reading, B's, and that is printed:
//
//	培育建设一批“楚怡”职教集团(联盟)。培育建设30个由政府、   both
//	行业、企业、职业院校、…共同参与的产教融合、              B
//	校企合作、工学结合、知行合一的职业教育集团(联盟)。       B
//
// Three pieces and not two: B has a line break behind 产教融合、, and a piece that
// ran over it would not be what stands in B. cut.go cuts where a line breaks,
// where a stray space is left out, and where the witnesses write a mark in
// different widths.
//
// A variant that the evidence does not settle is printed all the same, with the
// likeliest reading and the Status Open: an editor reads a text, not a form with
// gaps. Text that every copy has lost cannot be chosen; there the Mark stands.
//
// A character that one line of copies alone attests and that the audit doubts is
// a piece of its own and a [Choice] too, between what is attested and a reading
// that no witness has (doubt.go). What is attested is printed. The guess gets into
// the text as an editor's own words do: by a decision, and from nowhere.
//
// # Decisions
//
// A [Decision] is an editor's act. The list of them only grows, an undo is one
// more, and [Stand] finds what they come to. Each names its variant by what the
// editor saw there (key.go), so that the decisions on two copies hold when a third
// is found: where a variant still has the readings and the context it had. The
// others are listed in Canonical.Adrift, and nothing is done with them.
package reconcile
