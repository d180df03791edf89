package hypothesis

import (
	"math/bits"
	"math/rand/v2"
)

// source draws for one permutation.
type source struct{ pcg rand.PCG }

// seed starts the source of permutation k under a seed. The two are mixed
// (SplitMix64; Steele, Lea & Flood 2014), so that neighbouring permutations begin
// at unrelated states.
func (s *source) seed(seed, k uint64) {
	a := mix(seed + golden)
	b := mix(a ^ mix(k+golden))
	s.pcg.Seed(b, mix(b+golden))
}

const golden = 0x9e3779b97f4a7c15 // 2⁶⁴ over the golden ratio

func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below draws a number below n, each as likely (Lemire 2019, "Fast random integer
// generation in an interval").
func (s *source) below(n uint64) uint64 {
	hi, lo := bits.Mul64(s.pcg.Uint64(), n)
	if lo < n {
		for least := -n % n; lo < least; {
			hi, lo = bits.Mul64(s.pcg.Uint64(), n)
		}
	}
	return hi
}

// shuffle puts x in an order drawn from all of them (Durstenfeld 1964).
func (s *source) shuffle(x []uint32) {
	for i := len(x) - 1; i > 0; i-- {
		j := s.below(uint64(i) + 1)
		x[i], x[j] = x[j], x[i]
	}
}
