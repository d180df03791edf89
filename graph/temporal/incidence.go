package temporal

import "context"

// triple is a contact in the hot loops: who, whom, and the number of its moment
// among the distinct moments, which rises with time.
type triple struct{ from, to, at uint32 }

// An incidence lists each actor's contacts in time order, those sent and those
// received together, as two entries per contact. A contact with oneself is left out.
type incidence struct {
	start []uint32 // of each actor's entries; one more than there are actors
	entry []entry
	twin  []uint32 // the entry of the same contact with its other actor
}

// entry is a contact as one of its two actors sees it.
type entry struct {
	key uint32 // the other actor and, in the lowest bit, the direction
	at  uint32
}

func (e entry) other() uint32     { return e.key >> 1 }
func (e entry) direction() uint32 { return e.key & 1 }

// stride is how many contacts a loop passes between two looks at its context.
const stride = 1 << 16

// newIncidence sorts contacts, which are in time order, by actor. The ids of
// actors are below actors, which is below 2³¹.
func newIncidence(ctx context.Context, actors int, contacts []triple) (*incidence, error) {
	in := &incidence{start: make([]uint32, actors+1)}
	next := in.start[1:] // counts, then where each actor's next entry goes
	for rest := contacts; len(rest) > 0; rest = rest[min(stride, len(rest)):] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, c := range rest[:min(stride, len(rest))] {
			if c.from != c.to {
				next[c.from]++
				next[c.to]++
			}
		}
	}
	total := cumulate(next)
	in.entry, in.twin = make([]entry, total), make([]uint32, total)
	for rest := contacts; len(rest) > 0; rest = rest[min(stride, len(rest)):] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, c := range rest[:min(stride, len(rest))] {
			if c.from == c.to {
				continue
			}
			p, q := next[c.from], next[c.to]
			next[c.from], next[c.to] = p+1, q+1
			in.entry[p], in.twin[p] = entry{c.to<<1 | outgoing, c.at}, q
			in.entry[q], in.twin[q] = entry{c.from<<1 | incoming, c.at}, p
		}
	}
	return in, nil // next has become the ends, which are the starts of those after
}
