// Package segment splits Chinese text into words, so that a variant can be
// widened to what an editor reads: 生产性｜生动性, not 产｜动.
//
//	var d segment.Dictionary
//	d.Start()                   // loads while the files are read
//	words := d.Cut("充分发挥基地在生产性实训等方面的示范辐射作用。")
//	// 充分发挥 基地 在 生产性 实训 等 方面 的 示范 辐射 作用 。
//
// Others rely on one thing: the pieces join to the text, byte for byte,
// whatever the text. Three more hold besides. A boundary depends on nothing
// past the next mark of punctuation. A number is one piece (2024, 3.5,
// 二〇二四), and so is an ordinal without its measure (第五十四|条). And the
// words are the same with cgo and without.
//
// # The words
//
// The words are those of jieba's dictionary, cut down and mended for official
// documents (dictionary_test.go, words.txt), and a clause is split into the
// likeliest of them, each word taken to be as likely as it is frequent.
//
// jieba's hidden Markov model, which makes words out of the characters that are
// left over, is off. In 18 notices of the central government it made 400 words,
// half of them wrong (的市, 由本, 委将) and half right (实训, 雄安, 运维); in
// statutes most were wrong. It also lets a word depend on what stands around
// it: 楚怡 was one word in 新化县楚怡工业学校 and two in “楚怡”行动, and copies
// that differ in one character should not differ in the words beside it. What
// it got right is in words.txt.
//
// # The traps
//
// gojieba does the splitting where there is cgo, and only this package imports
// it, because it must be guarded:
//
//   - Text after a NUL is lost, and one byte that is no UTF-8 loses all of it:
//     it is given clauses that have neither, and what it gives back is checked.
//   - A long text takes 150 times its size in memory: it is given a clause at a
//     time, and a clause without an end is broken off.
//   - Its own dictionaries lie in the source tree of the machine that built the
//     program: this one is embedded, and put into a file when it is loaded.
//   - A dictionary that is missing, truncated or malformed makes C++ abort the
//     program, which Go cannot stop: a file is used only if its hash is right.
//   - Its finalizer frees the dictionary while C++ may still be reading it.
//   - Adding words later is a data race that no detector sees: none are added.
package segment

import (
	"sync"
	"sync/atomic"
)

// A Cutter splits text into words. The pieces join to the text, byte for byte;
// the empty text has none. It may be called by many at once.
type Cutter func(text string) []string

// Load gives the Cutter over the embedded dictionary. With cgo that takes a
// third of a second and 100 MB, and dir is where the dictionary is kept as a
// file for gojieba to read; "" means jiaokan in the user's cache directory.
// Where neither that nor the directory for temporary files can be written, and
// without cgo, the same words come from a Cutter in Go, which takes a tenth of
// a second and 20 MB.
func Load(dir string) (Cutter, error) { return load(dir) }

// A Dictionary is a Cutter that is loaded when it is first needed, or before.
// The zero value is ready to use; many may use it at once.
type Dictionary struct {
	Dir string // as for Load

	once   sync.Once
	loaded atomic.Bool // after which cut and err never change
	cut    Cutter
	err    error
}

// Start begins to load the dictionary and does not wait for it.
func (d *Dictionary) Start() { go d.load() }

// Cut splits text into words as a Cutter does, once the dictionary is loaded.
// If it could not be, each character is a word, and Err tells why.
func (d *Dictionary) Cut(text string) []string {
	d.load()
	return d.cut(text)
}

// Loaded reports whether Cut will answer without waiting.
func (d *Dictionary) Loaded() bool { return d.loaded.Load() }

// Err tells why the dictionary could not be loaded. It does not wait: it is nil
// until loading has ended.
func (d *Dictionary) Err() error {
	if !d.loaded.Load() {
		return nil
	}
	return d.err
}

func (d *Dictionary) load() {
	d.once.Do(func() {
		d.cut, d.err = Load(d.Dir)
		if d.err != nil {
			d.cut = guard(runes)
		}
		d.loaded.Store(true)
	})
}
