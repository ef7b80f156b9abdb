package align

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"jiaokan/extract"
)

// FuzzCollate cuts its input at NULs into one to three witnesses, and checks
// that any texts can be collated, that no character is lost, and that the same
// input gives the same rows.
func FuzzCollate(f *testing.F) {
	for _, texts := range append(cases(f), chuyi(f)) {
		f.Add([]byte(strings.Join(texts, "\x00")))
	}
	f.Add([]byte("一、\x00一、甲\x00一、甲。二、乙。"))
	f.Add([]byte("甲甲甲甲甲甲甲甲甲甲甲甲\x00甲甲甲甲甲甲"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<14 {
			return
		}
		var ws []*extract.Witness
		for _, part := range bytes.SplitN(data, []byte{0}, 3) {
			w, err := extract.Read("w", part, extract.Options{})
			if err != nil {
				return
			}
			ws = append(ws, w)
		}
		c := Collate(ws, Options{})
		checkRows(t, c)
		if !reflect.DeepEqual(c.Rows, Collate(ws, Options{}).Rows) {
			t.Fatal("the same witnesses give other rows")
		}
	})
}
