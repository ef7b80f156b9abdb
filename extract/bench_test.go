package extract_test

import (
	"os"
	"strings"
	"testing"

	"jiaokan/extract"
)

func BenchmarkRead(b *testing.B) {
	read := func(name string) string {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		return string(data)
	}
	one := read("../corpus/testdata/chuyi/000_1c7268e008740abf.txt")
	two := read("../corpus/testdata/chuyi/004_484d152f479902b9.txt")
	for _, c := range []struct{ name, text string }{
		{"notice-000", one},
		{"notice-004", two},
		{"long", strings.Repeat(one+two, 1<<20/len(one+two))},
	} {
		b.Run(c.name, func(b *testing.B) {
			data := []byte(c.text)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := extract.Read("", data, extract.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
