//go:build cgo

package segment

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
)

// place returns the path of a file in dir whose content has the given hash
// (SHA-256, in hex). A file that is not there, or is not what it was, is made:
// under another name first, so that nobody ever reads half of it, though many
// may be making it at once.
func place(dir, hash string, content func() (string, error)) (string, error) {
	hash = strings.TrimSpace(hash)
	path := filepath.Join(dir, "jieba-"+hash[:16])
	if b, err := os.ReadFile(path); err == nil && digest(b) == hash {
		return path, nil
	}
	text, err := content()
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, "jieba-*")
	if err != nil {
		return "", err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(text)
	if err2 := f.Close(); err == nil {
		err = err2
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	return path, err
}

func placeString(dir, text string) (string, error) {
	return place(dir, digest([]byte(text)), func() (string, error) { return text, nil })
}

func digest(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}
