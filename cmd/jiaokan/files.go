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

// maxBytes is how much text is worked on at one time. Collating takes about a
// hundred times the size of the texts in memory, so this keeps it under 2 GB.
// The longest law in force, 民法典, has a third of a megabyte.
const maxBytes = 16 << 20

// stdin is how standard input is named on the command line and in results.
const stdin = "-"

// readAll reads the witnesses of one document, several at a time, and tells all
// that is wrong with any of them at once.
func (a *app) readAll(names []string) ([]*extract.Witness, error) {
	if len(names) > align.MaxWitnesses {
		return nil, trouble{text: text{"%d 个版本太多，一次至多 %d 个", "%d witnesses are too many, %d are the most at one time"}, args: []any{len(names), align.MaxWitnesses},
			hint: hint(text{"先校最早、最完整的几份", "take the earliest and the most complete ones first"})}
	}
	if i := slices.Index(names, stdin); i >= 0 && slices.Contains(names[i+1:], stdin) {
		return nil, trouble{text: text{"标准输入只能读一次", "standard input can be read only once"}, hint: hint(text{"- 只写一个", "name - but once"})}
	}
	ws, errs := make([]*extract.Witness, len(names)), make([]error, len(names))
	var all sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, name := range names {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			ws[i], errs[i] = a.read(name)
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	size := 0
	for _, w := range ws {
		size += len(w.Text)
	}
	if size > maxBytes {
		return nil, trouble{text: text{"%d 个文件共 %d MB，一次至多 %d MB", "%d files have %d MB together, %d MB is the most at one time"}, args: []any{len(ws), (size-1)>>20 + 1, maxBytes >> 20},
			hint: hint(text{"少给几个文件，或看看其中是不是各有许多份文件", "name fewer files, or see whether each holds many documents"})}
	}
	return ws, nil
}

// read reads one witness and says what of it could not be decoded.
func (a *app) read(name string) (*extract.Witness, error) {
	data, err := a.bytes(name)
	if err != nil {
		return nil, err
	}
	w, err := extract.Read(name, data, extract.Options{Encoding: a.encoding})
	if err != nil {
		return nil, a.unextracted(name, err)
	}
	if n := len(w.Loss); n > 0 {
		a.note(text{"%s：有 %d 处读不出，文中作 �", "%s: %d places could not be read and stand as � in the text"}, name, n)
	}
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
	case st.Size() > maxBytes:
		return nil, tooLarge(name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close()
	return atMost(name, f)
}

func atMost(name string, r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, unreadable(name, err)
	}
	if len(data) > maxBytes {
		return nil, tooLarge(name)
	}
	return data, nil
}

func tooLarge(name string) error {
	return trouble{text: text{"读 %s：文件太大，至多 %d MB", "read %s: the file is too large, %d MB is the most"}, args: []any{name, maxBytes >> 20},
		hint: hint(text{"一份公文没有这么长：看看文件里是不是有多份文件，分开再校", "no document is as long: see whether the file holds many, and split it"})}
}
