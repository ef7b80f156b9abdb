package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"jiaokan/align"
	"jiaokan/extract"
)

const (
	// maxBytes is how much text is worked on at one time. Collating takes about
	// a hundred times the size of the texts in memory, so this keeps it under 2 GB.
	// The longest law in force, 民法典, has a third of a megabyte.
	maxBytes = 16 << 20

	// maxFile is how large a file may be that holds pictures beside its text. A
	// hundred pages scanned in colour make 60 MB.
	maxFile = 128 << 20
)

// stdin is how standard input is named on the command line and in results.
const stdin = "-"

// readAll reads the witnesses of one document, several at a time, and tells all
// that is wrong with any of them at once. A Word file with tracked changes may
// be two.
func (a *app) readAll(names []string) ([]*extract.Witness, error) {
	if len(names) > align.MaxWitnesses {
		return nil, tooMany(len(names))
	}
	if i := slices.Index(names, stdin); i >= 0 && slices.Contains(names[i+1:], stdin) {
		return nil, trouble{text: text{"标准输入只能读一次", "standard input can be read only once"}, hint: hint(text{"- 只写一个", "name - but once"})}
	}
	read, errs := make([][]*extract.Witness, len(names)), make([]error, len(names))
	var all sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, name := range names {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			read[i], errs[i] = a.readings(name)
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	ws := slices.Concat(read...)
	if len(ws) > align.MaxWitnesses {
		return nil, tooMany(len(ws))
	}
	size := 0
	for _, w := range ws {
		size += len(w.Text)
	}
	if size > maxBytes {
		return nil, trouble{text: text{"%d 个文件的文字共 %d MB，一次至多 %d MB", "%d files have %d MB of text together, %d MB is the most at one time"}, args: []any{len(ws), (size-1)>>20 + 1, maxBytes >> 20},
			hint: hint(text{"少给几个文件，或看看其中是不是各有许多份文件", "name fewer files, or see whether each holds many documents"})}
	}
	return ws, nil
}

func tooMany(n int) error {
	return trouble{text: text{"%d 个版本太多，一次至多 %d 个", "%d witnesses are too many, %d are the most at one time"}, args: []any{n, align.MaxWitnesses},
		hint: hint(text{"先校最早、最完整的几份", "take the earliest and the most complete ones first"})}
}

// readings reads what witnesses a file holds: one, or for --revisions both, where
// it has tracked changes, the text with them and the text as it was before.
func (a *app) readings(name string) ([]*extract.Witness, error) {
	data, err := a.bytes(name)
	if err != nil {
		return nil, err
	}
	w, err := a.extract(name, data, a.revisions == revisionsReject)
	if err != nil {
		return nil, err
	}
	if a.revisions != revisionsBoth || !revised(w) {
		return []*extract.Witness{w}, nil
	}
	former, err := a.extract(name, data, true)
	if err != nil {
		return nil, err
	}
	former.Name = a.say(text{"%s（修订前）", "%s (before its changes)"}, name)
	return []*extract.Witness{w, former}, nil
}

// revised reports whether a witness was read from a file with tracked changes,
// which its Loss tells.
func revised(w *extract.Witness) bool { return slices.ContainsFunc(w.Loss, trackedChanges) }

// read reads a file as one witness: with --revisions both, the text with its
// changes.
func (a *app) read(name string) (*extract.Witness, error) {
	data, err := a.bytes(name)
	if err != nil {
		return nil, err
	}
	return a.extract(name, data, a.revisions == revisionsReject)
}

// extract takes the text out of data and says what of it is lost.
func (a *app) extract(name string, data []byte, reject bool) (*extract.Witness, error) {
	opt := a.options()
	opt.RejectRevisions = reject
	w, err := extract.Read(name, data, opt)
	if err != nil {
		return nil, a.unextracted(name, err)
	}
	if len(w.Text) > maxBytes {
		return nil, tooLarge(name, maxBytes)
	}
	a.tellLoss(name, w.Loss)
	return w, nil
}

// bytes returns what a file holds. A pipe or a device may never end, so only
// standard input is read to its end without knowing its size.
func (a *app) bytes(name string) ([]byte, error) {
	if name == stdin {
		return atMost(name, a.in)
	}
	st, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, unreadable(name, err)
	case st.IsDir():
		return nil, trouble{text: text{"读 %s：这是目录", "read %s: is a directory"}, args: []any{name},
			hint: hint(text{"写出其中的文件，如 %s", "name the files in it, such as %s"}, filepath.Join(name, "*.txt"))}
	case !st.Mode().IsRegular():
		return nil, trouble{text: text{"读 %s：不是普通文件", "read %s: not a regular file"}, args: []any{name},
			hint: hint(text{"管道请从标准输入读，文件名写作 -", "to read a pipe, name - and give it as standard input"})}
	case st.Size() > maxFile:
		return nil, tooLarge(name, maxFile)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close()
	return atMost(name, f)
}

// atMost reads all there is. What is as large as no text may be is no text.
func atMost(name string, r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	switch {
	case err != nil:
		return nil, unreadable(name, err)
	case len(data) > maxFile:
		return nil, tooLarge(name, maxFile)
	case len(data) > maxBytes && extract.Sniff(data) == extract.Text:
		return nil, tooLarge(name, maxBytes)
	}
	return data, nil
}

func tooLarge(name string, most int) error {
	return trouble{text: text{"读 %s：文件太大，至多 %d MB", "read %s: the file is too large, %d MB is the most"}, args: []any{name, most >> 20},
		hint: hint(text{"一份公文没有这么长：看看文件里是不是有多份文件，分开再校", "no document is as long: see whether the file holds many, and split it"})}
}
