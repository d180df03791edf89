package temporal

import (
	"context"
	"slices"
)

// sidesOf holds, for each two actors with contacts, these contacts in time order,
// and each such pair once, at the actor with fewer contacts. A triangle of pairs
// is then found from one of its corners only, and no actor has more than the
// square root of twice the contacts to go through (Chiba & Nishizeki 1985).
type sidesOf struct {
	start []uint32 // of each actor's pairs; one more than there are actors
	other []uint32 // by pair, in rising order for each actor
	first []uint32 // by pair: where its contacts begin; one more than there are pairs
	items []entry  // the contacts; key holds the direction alone, as the actor sees it
}

func (in *incidence) degree(a uint32) uint32 { return in.start[a+1] - in.start[a] }

// above orders actors by the number of their contacts.
func (in *incidence) above(a, b uint32) bool {
	m, n := in.degree(a), in.degree(b)
	return m > n || m == n && a > b
}

func newSides(ctx context.Context, in *incidence) (*sidesOf, error) {
	actors := uint32(len(in.start) - 1)
	s := &sidesOf{start: make([]uint32, 1, actors+1), items: make([]entry, len(in.entry)/2)}
	count := make([]uint32, actors) // of the actor at hand: contacts by other actor, then where the next one goes
	done, work := uint32(0), 0
	for a := range actors {
		mine := in.entry[in.start[a]:in.start[a+1]]
		begin := len(s.other)
		for _, e := range mine {
			if b := e.other(); in.above(b, a) {
				if count[b] == 0 {
					s.other = append(s.other, b)
				}
				count[b]++
			}
		}
		slices.Sort(s.other[begin:])
		for _, b := range s.other[begin:] {
			s.first = append(s.first, done)
			n := count[b]
			count[b] = done
			done += n
		}
		for _, e := range mine {
			if b := e.other(); in.above(b, a) {
				s.items[count[b]] = entry{e.direction(), e.at}
				count[b]++
			}
		}
		for _, b := range s.other[begin:] {
			count[b] = 0
		}
		s.start = append(s.start, uint32(len(s.other)))
		if work += len(mine); work > stride {
			work = 0
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
	}
	s.first = append(s.first, done)
	return s, nil
}

func (s *sidesOf) contacts(pair uint32) []entry { return s.items[s.first[pair]:s.first[pair+1]] }

// triangleScan goes through the triangles of pairs and counts, in each, the triples
// with a contact on every side, as a window slides over the contacts of all three
// sides together (Paranjape et al. 2017, section 4.3). A contact is merged once for
// each triangle that its pair is in, however long the window.
type triangleScan struct {
	sides  *sidesOf
	oldest []uint32
	pair   []uint32 // by actor: its pair with the corner at hand, plus 1
	merged []entry  // key is side<<1 | direction
	found  sides
	work   int // since the last look at the context
}

// step counts work, and looks at the context now and then.
func (s *triangleScan) step(ctx context.Context, work int) error {
	if s.work += work; s.work <= stride {
		return nil
	}
	s.work = 0
	return ctx.Err()
}

// corner goes through the triangles whose lowest actor is w.
func (s *triangleScan) corner(ctx context.Context, w uint32) error {
	in := s.sides
	low, high := in.start[w], in.start[w+1]
	if high-low < 2 {
		return nil
	}
	for p := low; p < high; p++ {
		s.pair[in.other[p]] = p + 1
	}
	defer func() {
		for _, v := range in.other[low:high] {
			s.pair[v] = 0
		}
	}()
	for p := low; p < high; p++ {
		v := in.other[p]
		for q := in.start[v]; q < in.start[v+1]; q++ {
			if r := s.pair[in.other[q]]; r != 0 {
				if err := s.triangle(ctx, in.contacts(p), in.contacts(r-1), in.contacts(q)); err != nil {
					return err
				}
			}
		}
		if err := s.step(ctx, int(in.start[v+1]-in.start[v])); err != nil {
			return err
		}
	}
	return nil
}

// merge puts the contacts of three sides in time order.
func (s *triangleScan) merge(ctx context.Context, lists ...[]entry) error {
	s.merged = s.merged[:0]
	for {
		best, earliest := -1, uint32(none)
		for i, l := range lists {
			if len(l) > 0 && l[0].at < earliest {
				best, earliest = i, l[0].at
			}
		}
		if best < 0 {
			return nil
		}
		s.merged = append(s.merged, entry{uint32(best)<<1 | lists[best][0].key, earliest})
		lists[best] = lists[best][1:]
		if err := s.step(ctx, 1); err != nil {
			return err
		}
	}
}

// across lists, for each directed side, those that are on the two other sides: two
// of the one, two of the other.
var across = [8][4]uint32{{2, 3, 4, 5}, {2, 3, 4, 5}, {0, 1, 4, 5}, {0, 1, 4, 5}, {0, 1, 2, 3}, {0, 1, 2, 3}}

func (s *triangleScan) triangle(ctx context.Context, wvs, wus, vus []entry) error {
	if err := s.merge(ctx, wvs, wus, vus); err != nil {
		return err
	}
	var (
		n      [8]uint64    // contacts in the window, by directed side
		pairs  [8][8]uint64 // two of them on different sides, one before the other
		tail   int
		end    int
		merged = s.merged
	)
	for head := 0; head < len(merged); head = end {
		at := merged[head].at
		for end = head + 1; end < len(merged) && merged[end].at == at; end++ {
		}
		for oldest := s.oldest[at]; merged[tail].at < oldest; {
			gone, until := tail, merged[tail].at
			for ; merged[tail].at == until; tail++ {
				n[merged[tail].key&7]--
			}
			for _, e := range merged[gone:tail] {
				for _, y := range across[e.key&7] {
					pairs[e.key&7][y&7] -= n[y&7]
				}
			}
		}
		group := merged[head:end]
		for _, e := range group {
			z := e.key & 7
			o := &across[z]
			for _, x := range o[:2] {
				for _, y := range o[2:] {
					s.found[x&7][y&7][z] += pairs[x&7][y&7]
					s.found[y&7][x&7][z] += pairs[y&7][x&7]
				}
			}
		}
		for _, e := range group {
			for _, x := range across[e.key&7] {
				pairs[x&7][e.key&7] += n[x&7]
			}
		}
		for _, e := range group {
			n[e.key&7]++
		}
		if err := s.step(ctx, end-head); err != nil {
			return err
		}
	}
	return nil
}
