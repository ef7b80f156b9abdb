// Package review is the editor's page over an edition: it shows what is open,
// takes decisions, and signs a text off.
//
//	j, torn, err := review.OpenJournal("out/decisions.jsonl")
//	d, err := review.NewDesk(edition, j, options)
//	s := review.NewServer(ctx, d, listener.Addr().(*net.TCPAddr), "127.0.0.1")
//	go s.HTTP().Serve(listener) // http://127.0.0.1:port/?t= and s.Token()
//
// Others rely on this: a decision that was answered is on the disk (Journal); what
// the page shows is what reconcile.Resolve makes of the decisions (a property of
// decide_test.go); and whatever is done to a signed-off text afterwards is named
// (Record).
//
// A decision goes one way:
//
//	a key in a window
//	   │ POST /decide {do, on: [{case, text, base}]}
//	   ▼
//	Server   cookie, Host, Origin, size               server.go
//	   ▼
//	Desk     is it possible? is base the last         desk.go
//	         decision on this case? else 409, with
//	         how it stands
//	   ▼
//	Journal  one line, chained to the last, fsync     journal.go
//	   ▼
//	Desk     what the decisions come to now           reconcile.Stand
//	   │ answer, and an event to every window
//	   ▼
//	page     the mark in the text, the line in the    page/page.js
//	         list, the next open case
//
// Only a damaged passage, which changes what counts as evidence, has the text laid
// out anew; the windows load themselves again then, but for one in which somebody
// is typing. All else changes one case, and costs three milliseconds in a document
// of 200,000 characters with 3,000 variants, the disk included.
//
// The page is one HTML file with its style and script. The script makes elements
// out of values and has no way to make markup of a text: the policy of the page
// forbids that to every script (trusted types), and forbids all other scripts.
// Each text of a witness has passed through report.Visible besides.
package review
