// Command jiaokan collates the surviving copies of one official document: it
// gives back one clean text with the reason for every choice, and an audit of
// every copy.
//
//	jiaokan reconcile -o out A.txt B.txt
//	jiaokan check A.txt
//	jiaokan show A.txt
//	jiaokan diff A.txt B.txt
//	jiaokan review out
//	jiaokan verify out
//	jiaokan explain corruption.duplicate
//
// It exits with 0 where nothing is left to decide, with 1 where findings at
// error or open variants remain, and with 2 where it could not do what was
// asked; then it says what to do about it on a line that begins with hint:.
//
// This package knows files, terminals, languages and time; what is right and
// wrong in a text the packages below know. The way of a text is collate and publish
// (edition.go):
//
//	ws, err := a.readAll(names)          // extract.Read, several at a time
//	c := align.Collate(ws, opt)          // the dictionary loads beside it
//	rep := audit.Run(c, nil)
//	can := reconcile.Resolve(c, rep, decisions)
//	r := report.NewResult(&report.Edition{Collation: c, Audit: rep, Canonical: can}, version)
//
// Others rely on two things. The same files give the same bytes, whatever the
// clock, the language and the number of processors. And a folder of results
// never holds half of one: the files are written beside it and renamed when all
// are there (folder.go).
package main
