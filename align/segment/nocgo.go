//go:build !cgo

package segment

func load(string) (Cutter, error) { return portable() }
