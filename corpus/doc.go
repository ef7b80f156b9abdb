// Package corpus keeps an archive: which documents there are, their hashes, what
// is compared of them to find copies, and what was found.
//
//	a, err := corpus.Open("archive", corpus.Create)
//	report, err := a.Add(ctx, []string{"notices"}, corpus.AddOptions{Read: read, Now: time.Now})
//	for d, err := range a.Documents(ctx) { ... }
//	err = a.Close()
//
// An archive is a directory:
//
//	archive.db             SQLite, in WAL mode: what is known of each document
//	segments/00000001.seg  sketches of the documents of one segment (see segmentFile)
//	segments/00000001.idx  their trigram index (see package index)
//	lock                   held by the one program that writes
//
// The sources stay where they are. Only a text that is not, byte for byte, what
// stands in the file (of a PDF, a DOCX, another encoding) is kept, compressed.
//
// # What survives
//
// Documents are taken in by segments: the files of a segment are written beside,
// synced and renamed, and then one transaction names them with all that is known
// of their documents. A program that is killed leaves whole segments, and files
// without a transaction, which the next one removes. Documents are numbered in
// the order of their paths and segments are cut by what stands in the files, so
// the next one goes on where it ended and comes to the same bytes.
//
// # Fixity
//
// A document is the content of a file. When the file has other content, or is no
// longer there, the document stays and its State tells; the new content is a new
// document. Each such discovery is an Event, and only events have times.
package corpus
