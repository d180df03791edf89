package temporal

import (
	"context"

	"backchannel/graph"
)

// A pass searches as a labelling does, but in one scan of the exact contacts with
// the vague ones put in where they come, as long as no order joins messages, word
// may rest anywhere as long as it likes, and what departed when does not matter.
// Then a vague contact is an edge of a temporal graph that takes time (Wu et al.
// 2014, section 2): for what is certain word must be there when it starts, and
// arrives when it ends; for what is possible word may board it as long as it lasts,
// and arrives at once. Word still arrives in the order in which arrivals are passed,
// so that again (see reach.go) the fewest hops so far are all that counts.
type pass struct {
	l       *labelling
	certain bool
	hops    []uint32 // by actor, fewest so far; none where word has not come
	due     heap[due]
	bar     uint32 // the first rank of exact contacts, in the order of passing, before which something falls due
	latest  bool   // of the labels of an actor the last is the best, not the first
	to      uint32
}

// due is word that is on its way.
type due struct {
	at             int64 // of arrival
	hops           uint32
	actor, contact uint32
	before         int32
}

// passes tells whether one pass is enough for a question.
func (q *Query) passes(o Objective) bool {
	return q.maxWait == open && o != Fastest && len(q.ix.implied.place) == 0
}

func (l *labelling) pass(ctx context.Context, o Objective, to uint32) error {
	v, q := l.v, l.v.q
	p := &pass{l: l, certain: q.certain, hops: make([]uint32, q.ix.Actors()), latest: o == FewestHops, to: to}
	p.due.first = due.sooner
	for i := range p.hops {
		p.hops[i] = none
	}
	p.hops[v.from] = 0
	if err := p.vague(ctx, v.from, OpenEarliest, 0, -1); err != nil {
		return err
	}
	s := q.ix.scratch()
	defer q.ix.pool.Put(s)
	contacts := q.scan(ctx, s, 0, none)
	next := contacts.next
	if v.back {
		next = contacts.back
	}
	p.setBar()
	for !p.done() && next() {
		for k := range contacts.block {
			if v.back {
				k = len(contacts.block) - 1 - k
			}
			c := contacts.block[k]
			if v.back {
				c.from, c.to = c.to, c.from
			}
			if p.passed(c.at) {
				if err := p.settle(ctx, c.at); err != nil {
					return err
				}
				if p.done() {
					return nil
				}
			}
			hops := p.hops[c.from]
			if hops >= q.maxHops || hops+1 >= p.hops[c.to] { // none is beyond every bound
				continue
			}
			at := q.ix.times.at(c.at)
			if v.back {
				at = -at
			}
			if p.due.push(due{at, hops + 1, c.to, contacts.number(k), l.at[c.from]}) {
				p.setBar()
			}
		}
	}
	for len(p.due.items) > 0 && !p.done() {
		if err := p.arrive(ctx); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (p *pass) done() bool { return !p.latest && p.to != none && p.l.best[p.to] >= 0 }

// passed tells whether something falls due before the exact contacts of a rank leave.
func (p *pass) passed(rank uint32) bool {
	if p.bar == none {
		return false
	}
	if p.l.v.back {
		return rank < p.bar
	}
	return rank >= p.bar
}

// setBar follows a change of what is due next.
func (p *pass) setBar() {
	p.bar = none
	if len(p.due.items) == 0 {
		return
	}
	ix, usable := p.l.v.q.ix, p.usable(p.due.items[0].at)
	switch {
	case usable == open:
	case !p.l.v.back && usable == OpenEarliest:
		p.bar = 0
	case !p.l.v.back:
		p.bar = ix.times.search(usable)
	case usable == OpenEarliest:
		p.bar = none - 1
	default:
		p.bar = ix.times.search(-usable + 1)
	}
}

// usable is when word that has arrived may go on.
func (p *pass) usable(at int64) int64 {
	if at == OpenEarliest {
		return at
	}
	return plus(at, p.l.v.q.minWait)
}

// settle lets arrive what may go on with the exact contacts of a rank.
func (p *pass) settle(ctx context.Context, rank uint32) error {
	for p.passed(rank) {
		if err := p.arrive(ctx); err != nil {
			return err
		}
		p.setBar()
	}
	return nil
}

// arrive takes in what is due next.
func (p *pass) arrive(ctx context.Context) error {
	l, d := p.l, p.due.pop()
	if d.hops >= p.hops[d.actor] {
		return nil
	}
	p.hops[d.actor] = d.hops
	number := int32(len(l.labels))
	l.labels = append(l.labels, label{actor: d.actor, contact: d.contact, hops: d.hops, before: d.before, cost: d.at})
	l.at[d.actor] = number
	if l.best[d.actor] < 0 {
		l.order = append(l.order, d.actor)
		l.best[d.actor] = number
	} else if p.latest {
		l.best[d.actor] = number
	}
	if d.actor == p.to || d.hops >= l.v.q.maxHops {
		return nil
	}
	return p.vague(ctx, d.actor, p.usable(d.at), d.hops, number)
}

// vague sends word on by the vague contacts of an actor.
func (p *pass) vague(ctx context.Context, actor uint32, usable int64, hops uint32, before int32) error {
	n := 0
	v := p.l.v
	for c := range v.sent(actor, Bounds{OpenLatest, OpenEarliest}) { // no exact ones
		if n++; n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		_, to := v.ends(c)
		if hops+1 >= p.hops[to] {
			continue
		}
		b := v.bounds(c)
		at := b.Latest
		if p.certain {
			if !b.in(v.period) || b.Earliest < usable {
				continue
			}
		} else {
			b = b.both(v.period)
			if at = max(b.Earliest, usable); at > b.Latest {
				continue
			}
		}
		p.due.push(due{at, hops + 1, to, c, before})
	}
	return nil
}

// reached is what is said of the actor that a label came to, as judge would say.
func (l *labelling) reached(i int32) Reached {
	b, v := &l.labels[i], l.v
	r := Reached{Actor: b.actor, Hops: int(b.hops), Certainty: graph.Certain}
	r.At = v.bounds(b.contact).both(v.period)
	if !v.q.certain {
		r.At.Earliest = b.cost
	}
	for i >= 0 && r.Certainty == graph.Certain {
		b := &l.labels[i]
		at := v.bounds(b.contact)
		if i = b.before; !at.in(v.period) || i >= 0 && !v.follows(l.labels[i].contact, at) {
			r.Certainty = graph.Possible
		}
	}
	if v.back {
		r.At = r.At.negated()
	}
	return r
}

// follows tells whether a hop at one time leaves late enough after another in every reading.
func (v *sight) follows(before uint32, at Bounds) bool {
	b := v.bounds(before)
	return b.Latest != OpenLatest && at.Earliest >= b.Latest+v.q.minWait
}

func (d due) sooner(e due) bool {
	switch {
	case d.at != e.at:
		return d.at < e.at
	case d.hops != e.hops:
		return d.hops < e.hops
	}
	return d.contact < e.contact
}
