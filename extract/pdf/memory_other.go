//go:build !linux && !darwin && !freebsd

package pdf

// reserved leaves it to the runtime when memory is provided and given back.
func reserved(size int) []byte { return make([]byte, size) }

func release([]byte) {}
