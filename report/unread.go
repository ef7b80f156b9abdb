package report

// An unreadView lists what of a file is not in its text.
type unreadView struct {
	Title string
	Lines []unreadLine
	More  int // how many are left out
}

// An unreadLine is one such thing, or several that differ in nothing but their
// place.
type unreadLine struct{ Where, Sort, Text, Times string }

// mostUnread is how many lines a list has; result.json has them all.
const mostUnread = 60

// lossView lists what could not be read, what is alike on one page in one line.
func (v *view) lossView(w *ResultWitness) unreadView {
	l := unreadList{v: v}
	for _, x := range w.Losses {
		l.add(unreadLine{Where: v.onPage(x.Page), Sort: v.lossName(x)})
	}
	return l.view(v.say("losses.n", len(w.Losses)), len(w.Losses))
}

// apartView lists what was kept out of the text. A running head is the same on
// every page, and stands once, where it is first.
func (v *view) apartView(w *ResultWitness) unreadView {
	l := unreadList{v: v}
	first := map[unreadLine]string{} // where each was first
	for _, x := range w.Apart {
		line := unreadLine{Sort: v.name("part", x.Part)}
		if x.Part != "page number" { // of these it is enough to know how many
			line.Text = oneLine(x.Text)
		}
		if _, ok := first[line]; !ok {
			first[line] = v.onPage(x.Page)
		}
		line.Where = first[line]
		l.add(line)
	}
	return l.view(v.say("apart.n", len(w.Apart)), len(w.Apart))
}

// onPage names a page, "" for none.
func (v *view) onPage(n int) string {
	if n <= 0 {
		return ""
	}
	return v.say("place.page", n)
}

// An unreadList counts lines that are the same.
type unreadList struct {
	v     *view
	lines []unreadLine
	n     map[unreadLine]int
}

func (l *unreadList) add(line unreadLine) {
	if l.n == nil {
		l.n = map[unreadLine]int{}
	}
	if l.n[line] == 0 {
		l.lines = append(l.lines, line)
	}
	l.n[line]++
}

func (l *unreadList) view(title string, n int) unreadView {
	out := unreadView{Title: title}
	told := 0
	for _, line := range l.lines[:min(len(l.lines), mostUnread)] {
		k := l.n[line]
		told += k
		if k > 1 {
			line.Times = l.v.say("times", k)
		}
		out.Lines = append(out.Lines, line)
	}
	out.More = n - told
	return out
}

// lossName says in the language of the page what was lost: in Chinese its kind,
// in English what extract says of it, which is more.
func (v *view) lossName(x ResultLoss) string {
	if key := "loss." + x.Kind; v.lang != "en" && known()[key] {
		return v.say(key)
	}
	return elided(x.What)
}

func elided(s string) string {
	s, _ = excerpt([]rune(s), mostRunes)
	return s
}
