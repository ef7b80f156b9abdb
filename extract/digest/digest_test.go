package digest_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"jiaokan/extract/digest"
)

// TestSM3 has the two examples of GB/T 32905-2016, annex A, and lengths about the
// bounds of a block, as OpenSSL 3 has them.
func TestSM3(t *testing.T) {
	for in, want := range map[string]string{
		"abc":                      "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
		strings.Repeat("abcd", 16): "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
		"":                         "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b",
		strings.Repeat("a", 55):    "288337eef51eec62e7544d7270424c8dbe656254c99852870a73b2453a6a7fb1",
		strings.Repeat("a", 56):    "ba00ebedaab54065a5fd4f9f56326016203166bcee3eed44ea868d59d67aa3c8",
		strings.Repeat("a", 63):    "587308543551881ebd70d27ad358ff5dcdf24ac54822e2f7b7c3edce0985d21b",
		strings.Repeat("a", 64):    "616ec433c359e7c2b19f360e2b8f2a1b6e9ed76b8dc1a7d207b31a5341c611e9",
		strings.Repeat("a", 65):    "3d1d94afa238ec3e2bbc20ad504702b24c16f2889c94973f2f8da3526c44e4bc",
		strings.Repeat("a", 119):   "53282a90724e9eb79b18d06b5b8f7f02d046e18b29247dcdb064a136d5c4459a",
		strings.Repeat("a", 120):   "4c9f0fe9f36ffe0191af73560c4afb1b671be02ba2d0e0c161b1e03488c2a45c",
	} {
		sum := digest.SM3([]byte(in))
		if got := hex.EncodeToString(sum[:]); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestReadIsOf(t *testing.T) {
	for _, n := range []int{0, 1, 63, 64, 65, 4095, 4096, 4097, 100_000} {
		data := bytes.Repeat([]byte{7}, n)
		got, size, err := digest.Read(bytes.NewReader(data), make([]byte, 4096))
		if err != nil || size != int64(n) || got != digest.Of(data) {
			t.Errorf("%d bytes: read gives other sums, or %d bytes, %v", n, size, err)
		}
	}
}

func BenchmarkOf(b *testing.B) {
	data := make([]byte, 5300)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		digest.Of(data)
	}
}
