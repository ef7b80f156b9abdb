package main

import (
	"errors"
	"fmt"
	"io/fs"
)

// A trouble is an error that the person at the terminal can do something
// about. It is said in the language of the run, with a hint below it.
type trouble struct {
	text  text
	args  []any
	cause error // said behind the text where there is one
	hint  *advice
}

// advice is what to do about a trouble.
type advice struct {
	text text
	args []any
}

func hint(t text, args ...any) *advice { return &advice{t, args} }

func (t trouble) Error() string { return fmt.Sprintf(t.text.EN, t.args...) }
func (t trouble) Unwrap() error { return t.cause }

// complain prints an error and what to do about it: a line each, and for
// several errors each its own.
func (a *app) complain(err error) {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			a.complain(e)
		}
		return
	}
	var t trouble
	if !errors.As(err, &t) {
		fmt.Fprintf(a.err, "jiaokan: %v\n", err)
		return
	}
	fmt.Fprint(a.err, "jiaokan: ", a.say(t.text, t.args...))
	if t.cause != nil {
		fmt.Fprint(a.err, a.say(text{"：", ": "}), t.cause)
	}
	fmt.Fprintln(a.err)
	if t.hint != nil {
		fmt.Fprintf(a.err, "hint: %s\n", a.say(t.hint.text, t.hint.args...))
	}
}

// unreadable says what became of a file that could not be opened.
func unreadable(name string, err error) error {
	t := trouble{text: text{"读 %s", "read %s"}, args: []any{name}}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		t.text = text{"读 %s：没有这个文件", "read %s: no such file"}
		t.hint = hint(text{"看看名字和所在的目录对不对；有空格的名字要加引号", "see whether the name and the folder are right; quote a name that has spaces"})
	case errors.Is(err, fs.ErrPermission):
		t.text = text{"读 %s：没有读它的权限", "read %s: permission denied"}
		t.hint = hint(text{"ls -l 可以看出谁能读它", "ls -l shows who may read it"})
	default:
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		t.cause = err
	}
	return t
}
