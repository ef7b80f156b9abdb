package audit

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"jiaokan/align"
	"jiaokan/extract"
)

// TestGrowth audits two copies of a text, and of one four times as long: what is asked of
// the whole of a row for each variant in it, or of all rows for each of them, shows in the
// bytes that are allocated, which a busy machine does not change.
func TestGrowth(t *testing.T) {
	const n = 400
	for name, line := range map[string]func(i int) [2]string{
		"a page without a line break": func(i int) [2]string {
			return [2]string{fmt.Sprintf("第%d项资金共计%d万元，", i, 7*i), fmt.Sprintf("第%d项资金共计%d万元，", i, 7*i+1)}
		},
		"one line of which every other sentence is lost": func(i int) [2]string {
			s := fmt.Sprintf("%d号文件由%d部门负责解释。", i*7919%10007, i*31%1009)
			return [2]string{s, s[:len(s)*(i%2)]}
		},
		"items that each copy has alone": func(i int) [2]string {
			return [2]string{fmt.Sprintf("\n%d.%s", i+1, digits(i*7919)), fmt.Sprintf("\n（%d）%s", i+1, digits(i*104729))}
		},
		"items of one label": func(i int) [2]string {
			return [2]string{"\n（一）" + digits(i*7919), "\n（一）" + digits(i*104729)}
		},
	} {
		t.Run(name, func(t *testing.T) {
			auditing := func(n int) uint64 {
				var a, b strings.Builder
				for i := range n {
					l := line(i)
					a.WriteString(l[0])
					b.WriteString(l[1])
				}
				c := collation(t, a.String(), b.String())
				return allocated(func() { Run(c, nil) })
			}
			auditing(n) // loads the language model
			if short, long := auditing(n), auditing(4*n); long > 6*short {
				t.Errorf("four times the text allocates %.1f times as much: %d bytes, then %d", float64(long)/float64(short), short, long)
			}
		})
	}
}

// digits writes a number in characters that have no meaning together.
func digits(n int) string {
	var out strings.Builder
	for range 6 {
		out.WriteRune([]rune("县乡村镇街路桥河山林")[n%10])
		n = n/10 + n%10*131
	}
	return out.String()
}

func collation(t *testing.T, texts ...string) *align.Collation {
	t.Helper()
	var ws []*extract.Witness
	for w, text := range texts {
		x, err := extract.Read(Siglum(w), []byte(text), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ws = append(ws, x)
	}
	return align.Collate(ws, align.Options{})
}

// allocated is how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestKindOfReadsWhatItNeeds checks that the kind of a variant costs nothing for what
// stands far from it, and its own length once.
func TestKindOfReadsWhatItNeeds(t *testing.T) {
	far := func(n int) uint64 {
		before := strings.Repeat("职业教育", n)
		return allocated(func() { kindOf([]string{"必须", "应当"}, before, "支持") })
	}
	if short, long := far(10), far(100_000); long > 2*short {
		t.Errorf("with %d bytes for what stands before, then %d", short, long)
	}
	own := func(n int) uint64 {
		return allocated(func() { kindOf([]string{strings.Repeat("统一的", n), strings.Repeat("单独的", n)}, "", "") })
	}
	if short, long := own(1_000), own(10_000); long > 20*short {
		t.Errorf("ten times the reading allocates %.1f times as much", float64(long)/float64(short))
	}
}
