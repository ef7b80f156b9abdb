package segment

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
)

// The dictionary is made by TestDictionary out of the one in the module of
// gojieba and words.txt. The file of its hash is there so that a copy on disk
// can be checked without expanding it.
//
//go:generate go test -run ^TestDictionary$ -update
var (
	//go:embed dictionary.txt.gz
	packed []byte
	//go:embed dictionary.sha256
	sum string
)

// expand returns the dictionary: sorted lines of a word, its frequency and x.
func expand() (string, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(r)
	return string(b), err
}
