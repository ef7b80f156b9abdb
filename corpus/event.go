package corpus

import (
	"cmp"
	"context"
	"iter"
	"time"
)

// An Event is something that happened to a document, or to many.
type Event struct {
	ID       int64
	Time     time.Time
	Kind     EventKind
	Document int64
	Other    int64 // EventChanged: the document that the file is now; 0 where that was not read yet
	Count    int
}

// An EventKind says what happened. Changed, missing and returned are the fixity
// events; each of these, and accepted, is about one document.
type EventKind string

const (
	EventIngested EventKind = "ingested" // Count documents from Document on were taken in
	EventChanged  EventKind = "changed"  // its file has other content
	EventMissing  EventKind = "missing"  // its file is not there
	EventReturned EventKind = "returned" // its file is the one recorded again
	EventChecked  EventKind = "checked"  // Count files were hashed again; Document is 0
	EventAccepted EventKind = "accepted" // somebody takes what is wrong with it as it is, see Archive.Accept
)

// Events are all events, in the order in which they were recorded.
func (a *Archive) Events(ctx context.Context) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		for last := int64(0); ; {
			es, err := a.eventsAfter(last)
			if err = cmp.Or(ctx.Err(), err); err != nil {
				yield(Event{}, err)
				return
			}
			for _, e := range es {
				if !yield(e, nil) {
					return
				}
				last = e.ID
			}
			if len(es) < pageSize {
				return
			}
		}
	}
}

func (a *Archive) eventsAfter(id int64) ([]Event, error) {
	rows, err := a.db.Query("SELECT id, time, kind, document, other, count FROM events WHERE id > ? ORDER BY id LIMIT ?", id, pageSize)
	if err != nil {
		return nil, storeError(err)
	}
	defer rows.Close()
	var out []Event
	for rows.Next() {
		var e Event
		var ns int64
		if err := rows.Scan(&e.ID, &ns, &e.Kind, &e.Document, &e.Other, &e.Count); err != nil {
			return nil, storeError(err)
		}
		e.Time = time.Unix(0, ns).UTC()
		out = append(out, e)
	}
	return out, storeError(rows.Err())
}
