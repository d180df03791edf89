package hypothesis

// Some arrangements have a condition that a plain shuffle would break. They are
// reached by a chain of swaps of two, each refused if it breaks the condition.
// Such a chain is symmetric, and what it converges to is uniform.
//
// However far it gets, the p-value is exact: the chain walks from the observation
// to a hub, and each permutation from the hub, all equally long, so that the
// observation is as likely as any of them to stand where it does (the parallel
// method of Besag & Clifford 1989, "Generalized Monte Carlo significance tests").

// chainLength is how many swaps are tried. Each contact is then drawn four times on
// each of the two ways; even if half the swaps are refused, one in fifty is left
// where it was. Few contacts, which block one another, get more. A longer chain
// makes no p-value more exact, only dearer.
func chainLength(n int) int { return 2*n + 500 }

// swaps tries chainLength swaps among the numbers below n. Which two are drawn does
// not depend on where the chain is: that makes it symmetric, and a draw from half a
// word, which is not quite even, as good as any.
//
// Where swaps alone cannot lead everywhere, turn is tried too, once in four times:
// it passes on what three have, in either direction alike.
func swaps(s *source, n int, swap func(i, j uint32), turn func(i, j, k uint32)) {
	size := uint64(n)
	for range chainLength(n) {
		draw := s.pcg.Uint64()
		i, j := uint32(uint64(uint32(draw))*size>>32), uint32(draw>>32*size>>32)
		if draw&3 != 0 || turn == nil {
			swap(i, j)
			continue
		}
		k := uint32(s.pcg.Uint64() >> 32 * size >> 32)
		if i == j || j == k || k == i {
			continue
		}
		if draw&16 != 0 {
			turn(i, j, k)
		} else {
			turn(k, j, i)
		}
	}
}
