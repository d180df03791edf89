package temporal

// scratch is room for one search at a time, kept from one to the next. The arrays
// by actor are zero between searches.
type scratch struct {
	room  gathered
	key   []uint32 // see reach
	step  []uint32 // in trail, by which word came to an actor
	due   []arrival
	trail []step

	reached []uint32
	spots   []spot // of what reached lists; what else they hold is old

	fast fastScratch
	wait waiting
	meet meeting
}

func newScratch(actors int) *scratch {
	return &scratch{key: make([]uint32, actors), step: make([]uint32, actors)}
}

func (ix *Index) scratch() *scratch { return ix.pool.Get().(*scratch) }

// step is a contact by which word came to an actor, and the step before it.
type step struct{ contact, before uint32 }

// walk lists the contacts of the walk that ends with a step, in order.
func (s *scratch) walk(last uint32) []uint32 {
	n := 0
	for i := last; i != none; i = s.trail[i].before {
		n++
	}
	w := make([]uint32, n)
	for i := last; i != none; i = s.trail[i].before {
		n--
		w[n] = s.trail[i].contact
	}
	return w
}
