package corpus

import (
	"context"
	"io/fs"
	"os"
)

// A task is one file about which something is to be done, or a record that lost
// its file.
type task struct {
	file  file
	lost  bool     // the record is known[0]
	known []record // what is recorded of the path, in order of ID
	result
}

// A chunk is a few tasks on their way through the workers.
type chunk struct {
	tasks             []task
	unchanged, unread int // files that need no task; how many of them have no text
}

// Bounds of a chunk.
const (
	chunkTasks = 32
	chunkFiles = 4096 // with those that need no task
	chunkBytes = 8 * tokenSize
)

// A plan finds what is to be done: it walks the folders and, in the same order, the
// records.
type plan struct {
	a     *Archive
	own   fs.FileInfo
	again bool
	below int64 // the least ID that no record had at the beginning
	roots []string

	emit  func(c *chunk, tokens int) error
	known *knownCursor
	chunk *chunk
	bytes int64 // of text that the chunk's files may have
}

// run makes the chunks.
func (p *plan) run(ctx context.Context, emit func(c *chunk, tokens int) error) error {
	p.emit, p.chunk = emit, &chunk{}
	for _, r := range p.roots {
		if err := p.root(ctx, r); err != nil {
			return err
		}
	}
	return p.send()
}

// root plans what is below one root.
func (p *plan) root(ctx context.Context, path string) error {
	p.known = knownBelow(p.a, path, p.below)
	w := walk{own: p.own, yield: p.file}
	if err := w.root(ctx, path); err != nil {
		return err
	}
	for {
		r, err := p.known.peek()
		if r == nil || err != nil {
			return err
		}
		if err := p.missed(); err != nil {
			return err
		}
	}
}

// file plans what to do about a file.
func (p *plan) file(f file) error {
	var known []record
	for {
		r, err := p.known.peek()
		if err != nil {
			return err
		}
		if r == nil || r.path > f.path {
			break
		}
		if r.path < f.path {
			if err := p.missed(); err != nil {
				return err
			}
			continue
		}
		known = append(known, *r)
		p.known.take()
	}
	if c := current(known); c != nil && f.err == nil && f.pass == nil && c.hashed && c.size == f.size && c.modified == f.modified && (c.legible() || !p.again) {
		p.chunk.unchanged++
		if !c.legible() {
			p.chunk.unread++
		}
		if p.chunk.unchanged >= chunkFiles {
			return p.send()
		}
		return nil
	}
	return p.add(task{file: f, known: known})
}

// missed plans what to do about a record that the walk has not met. Only what is
// known not to be there is lost: a folder may have been made hidden, or may not be
// listed.
func (p *plan) missed() error {
	r, _ := p.known.peek()
	p.known.take()
	if !r.state.current() {
		return nil
	}
	_, err := os.Lstat(r.path)
	if !gone(err) && (r.hashed || err != nil) {
		return nil
	}
	return p.add(task{file: file{path: r.path}, lost: true, known: []record{*r}})
}

func (p *plan) add(t task) error {
	p.chunk.tasks = append(p.chunk.tasks, t)
	p.bytes += min(t.file.size, maxText)
	if len(p.chunk.tasks) >= chunkTasks || p.bytes >= chunkBytes {
		return p.send()
	}
	return nil
}

// send hands the chunk on.
func (p *plan) send() error {
	c, tokens := p.chunk, 1+int(p.bytes/tokenSize)
	p.chunk, p.bytes = &chunk{}, 0
	return p.emit(c, tokens)
}
