package pdf

import "github.com/tetratelabs/wazero/experimental"

// reserve gives a module its memory: all that it may ever have, of which the
// system provides what is touched. wazero's own way is to copy the memory to a
// larger place each time it grows, and to leave the smaller ones to the garbage
// collector; a file that filled 192 MB then took 950.
func reserve(_, most uint64) experimental.LinearMemory {
	return &memory{all: reserved(int(most))}
}

// A memory is the memory of one instance.
type memory struct{ all []byte }

// Reallocate makes the memory so many bytes long. It never moves.
func (m *memory) Reallocate(size uint64) []byte {
	if size > uint64(len(m.all)) {
		return nil
	}
	return m.all[:size]
}

// Free gives the memory back.
func (m *memory) Free() {
	release(m.all)
	m.all = nil
}
