// Package align lines up the clauses of N witnesses of one document.
//
//	c := align.Collate(witnesses, align.Options{Cut: words.Cut})
//	for _, row := range c.Rows {
//		for _, seg := range row.Segments {
//			if seg.Variant() { ... } // seg.Readings: who reads what, and where
//		}
//	}
//
// Others rely on this, and tests hold it (align/reconcile/invariant_test.go):
//
//   - Every character of every clause of every witness, its label included,
//     stands in exactly one Place of one Reading. A Reading's Key is the folded
//     text of its Places.
//   - A Span is never rewritten. What is folded is a copy beside it.
//   - In a Segment a witness has one reading or none. The empty reading says
//     that it has nothing there; no reading says that it cannot tell.
//   - The order in which the witnesses are named changes their sigla and nothing
//     else. Nobody is the base.
//   - N equal witnesses have no variant.
//
// It is 对校, the first of the four methods that 陈垣 drew from his collation of
// the 元典章 (校勘学释例): lay the copies beside each other and note where they
// differ. He kept judgement out of that step, and so does this package. It says
// what stands beside what; which of it is right is for package audit.
//
// # Why not paragraphs
//
// A tool that compares lines or paragraphs takes them for what they seem. In a
// damaged copy they are not. Of two items of the 楚怡 notice one copy has
//
//	line 45   1. 遴选建设一批…示范作用突出的“楚怡”高水平职业本科
//	line 47   色突出、服务能力强的“楚怡”优质中职专业（群）。
//
// which is the head of one item and the tail of the next, with the end of a page
// lost between. Another line break of the same copy hides that half a sentence is
// missing, and a third is mere wrapping. So characters are aligned first, and the
// outlines of the copies are laid over the result, as votes.
//
// # The way of two copies
//
// Letters stand for clauses. A has lost a page with e and f; B prints d again
// behind f, with another number.
//
//	A   a b c d         g h i
//	B   a b c d e f d′  g h i
//
// Reprints (reprint.go). d′ says again what B has said: it is left out, or it would
// compete with d for the place beside A's d. Where d is torn and d′ whole, d is left
// out (torn.go).
//
// Links (chain.go). Twelve characters in a row that stand once in A and once in B
// pair a place with a place. Chain: the longest run of links that rises on both
// sides. What is off it is chance, or a clause that moved.
//
//	    a b c d g h i       A →
//	a   ╲
//	b     ╲
//	c       ╲
//	d         ╲
//	e         ┆             a gap that only B has
//	f         ┆
//	g           ╲
//	h             ╲
//	i               ╲
//	B ↓
//
// Gaps (pair.go, matrix.go). Each link is drawn out to both sides as far as the
// texts agree. What remains between two of them is treated alike with 8 and then
// with 5 characters in a row, and what is small is settled exactly, by dynamic
// programming. A short agreement in the midst of a long disagreement is then
// taken back: two unrelated passages of official Chinese share 为深入贯彻 by chance.
// So is a phrase to which both texts run on from other words: what is one passage
// follows the same words, unless they are lost, and then a line ends.
//
// Columns (column.go). What is paired shares a column, the rest gets columns of
// its own, and in the end d′ goes back behind f.
//
//	columns   a b c d e f d′ g h i
//	A         a b c d · · ·  g h i
//	B         a b c d e f d′ g h i
//
// A third copy is lined up with the columns and not with A or B, so the page that
// A has lost is there for it. When all have joined, each is taken out once and
// joined anew, since what the first ones left undecided the later ones may tell.
//
// Where two copies have lost neighbouring pages, each has what the other lacks,
// and nothing pairs. The order is then told by the seams (interleave.go): a text
// that stops in mid-sentence goes before the one that takes the sentence up, and
// （二） before （三）.
//
// Moves (move.go). A clause that a copy has in another place than most goes into
// the columns of the most. So a witness need not rise through the columns.
//
// Rows (row.go). Each witness votes on where clauses begin: a label 3, a clause of
// its outline 2, a line break that its outline heals -1, text that runs on -2.
// Nothing prints two clauses as one running line, but scans break lines at will.
// Then silence is told from omission: missing characters inside a running line
// are a reading, “nothing”; missing text that a line break or the bounds of a
// clause cover up is silence, and no vote for anything.
//
// Segments (segment.go, word.go). Where those who speak disagree is a variant,
// and it grows to the bounds of words; word.go has a drawing. Only then is the
// dictionary asked, for a dozen characters on either side.
//
// # Sources, and what is different here
//
// Chain: the longest increasing subsequence by patience sorting, Fredman 1975, in
// n log n. Patience diff applies it to unique lines; here it is k-grams of
// characters, since lines lie.
//
// Anchors: MUMmer, Delcher 1999, finds maximal unique matches of two genomes in a
// suffix tree. Here k-grams are hashed into one table, of a long text one in
// eight, and drawn out afterwards. That finds the same anchors in text that
// mostly agrees, without a tree in memory.
//
// Matrix: affine gaps, Gotoh 1982. The scores are such that a chance agreement
// never pays for the two gaps it opens, and that a word put for another of the
// same length stays in its columns. A matrix is quadratic, so that it is used for
// gaps only, and none has more than four million cells of a byte. Equal scores are settled
// afterwards where a clause begins: of “…。甲。乙。” against “…。乙。” it is 甲。 that
// is missing and not 。甲.
//
// Many copies: partial-order alignment, Lee 2002, keeps a graph, in which what two
// copies have in turn stands on two branches. An editor reads one line of text, so
// the columns here stand in one order, and the seams decide what a graph would
// leave open. The joining anew is the refinement of Barton and Sternberg 1987, one
// round of it. Of many copies the first few may have been lined up apart, and those
// that came later have taken either side; taken out one by one they would find both
// sides again. So of two runs of columns with one text the lesser is taken out as a
// whole, and its witnesses join again (unite.go).
//
// What has no rare k-gram to hold on to, such as a paragraph printed five hundred
// times, is compared sentence by sentence (lines.go), by Myers 1986.
//
// # What it costs, and what each part is worth
//
// Linear in the length for copies that mostly agree, and in the number of copies,
// but for the order in which they join, which is n log n. On one core of a small
// server, without the dictionary:
//
//	the two 楚怡 notices               1.6 ms
//	eight copies of 2,000 characters    11 ms
//	two copies with 3 % edits           0.5 to 0.9 µs a character, from a thousand
//	                                    characters to a million
//
// `make eval` damages notices whose truth is known and counts the characters of
// the canonical text that are wrong and need not be: the edit distance to the
// truth, less what no copy has, in per cent of 200,642 characters in 54 cases.
//
//	the best copy of each case          6.29
//	a vote, character by character,
//	  over an alignment to the longest  7.48
//	the program                         0.09
//	without leaving reprints out        1.34
//	without those that are torn         0.23
//	without moves                       0.54
//	without weighing seams              0.21
//	without joining each copy anew      0.12
//
// Seams are for copies that have lost neighbouring passages (damage2: 0.35, without
// them 1.10), joining anew is for three damaged copies and more (mixed3: 0.08, without
// it 0.26).
//
// # What it gets wrong
//
// A clause of fewer than ten characters that moved is not found; it is too much at
// home everywhere. Two clauses that changed places and have both been reworded by
// more than a tenth stay a loss and an addition. Where copies break off and go on
// in different places and no label tells, the seams can be wrong, and the order
// of two passages with them.
package align
