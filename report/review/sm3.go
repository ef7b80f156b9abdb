package review

import (
	"encoding/binary"
	"encoding/hex"
	"math/bits"
)

// SM3 returns the digest of GB/T 32905-2016 in hex. Archives in China ask for it
// beside SHA-256 (GM/T 0004). It is Merkle and Damgård's construction over blocks
// of 64 bytes, as SHA-256 is, with other round functions.
func SM3(data []byte) string {
	v := [8]uint32{0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e}
	n := len(data)
	for ; len(data) >= 64; data = data[64:] {
		sm3Block(&v, data[:64])
	}
	// A one bit, zeros up to the last eight bytes of a block, the length in bits.
	tail := append(make([]byte, 0, 128), data...)
	tail = append(tail, 0x80)
	for len(tail)%64 != 56 {
		tail = append(tail, 0)
	}
	tail = binary.BigEndian.AppendUint64(tail, uint64(n)*8)
	for ; len(tail) > 0; tail = tail[64:] {
		sm3Block(&v, tail[:64])
	}
	var out []byte
	for _, x := range v {
		out = binary.BigEndian.AppendUint32(out, x)
	}
	return hex.EncodeToString(out)
}

// sm3Block is the compression function CF of 5.3.
func sm3Block(v *[8]uint32, block []byte) {
	var w [68]uint32
	for i := range 16 {
		w[i] = binary.BigEndian.Uint32(block[4*i:])
	}
	for i := 16; i < 68; i++ {
		x := w[i-16] ^ w[i-9] ^ bits.RotateLeft32(w[i-3], 15)
		x ^= bits.RotateLeft32(x, 15) ^ bits.RotateLeft32(x, 23) // P1
		w[i] = x ^ bits.RotateLeft32(w[i-13], 7) ^ w[i-6]
	}
	a, b, c, d, e, f, g, h := v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]
	for i := range 64 {
		t, ff, gg := uint32(0x79cc4519), a^b^c, e^f^g
		if i >= 16 {
			t, ff, gg = 0x7a879d8a, a&b|a&c|b&c, e&f|^e&g
		}
		s1 := bits.RotateLeft32(bits.RotateLeft32(a, 12)+e+bits.RotateLeft32(t, i%32), 7)
		s2 := s1 ^ bits.RotateLeft32(a, 12)
		t1 := ff + d + s2 + (w[i] ^ w[i+4])
		t2 := gg + h + s1 + w[i]
		d, c, b, a = c, bits.RotateLeft32(b, 9), a, t1
		h, g, f, e = g, bits.RotateLeft32(f, 19), e, t2^bits.RotateLeft32(t2, 9)^bits.RotateLeft32(t2, 17) // P0
	}
	for i, x := range [8]uint32{a, b, c, d, e, f, g, h} {
		v[i] ^= x
	}
}
