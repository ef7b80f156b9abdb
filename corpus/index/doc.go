// Package index tells which of many documents may hold a passage, without reading
// them: an inverted index of the trigrams of up to 65,535 documents, one segment
// of an archive.
//
//	var b index.Builder
//	for _, t := range texts { // folded: family.Fold
//		b.Add(t)
//	}
//	_, err := b.WriteTo(file)
//	…
//	x, err := index.Open(file, size)
//	found, err := x.Holding(index.Grams(query), atLeast, most)
//
// # Theory
//
// Chinese is written without spaces, and a scan gets characters wrong, so words are
// no good keys. Three characters in a row are: of 240 million trigrams in a hundred
// thousand documents most stand in a few dozen. A passage of n characters has
// n−2 of them, and an edit (a character wrong, lost or put in) spoils at most
// three. A document that holds the passage with k edits therefore holds at least
// n−2−3k of its trigrams: the T-occurrence problem (Ukkonen 1992, Approximate
// string matching with q-grams; Sarawagi and Kirpal 2004; Li, Lu and Lu 2008). The
// answer is what Holding gives. It leaves out none that holds the passage; that one
// holds the trigrams apart from each other, or others that fall into the same
// buckets, is for the caller to see in its text.
//
// A document that holds T of q trigrams stands in at least one of any q−T+1 of the
// lists. Holding reads the shortest q−T+1 first (the prefix filter of Chaudhuri,
// Ganti and Kaushik 2006), and in the others, the long ones, looks only for what
// it has met. Where nothing was met they are not read at all.
//
// Trigrams are hashed into at most 2^18 buckets. A document of 1,700 characters
// fills 1,500 of them, so a trigram that is not in it seems to be in one case of
// 170; all of twelve seem to in one of 10^26. A book fills them all and would be
// in every answer: a long text is cut into parts of 16,384 characters that are
// indexed as if they were documents, and what two neighbours hold is added up, as
// a passage may stand across the cut.
//
// # Cost
//
// Building is two passes over the text in memory and a counting sort for each two
// million postings, some 20 ns a character, with twice the size of the postings in
// memory at most. A question reads two places of the file for each trigram and
// runs once over its list. Nothing is kept open but the file, and nothing is read
// at opening but its last bytes.
//
// # Format
//
// Numbers are little-endian.
//
//	8 bytes           "jkgrams1"
//	postings          for each bucket the parts that hold one of its trigrams, rising:
//	                  the first number, then each distance less one, as varints
//	4·(2^bits+1)      where in the postings each bucket begins, and where the last ends
//	4·long            documents of several parts, rising: number (2), further parts (2)
//	24 bytes          bits, documents, parts, long, bytes of postings, CRC-32C of
//	                  the table of long documents and the five numbers before it
//
// Documents are numbered 0, 1, 2 … as they were added, and so are the parts.
// Equal documents give equal bytes. The postings bear no checksum: whoever keeps
// segments keeps one of the whole; a damaged list gives ErrDamaged where it is no
// list, else wrong candidates, and never more than there are documents.
package index
