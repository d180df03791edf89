package temporal

import "context"

// A goal says which walk from one actor to the other to trace.
type goal struct {
	departure uint32 // rank of the first hop's time, or none for any
	hops      uint32 // stop when word came by at most so many; none: when it came first
}

// trace finds the first walk that meets a goal, or, where a search to the end finds
// none with so few hops, the one with the fewest. Among walks with the same hops
// and arrival it is the one whose contacts, compared from the last to the first,
// have the lowest numbers: an actor keeps the first contact that brought word by
// so few hops, and of these only the ones that came before matter to a later hop.
func (q *Query) trace(ctx context.Context, g goal) ([]uint32, error) {
	if q.waits() {
		return q.traceWaiting(ctx, g)
	}
	first, last := q.firstFrom(q.from), q.lastTo(q.to)
	if first == none || last == none {
		return nil, ctx.Err()
	}
	if g.departure != none {
		first = max(first, q.ix.ofRank(g.departure))
	}
	s := q.ix.scratch()
	defer q.ix.pool.Put(s)
	t := tracing{scratch: s, goal: g, from: q.from, to: q.to, floor: q.floor(), moment: none}
	s.trail, s.due = s.trail[:0], s.due[:0]
	s.key[q.from], s.step[q.from] = atStart, none
	b := q.scan(ctx, s, first, last+1)
	for !t.found && b.next() {
		t.pass(&b)
	}
	t.settle()
	var walk []uint32
	if s.key[q.to] != 0 {
		walk = s.walk(s.step[q.to])
	}
	s.key[q.from] = 0
	for _, step := range s.trail {
		s.key[q.ix.hot[step.contact].to] = 0
	}
	return walk, ctx.Err()
}

// ofRank is the first contact at the time of a rank.
func (ix *Index) ofRank(rank uint32) uint32 { return ix.after(ix.times.at(rank)) }

// tracing is a forward scan as in spreading, for one walk: each actor keeps the
// step by which word came.
type tracing struct {
	*scratch
	goal
	from, to uint32
	floor    uint32
	moment   uint32
	found    bool
}

func (t *tracing) settle() {
	for _, a := range t.due {
		if a.key > t.key[a.actor] {
			t.key[a.actor] = a.key
			t.step[a.actor] = uint32(len(t.trail))
			t.trail = append(t.trail, step{a.contact, a.before})
		}
	}
	t.due, t.moment = t.due[:0], none
	if k := t.key[t.to]; k != 0 && (t.hops == none || atStart-k <= t.hops) {
		t.found = true
	}
}

func (t *tracing) pass(b *scan) {
	key, block := t.key, b.block
	for i := 0; i < len(block); i++ {
		if t.moment == none {
			for i < len(block) && key[block[i].from] <= key[block[i].to]+1 {
				i++
			}
			if i == len(block) {
				return
			}
		}
		c := &block[i]
		if c.at > t.moment {
			if t.settle(); t.found {
				return
			}
		}
		k := key[c.from]
		if k <= key[c.to]+1 || k <= t.floor || c.from == t.from && t.departure != none && c.at != t.departure {
			continue
		}
		t.due = append(t.due, arrival{c.to, k - 1, b.number(i), t.step[c.from]})
		t.moment = c.at
	}
}
