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
//	   │ answer, with the evidence of the case, and an event to every window
//	   ▼
//	page     the mark in the text, the line in the    page/state.js
//	         list, the next open case                 page/walk.js
//
// A window shows a decision when it is answered, not before: what is seen is on
// the disk, and nothing has to be taken back. So that a key is answered within 50
// ms all the same, it costs one roundtrip and one frame. The answer brings what the
// page shows next, or the page has fetched it ahead; all is drawn in one go, laid
// out once, and only then scrolled to; and news of a window's own decision waits
// for the answer.
//
// A decision names the last one that its editor had seen on the case (base), and
// is refused where there is a later one; the mark on a passage, the last of all,
// and is refused where the passage, or a case that has words of it, was decided on
// since. An undo names what it takes back: one's own last decision.
//
// Only a damaged passage, which changes what counts as evidence, has the text laid
// out anew; the windows load themselves again then, but for one in which somebody
// is typing. All else changes one case, and costs three milliseconds in a document
// of 200,000 characters with 3,000 variants, the disk included.
//
// The page is one HTML file with its style and script, which is written in files
// of one thought each and put into one function (page.go). The script makes elements
// out of values and has no way to make markup of a text: the policy of the page
// forbids that to every script (trusted types), and forbids all other scripts.
// Each text of a witness has passed through report.Visible besides.
package review
