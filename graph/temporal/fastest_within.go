package temporal

import "context"

// fastestWithin is a forward scan for the fastest walks of a bounded number of
// hops. What departed last may have come by too many, so that there is a number
// for each actor and each number of hops: the last departure, by rank and one
// more, of what has come so far by at most so many; 0 where nothing has.
type fastestWithin struct {
	quickest
	departures []uint32 // of the fastest walks, by rank
	last       []uint32 // of an actor, one after the other for 1, 2, … hops
	bound      uint32   // of hops
	from       uint32
	due        []withinArrival
	moment     uint32
}

type withinArrival struct{ actor, hops, departure uint32 }

// note takes down word at an actor.
func (f *fastestWithin) note(actor, departure, hops uint32) {
	if f.only != none {
		if actor != f.only {
			return
		}
		actor = 0
	}
	best := &f.spots[actor]
	if best.hops == 0 {
		f.reached++
	} else if took, least := f.ix.took(departure, f.moment), f.ix.took(f.departures[actor], best.at); took > least || took == least && hops >= best.hops {
		return
	}
	*best, f.departures[actor], f.departure = spot{f.moment, hops}, departure, departure
}

func (f *fastestWithin) settle() {
	for _, a := range f.due {
		row := f.row(a.actor)
		if a.departure <= row[a.hops-1] {
			continue
		}
		for h := a.hops - 1; h < f.bound && row[h] < a.departure; h++ {
			row[h] = a.departure
		}
		f.note(a.actor, a.departure-1, a.hops)
	}
	f.due, f.moment = f.due[:0], none
}

func (f *fastestWithin) row(actor uint32) []uint32 {
	i, n := int(actor)*int(f.bound), int(f.bound)
	return f.last[i : i+n : i+n]
}

func (f *fastestWithin) forward(block []triple) {
	moment := f.moment
	for i := range block {
		c := &block[i]
		if c.at > moment {
			f.settle()
			if moment = none; f.done() {
				return
			}
		}
		if c.to == f.from {
			continue // nothing that comes back is better
		}
		if c.from == f.from {
			f.due = append(f.due, withinArrival{c.to, 1, c.at + 1})
			moment = c.at
			f.moment = moment
			continue
		}
		known := f.row(c.from)
		if known[f.bound-1] == 0 {
			continue
		}
		there := f.row(c.to)
		before := uint32(0)
		for h := 1; h < len(known); h++ {
			departure := known[h-1] // by at most h hops
			if departure > before && departure > there[h] {
				f.due = append(f.due, withinArrival{c.to, uint32(h + 1), departure})
				moment = c.at
				f.moment = moment
			}
			before = departure
		}
	}
}

// fastestWithin scans for the fastest walks of at most the hops asked for, to one
// actor, or, with none, to all.
func (q *Query) fastestWithin(ctx context.Context, only uint32) (*quickest, error) {
	first, last := q.firstFrom(q.from), uint32(none-1)
	if only != none {
		last = q.lastTo(only)
	}
	f := &fastestWithin{quickest: newQuickest(q.ix, only), bound: q.maxHops, from: q.from, moment: none}
	f.departures = make([]uint32, len(f.spots))
	f.took = func(actor uint32) int64 { return f.ix.took(f.departures[actor], f.spots[actor].at) }
	if first == none || last == none {
		return &f.quickest, ctx.Err()
	}
	s := q.ix.scratch()
	defer q.ix.pool.Put(s)
	s.fast.within = cleared(s.fast.within, q.ix.Actors()*int(q.maxHops))
	f.last = s.fast.within
	for b := q.scan(ctx, s, first, last+1); !f.done() && b.next(); {
		f.forward(b.block)
	}
	f.settle()
	return &f.quickest, ctx.Err()
}
