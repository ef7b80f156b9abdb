package review

import (
	"testing"
	"time"
)

// tryHaste presses a key twice before the first press is answered, as one does
// when the disk is slow: what nobody has seen is not decided on.
func tryHaste(t *testing.T) {
	b, p, _, _ := begin(t, notices(t)...)
	first := b.find(t, reads("双高"))
	p.Key("j")
	p.Want(`document.querySelectorAll('#card .reading').length === 2`)
	js[any](p, `(() => {
		const press = () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "2", bubbles: true }));
		press();
		press();
	})()`)
	p.Want(`!location.hash.includes("` + first.Key + `") && document.querySelectorAll('#card .reading').length === 2`)
	p.Want(`document.getElementById("tally").value.startsWith("17")`)
	time.Sleep(500 * time.Millisecond) // the second press has been answered too
	if n := len(b.journal.Lines()); n != 1 || b.journal.Lines()[0].On[0].Case != first.Key {
		t.Errorf("%d decisions, want 1; the last on %+v", n, b.journal.Lines()[n-1].On)
	}
	// Once it is decided, the same key adds nothing.
	js[any](p, `document.querySelector('#sheet [data-k="`+first.Key+`"]').click()`)
	p.Want(`document.querySelector("#card .ruling") && location.hash === "#` + first.Key + `"`)
	p.Key("2")
	p.Want(`!location.hash.includes("` + first.Key + `")`)
	if n := len(b.journal.Lines()); n != 1 {
		t.Errorf("%d decisions, want 1", n)
	}
	p.Quiet()
}

// tryPaging reads on by the keyboard while nothing has the focus, and leaves a box
// by one Escape, though a field in it has the focus.
func tryPaging(t *testing.T) {
	_, p, _, _ := begin(t, notices(t)...)
	p.Want(`document.activeElement === document.body && document.getElementById("sheet").scrollTop === 0`)
	p.Key(" ")
	p.Want(`document.getElementById("sheet").scrollTop > 300`)
	p.Key("b")
	p.Want(`document.getElementById("box").open && document.activeElement.tagName === "SELECT"`)
	p.Key("\x1b")
	p.Want(`!document.getElementById("box").open`)
	p.Quiet()
}
