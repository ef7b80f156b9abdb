package pdf_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"jiaokan/extract/flaw"
	"jiaokan/extract/pdf"
)

// notice is a file of three pages that is well.
func notice() []byte {
	f := newFile()
	r := fonts(f.song("UniGB-UCS2-H"))
	for i := range 3 {
		var b strings.Builder
		for j := range 20 {
			b.WriteString(show(90, 760-30*float64(j), 16, fmt.Sprintf("第%d条　为了规范行政处罚的设定和实施，制定本法。", 20*i+j+1)))
		}
		f.page(r, b.String())
	}
	return f.bytes()
}

// bomb returns a stream of n bytes, mostly deflated away.
func bomb(n int, unit string) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	for range n / len(unit) {
		w.Write([]byte(unit))
	}
	w.Close()
	return b.Bytes()
}

// hostile are files that are made to harm.
var hostile = map[string]func() []byte{
	"cyclic page tree": func() []byte {
		f := newFile()
		f.objects[1] = "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 4 >>"
		return f.bytes()
	},
	"page tree of a million": func() []byte {
		f := newFile()
		f.page("", "")
		f.objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%d 0 R] /Count 1000000 >>", f.kids[0])
		return f.bytes()
	},
	"one page a million times": func() []byte {
		f := newFile()
		f.page(fonts(f.song("UniGB-UCS2-H")), show(90, 700, 16, "关于印发的通知"))
		f.objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count 1000000 >>", strings.Repeat(strconv.Itoa(f.kids[0])+" 0 R ", 1000000))
		return f.bytes()
	},
	"one page eight thousand times": func() []byte {
		f := newFile()
		f.page(fonts(f.song("UniGB-UCS2-H")), strings.Repeat(show(90, 700, 16, "关于印发的通知"), 20))
		f.objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count 8000 >>", strings.Repeat(strconv.Itoa(f.kids[0])+" 0 R ", 8000))
		return f.bytes()
	},
	"huge MediaBox": func() []byte {
		f := newFile()
		f.page("/MediaBox [-1e30 -1e30 1e30 1e30] "+fonts(f.song("UniGB-UCS2-H")), show(90, 700, 16, "关于印发的通知"))
		return f.bytes()
	},
	"MediaBox without numbers": func() []byte {
		f := newFile()
		f.page("/MediaBox [/a /b null 2 0 R] "+fonts(f.song("UniGB-UCS2-H")), show(90, 700, 16, "关于印发的通知"))
		return f.bytes()
	},
	"deep arrays": func() []byte {
		f := newFile()
		f.page("/Resources "+strings.Repeat("[", 100000)+strings.Repeat("]", 100000), "")
		return f.bytes()
	},
	"deep arrays in content": func() []byte {
		f := newFile()
		f.page("", strings.Repeat("[", 1000000))
		return f.bytes()
	},
	"deep dictionaries": func() []byte {
		f := newFile()
		f.page("/Resources "+strings.Repeat("<</a ", 100000)+strings.Repeat(">>", 100000), "")
		return f.bytes()
	},
	"bomb of white space": func() []byte {
		f := newFile()
		c := f.stream("/Filter /FlateDecode", bomb(1<<30, strings.Repeat(" ", 1<<16)))
		f.kids = append(f.kids, f.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R >>", c))
		return f.bytes()
	},
	"bomb of text": func() []byte {
		f := newFile()
		r := fonts(f.song("UniGB-UCS2-H"))
		c := f.stream("/Filter /FlateDecode", bomb(1<<28, show(90, 700, 16, strings.Repeat("关于印发的通知", 100))))
		f.kids = append(f.kids, f.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>", r, c))
		return f.bytes()
	},
	"bomb in a bomb": func() []byte {
		f := newFile()
		inner := bomb(1<<30, strings.Repeat("0", 1<<16))
		c := f.stream("/Filter [/FlateDecode /FlateDecode]", bomb(len(inner), string(inner)))
		f.kids = append(f.kids, f.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R >>", c))
		return f.bytes()
	},
	"forms in forms": func() []byte {
		// Each form shows the next ten times: 10^20 in all.
		f := newFile()
		next := f.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", []byte("0 0 1 1 re f"))
		for range 20 {
			next = f.stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>", next), []byte(strings.Repeat("/X Do ", 10)))
		}
		f.page(fmt.Sprintf("/Resources << /XObject << /X %d 0 R >> >>", next), "/X Do")
		return f.bytes()
	},
	"form that shows itself": func() []byte {
		f := newFile()
		n := len(f.objects) + 1
		f.stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>", n), []byte("/X Do /X Do"))
		f.page(fmt.Sprintf("/Resources << /XObject << /X %d 0 R >> >>", n), "/X Do")
		return f.bytes()
	},
	"a million shapes": func() []byte {
		f := newFile()
		c := f.stream("/Filter /FlateDecode", bomb(1<<24, "0 0 1 1 re f "))
		f.kids = append(f.kids, f.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R >>", c))
		return f.bytes()
	},
	"length that lies": func() []byte {
		return bytes.ReplaceAll(notice(), []byte("/Length "), []byte("/Length 99999999"))
	},
	"reference to itself": func() []byte {
		f := newFile()
		f.page(fmt.Sprintf("/Rotate %d 0 R", len(f.objects)+3), "")
		f.add("%d 0 R", len(f.objects)+1)
		return f.bytes()
	},
	"xref that points to itself": func() []byte {
		return []byte("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n")
	},
	"CMap with a wide range": func() []byte {
		f := newFile()
		cmap := f.stream("", []byte("/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0000> endbfrange endcmap"))
		song := f.song("Identity-H")
		f.objects[song-1] = strings.Replace(f.objects[song-1], ">>", fmt.Sprintf("/ToUnicode %d 0 R >>", cmap), 1)
		f.page(fonts(song), show(90, 700, 16, "关于印发的通知"))
		return f.bytes()
	},
	"nothing":      func() []byte { return nil },
	"only a head":  func() []byte { return []byte("%PDF-1.7\n") },
	"not a PDF":    func() []byte { return []byte("关于印发的通知") },
	"many headers": func() []byte { return bytes.Repeat([]byte("%PDF-1.7\nobj endobj "), 100000) },
}

// TestHostile reads files that are made to harm. Each must end soon, in an error
// that says what it is or in text, and the engine must go on.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("bombs take long, and the race detector finds nothing in them")
	}
	e := engine(t)
	for name, data := range hostile {
		t.Run(name, func(t *testing.T) { survive(t, e, data()) })
	}
}

// survive reads data, and draws its first page. Ten seconds and 512 MB are the
// promise; the clock of a machine that has other things to do runs twice as fast.
func survive(t *testing.T, e *pdf.Engine, data []byte) {
	t.Helper()
	began := time.Now()
	doc, err := e.Read(data)
	read := time.Since(began)
	if err != nil && !errors.Is(err, flaw.ErrDamaged) && !errors.Is(err, flaw.ErrLimit) && !errors.Is(err, flaw.ErrLocked) {
		t.Errorf("unexpected: %v", err)
	}
	began = time.Now()
	if doc != nil {
		err = fmt.Errorf("%d pages", len(doc.Pages))
		if _, err := e.Render(data, 0, 72); err != nil && !errors.Is(err, flaw.ErrDamaged) && !errors.Is(err, flaw.ErrLimit) {
			t.Errorf("drawing: %v", err)
		}
	}
	drawn := time.Since(began)
	t.Logf("%v, drawn in %v: %v; peak %d MB", read.Round(time.Millisecond), drawn.Round(time.Millisecond), err, peak(t))
	if max(read, drawn) > 20*time.Second {
		t.Errorf("took %v and %v", read, drawn)
	}
	if p := peak(t); p > 512 {
		t.Errorf("took %d MB", p)
	}
}

// peak is the most memory that the process has held so far, in MB, or 0 where
// that cannot be known.
func peak(t testing.TB) int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for l := range strings.Lines(string(status)) {
		if f := strings.Fields(l); len(f) > 1 && f[0] == "VmHWM:" {
			kb, err := strconv.Atoi(f[1])
			if err != nil {
				t.Fatal(err)
			}
			return kb >> 10
		}
	}
	return 0
}

// TestTruncated cuts a file at each tenth.
func TestTruncated(t *testing.T) {
	e := engine(t)
	data := notice()
	for i := range 10 {
		survive(t, e, data[:len(data)*i/10])
	}
}

// TestFlipped turns bits, a few in each of a hundred copies.
func TestFlipped(t *testing.T) {
	e := engine(t)
	whole := notice()
	seeds := 100
	if testing.Short() {
		seeds = 10
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		data := bytes.Clone(whole)
		for range 1 + r.IntN(30) {
			data[r.IntN(len(data))] ^= 1 << r.IntN(8)
		}
		survive(t, e, data)
	}
}

func engine(t testing.TB) *pdf.Engine {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = t.TempDir()
	}
	e := &pdf.Engine{Cache: filepath.Join(dir, "jiaokan-test")}
	t.Cleanup(func() { e.Close() })
	return e
}
