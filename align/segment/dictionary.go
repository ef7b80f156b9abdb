package segment

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
)

// The dictionary is made by TestDictionary out of words.txt and the dictionary
// in the module of gojieba, whose licence is in LICENSE-jieba. The file of its
// hash (SHA-256, in hex) lets a copy on disk be checked without expanding it.
//
//go:generate go test -run ^TestDictionary$DOLLAR -update
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
