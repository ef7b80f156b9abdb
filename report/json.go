package report

import (
	"encoding/json"
	"fmt"
	"io"
)

// JSON writes result.json.
func JSON(w io.Writer, r *Result) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(r)
}

// ReadJSON reads result.json.
func ReadJSON(data []byte) (*Result, error) {
	r := new(Result)
	if err := json.Unmarshal(data, r); err != nil {
		return nil, err
	}
	if r.Schema != Schema {
		return nil, fmt.Errorf("the schema is %q and not %q", r.Schema, Schema)
	}
	return r, nil
}
