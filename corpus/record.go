package corpus

import "os"

// A record is what Add and Fixity need to know of a document.
type record struct {
	id             int64
	path           string
	size, modified int64
	sha256         [32]byte
	hashed         bool
	state          State
	why            string // it had no text when it was read
}

// legible reports whether it had a text when it was read.
func (r *record) legible() bool { return r.why == "" }

// current is the record among those of a path that stands for its file, or nil.
func current(known []record) *record {
	for i := range known {
		if known[i].state.current() {
			return &known[i]
		}
	}
	return nil
}

// former is the last record among those of a path that was its file, and had some
// content, until it was changed or was missing; or nil.
func former(known []record, sha256 [32]byte) *record {
	for i := len(known) - 1; i >= 0; i-- {
		if r := &known[i]; r.hashed && r.sha256 == sha256 && !r.state.current() {
			return r
		}
	}
	return nil
}

// restored is the state of a record whose file is the one recorded again.
func (r *record) restored() State {
	if r.legible() {
		return Legible
	}
	return Unread
}

// A knownCursor runs through records in the order of their paths. It asks for a few
// thousand at a time, and leaves out those that were not there when it began.
type knownCursor struct {
	a      *Archive
	lo, hi string // paths, half-open
	below  int64  // IDs

	page  []record
	at    int
	ended bool
}

// allKnown runs through all records.
func allKnown(a *Archive, below int64) *knownCursor {
	return &knownCursor{a: a, hi: "\xff", below: below} // no path begins with it: they are absolute
}

// knownBelow runs through the records of a file or of all files in a folder.
func knownBelow(a *Archive, path string, below int64) *knownCursor {
	c := &knownCursor{a: a, below: below, lo: path, hi: path + "\x00"}
	if st, err := os.Stat(path); err == nil && st.IsDir() {
		c.lo = under(path)
		last := len(c.lo) - 1
		c.hi = c.lo[:last] + string(rune(c.lo[last]+1))
	}
	return c
}

// peek is the next record, or nil. It is valid until the next peek.
func (c *knownCursor) peek() (*record, error) {
	if c.at == len(c.page) && !c.ended {
		if err := c.load(); err != nil {
			return nil, err
		}
	}
	if c.at == len(c.page) {
		return nil, nil
	}
	return &c.page[c.at], nil
}

func (c *knownCursor) take() { c.at++ }

// group is all records of the next path; none at the end.
func (c *knownCursor) group() ([]record, error) {
	var out []record
	for {
		r, err := c.peek()
		if err != nil {
			return nil, err
		}
		if r == nil || len(out) > 0 && r.path != out[0].path {
			return out, nil
		}
		out = append(out, *r)
		c.take()
	}
}

func (c *knownCursor) load() error {
	from, id := c.lo, int64(0)
	if n := len(c.page); n > 0 {
		from, id = c.page[n-1].path, c.page[n-1].id
	}
	rows, err := c.a.db.Query(`SELECT id, path, size, modified, sha256, state, why FROM documents
		WHERE (path, id) > (?, ?) AND path < ? AND id < ? ORDER BY path, id LIMIT ?`, from, id, c.hi, c.below, pageSize)
	if err != nil {
		return storeError(err)
	}
	defer rows.Close()
	c.page, c.at = c.page[:0], 0
	for rows.Next() {
		var r record
		var sum []byte
		if err := rows.Scan(&r.id, &r.path, &r.size, &r.modified, &sum, &r.state, &r.why); err != nil {
			return storeError(err)
		}
		r.hashed = copy(r.sha256[:], sum) == len(r.sha256)
		c.page = append(c.page, r)
	}
	c.ended = len(c.page) < pageSize
	return storeError(rows.Err())
}
