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
// no good keys. Three characters in a row are: in documents made of the sentences
// of 1,927 statutes, a fifth of them boilerplate, half of all trigrams stand in
// less than one document of seventy. A passage of n characters has n−2 of them,
// and an edit (a character wrong, lost or put in) spoils at most three. A document
// that holds the passage with k edits therefore holds at least n−2−3k of its
// trigrams: the T-occurrence problem (Ukkonen 1992, Approximate string matching
// with q-grams; Sarawagi and Kirpal 2004; Li, Lu and Lu 2008). The answer is what
// Holding gives. It leaves out none that holds the passage; that one holds the
// trigrams apart from each other, or others that fall into the same buckets, is for
// the caller to see in its text.
//
// A document that holds T of q trigrams stands in at least one of any q−T+1 of the
// lists. Holding reads the shortest q−T+1 first (the prefix filter of Chaudhuri,
// Ganti and Kaushik 2006), and in the others, the long ones, looks only for what
// it has met. Where nothing was met they are not read at all.
//
// Trigrams are hashed into at most 2^18 buckets. A document of 1,600 characters
// fills 1,450 of them, so a trigram that is not in it seems to be in one case of
// 180, and twelve that are not all seem to in one of 10^27. A book would fill them
// all and be in every answer: a long text is cut into parts of 16,384 characters
// that are indexed as if they were documents, and what two neighbours hold is added
// up, as a passage may stand across the cut.
//
// # Cost
//
// Building walks over each text once and sorts the postings by counting, two million
// at a time: some 20 ns a character. In memory a posting takes two bytes, and all
// else some 14 MB: 38 MB for 8,192 documents of 1,600 characters, of which 16 MB
// reach the file, 0.37 of the size of the texts.
//
// Opening reads the last bytes of the file. A question reads two places for each
// trigram and runs once over its list: for a sentence of twenty characters 0.2 ms
// in 8,192 documents.
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
