package language

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed sound.txt
var soundFile string

var standard = sync.OnceValue(func() map[rune]bool {
	set := make(map[rune]bool, 8192)
	for line := range strings.Lines(soundFile) {
		_, chars, _ := strings.Cut(strings.TrimSpace(line), " ")
		for _, c := range chars {
			set[c] = true
		}
	}
	return set
})

// Standard reports whether r is one of the 8,105 characters of the 通用规范汉字表.
func Standard(r rune) bool { return standard()[r] }

func eachStandard(f func(rune)) {
	for c := range standard() {
		f(c)
	}
}

// Alike says how easily a is taken for b.
func Alike(a, b rune) (shape, sound float64) { return 0, 0 }
