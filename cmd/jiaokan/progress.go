package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// patience is how long a job runs before a person wonders what it does.
const patience = time.Second

const wipe = "\r\033[K"

// A progress names what the program is at, on a terminal and only once the
// work takes long. It stands on one line, which is wiped in the end.
type progress struct {
	a     *app
	stop  chan struct{} // nil where nothing is shown
	done  chan struct{}
	mu    sync.Mutex
	what  text
	shown bool
}

// watch begins to watch; end must be called before anything is printed on
// standard output.
func (a *app) watch() *progress {
	p := &progress{a: a}
	if term.IsTerminal(int(a.err.Fd())) && os.Getenv("TERM") != "dumb" {
		p.stop, p.done = make(chan struct{}), make(chan struct{})
		go p.run()
	}
	return p
}

func (p *progress) run() {
	defer close(p.done)
	t := time.NewTicker(patience)
	defer t.Stop()
	for n := 1; ; n++ {
		select {
		case <-p.stop:
			return
		case <-t.C:
			p.mu.Lock()
			fmt.Fprintf(p.a.err, "%s%s… %d s", wipe, p.a.say(p.what), n)
			p.shown = true
			p.mu.Unlock()
		}
	}
}

// stage says what the program is at from now on.
func (p *progress) stage(what text) {
	p.mu.Lock()
	p.what = what
	p.mu.Unlock()
}

// note tells something that is no trouble, on a line of its own.
func (p *progress) note(t text, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	p.a.note(t, args...)
}

func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.a.err, wipe)
		p.shown = false
	}
}

func (p *progress) end() {
	if p.stop == nil {
		return
	}
	close(p.stop)
	<-p.done
	p.stop = nil
	p.clear()
}
