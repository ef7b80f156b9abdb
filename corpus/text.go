package corpus

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// bom is the mark that may stand before a text in UTF-8: it is of the file and not
// of the text.
var bom = []byte("\xef\xbb\xbf")

// plain reports whether the text of a file is the file, less a BOM. Such a text is
// not kept: it is read from there.
func plain(data []byte, text string) bool { return string(bytes.TrimPrefix(data, bom)) == text }

// Where a text is: in a file, or kept.
type whereabouts struct {
	path   string
	format string // "" where there is no text
	size   int64
	sha256 []byte
	kept   sql.NullInt64 // number in the table of texts
}

// whereQuestion is asked with a list of documents in JSON.
const whereQuestion = "SELECT id, path, format, size, sha256, text FROM documents WHERE id IN (SELECT value FROM json_each(?))"

// whereabouts says where the texts of documents are. To ask for many at once costs
// a fifth of asking for each.
func (a *Archive) whereabouts(ids []int64) (map[int64]whereabouts, error) {
	question, err := a.whereText()
	if err != nil {
		return nil, storeError(err)
	}
	list := []byte{'['}
	for _, id := range ids {
		list = append(strconv.AppendInt(list, id, 10), ',')
	}
	list = append(bytes.TrimSuffix(list, []byte{','}), ']')
	rows, err := question.Query(string(list))
	if err != nil {
		return nil, storeError(err)
	}
	defer rows.Close()
	found := make(map[int64]whereabouts, len(ids))
	for rows.Next() {
		var id int64
		var w whereabouts
		if err := rows.Scan(&id, &w.path, &w.format, &w.size, &w.sha256, &w.kept); err != nil {
			return nil, storeError(err)
		}
		found[id] = w
	}
	return found, storeError(rows.Err())
}

// Text returns the text of a document as it was read. It is ErrChanged when the
// text would have to come from the file and the file is not the one recorded (by
// its SHA-256) or cannot be read any more, and ErrNoText for a document without text.
func (a *Archive) Text(id int64) (string, error) {
	found, err := a.whereabouts([]int64{id})
	if err != nil {
		return "", err
	}
	w, ok := found[id]
	if !ok {
		return "", noRow(sql.ErrNoRows)
	}
	return a.textAt(w)
}

// textAt is Text of a document of which it is known where that is.
func (a *Archive) textAt(w whereabouts) (string, error) {
	switch {
	case w.kept.Valid:
		var body []byte
		if err := a.db.QueryRow("SELECT body FROM texts WHERE id = ?", w.kept.Int64).Scan(&body); err != nil {
			return "", noRow(err)
		}
		return inflate(body)
	case w.format == "" || len(w.sha256) != sha256.Size:
		return "", ErrNoText
	}
	data, err := readRecorded(w.path, w.size)
	if err != nil {
		return "", err
	}
	if sha256.Sum256(data) != [sha256.Size]byte(w.sha256) {
		return "", fmt.Errorf("%w: %s", ErrChanged, w.path)
	}
	return string(bytes.TrimPrefix(data, bom)), nil
}

// readRecorded reads a file that was a regular one of size bytes when it was
// recorded. What stands in its place may be anything, such as a pipe without end.
func readRecorded(path string, size int64) ([]byte, error) {
	st, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrChanged, err)
	case !st.Mode().IsRegular() || st.Size() != size:
		return nil, fmt.Errorf("%w: %s", ErrChanged, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrChanged, err)
	}
	return data, nil
}

// A deflater compresses texts for the table of texts. It keeps its tables, of more
// than a megabyte, from one to the next.
type deflater struct{ w *flate.Writer }

func (d *deflater) deflate(text string) []byte {
	var b bytes.Buffer
	if d.w == nil {
		d.w, _ = flate.NewWriter(nil, flate.BestSpeed) // an error is of the level only
	}
	d.w.Reset(&b)
	_, _ = io.WriteString(d.w, text) // a Buffer takes all
	_ = d.w.Close()
	return b.Bytes()
}

// deflate compresses one text.
func deflate(text string) []byte { return new(deflater).deflate(text) }

func inflate(body []byte) (string, error) {
	var b strings.Builder
	if _, err := io.Copy(&b, flate.NewReader(bytes.NewReader(body))); err != nil {
		return "", fmt.Errorf("%w: a text that is kept: %w", ErrDamaged, err)
	}
	return b.String(), nil
}

// textSum is what a kept text is found again by.
func textSum(body []byte) int64 {
	sum := sha256.Sum256(body)
	return int64(binary.LittleEndian.Uint64(sum[:8]))
}
