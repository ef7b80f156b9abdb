// Package overview prints an archive as a folder that an archivist can walk:
// pages, tables, and preservation metadata.
//
//	report, err := overview.Write(ctx, dir, archive, overview.Options{Lang: "zh", Version: version})
//
//	index.html            the numbers, the worst and the largest families, the plots
//	lists/size/0001.html  all families, the largest first; some hundreds a page
//	lists/serious/…       the same, by what is wrong with them
//	families/000/17.html  a page per family, a thousand to a folder
//	unread/, events/      what could not be read; what became of files
//	findings.csv, documents.csv, archive.xlsx
//	premis/0001.xml       PREMIS 3: fixity, ingestion, validation
//	style.css
//
// A page per family is not written for a document alone in which nothing was
// found, nor beyond Options.MostPages, the most serious first; the start page says
// how many were left out. The tables have everything.
//
// The pages need no network and no script, and open from a disk. No text of the
// archive is trusted: it passes through report.Visible and html/template, a cell
// that a spreadsheet would take for a formula is text, and the content security
// policy lets nothing run.
//
// What is in memory is a page and some counts: documents and findings are run
// through, never held. The same archive prints the same bytes.
package overview
