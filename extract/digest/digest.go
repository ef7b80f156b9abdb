// Package digest names the content of a file by its hashes: SHA-256, and SM3 of
// GB/T 32905-2016, which archives in China ask for beside it (DA/T 97, GM/T 0004).
package digest

import (
	"crypto/sha256"
	"io"

	"github.com/emmansun/gmsm/sm3"
)

// Sums are the hashes of one file.
type Sums struct{ SHA256, SM3 [32]byte }

// Of hashes data.
func Of(data []byte) Sums { return Sums{sha256.Sum256(data), SM3(data)} }

// SM3 hashes data with SM3 alone.
func SM3(data []byte) [32]byte { return sm3.Sum(data) }

// Read hashes all that r holds, through buf, and tells how many bytes it was.
func Read(r io.Reader, buf []byte) (Sums, int64, error) {
	a, b := sha256.New(), sm3.New()
	n, err := io.CopyBuffer(io.MultiWriter(a, b), onlyReader{r}, buf)
	var s Sums
	a.Sum(s.SHA256[:0])
	b.Sum(s.SM3[:0])
	return s, n, err
}

// An onlyReader has no WriteTo, which would pass by the buffer.
type onlyReader struct{ io.Reader }
