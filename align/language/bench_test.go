package language

import "testing"

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Open(modelFile); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTables(b *testing.B) {
	b.Run("shape", func(b *testing.B) {
		for b.Loop() {
			readShapes(shapeFile)
		}
	})
	b.Run("sound", func(b *testing.B) {
		for b.Loop() {
			readSounds(soundFile)
		}
	})
}

// One window of 40 characters, as a disputed place is judged in.
func BenchmarkLogProb(b *testing.B) {
	m := Load()
	text := []rune("\n深化产教融合、校企合作,推动职业院校和行业企业形成命运共同体,健全德技并修的育人机制。")[:41]
	for b.Loop() {
		m.LogProb(text, 1, len(text))
	}
}

func BenchmarkAlike(b *testing.B) {
	pairs := []rune("投授清情已己名各楚焚的一和有")
	for b.Loop() {
		for i := 1; i < len(pairs); i++ {
			Alike(pairs[i-1], pairs[i])
		}
	}
}
