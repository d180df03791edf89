package temporal

import (
	"context"
	"slices"

	"backchannel/graph"
)

// A label is one way for word to come to an actor: the walk so far, and in its
// state what matters for the hops to come.
type label struct {
	actor   uint32
	contact uint32 // the last hop
	hops    uint32
	before  int32 // the label that it extends; -1 at the start
	next    int32 // another of the same actor; -1 at the end
	cost    int64 // what the objective minimizes; no extension has less
	groups  []int32
	state   []int64
	left    bool // another covers it
}

// states is what labels hold and how it goes on: in zones for walks that hold in
// some reading, in followers for walks that hold in all.
type states interface {
	// start is the label of the actor that word starts from.
	start() label
	// extend makes next, which it may reuse later, out of l and one more hop; false
	// if the walk then holds no longer.
	extend(l *label, c uint32, next *label) bool
	// covers tells whether every hop that may follow b may follow a, at no higher cost.
	covers(a, b *label) bool
	// ready bounds when the next hop may leave.
	ready(l *label) Bounds
}

// A sight is a query looked at forward, or backward: with times negated and the
// ends of contacts exchanged, so that the latest departure becomes the earliest
// arrival.
type sight struct {
	q        *Query
	back     bool
	from, to uint32
	period   Bounds
}

func (q *Query) sight(back bool) *sight {
	v := &sight{q: q, back: back, from: q.from, to: q.to, period: q.period}
	if back {
		v.from, v.to, v.period = q.to, q.from, q.period.negated()
	}
	return v
}

// negated is the interval of -t for t in b.
func (b Bounds) negated() Bounds {
	n := Bounds{OpenEarliest, OpenLatest}
	if b.Latest != OpenLatest {
		n.Earliest = -b.Latest
	}
	if b.Earliest != OpenEarliest {
		n.Latest = -b.Earliest
	}
	return n
}

// later is b moved on by least to most.
func (b Bounds) later(least, most int64) Bounds {
	if b.Earliest != OpenEarliest {
		b.Earliest += least
	}
	b.Latest = plus(b.Latest, most)
	return b
}

// both is what two intervals share; it is empty if it ends before it begins.
func (b Bounds) both(c Bounds) Bounds {
	return Bounds{max(b.Earliest, c.Earliest), min(b.Latest, c.Latest)}
}

func (b Bounds) empty() bool { return b.Earliest > b.Latest }

// in tells whether b is a part of c.
func (b Bounds) in(c Bounds) bool { return b.Earliest >= c.Earliest && b.Latest <= c.Latest }

func (v *sight) ends(c uint32) (from, to uint32) {
	from, to = v.q.ix.Ends(c)
	if v.back {
		return to, from
	}
	return from, to
}

func (v *sight) bounds(c uint32) Bounds {
	b := v.q.ix.tight(c)
	if v.back {
		return b.negated()
	}
	return b
}

// sent yields the admitted contacts by which word may leave an actor: the exact
// ones within the window, the earliest first, and all vague ones.
func (v *sight) sent(actor uint32, window Bounds) func(yield func(uint32) bool) {
	q, ix := v.q, v.q.ix
	list := ix.sent
	if v.back {
		list, window = ix.received, window.negated()
	}
	all := list.of(actor)
	vague, _ := slices.BinarySearch(all, ix.exact)
	return func(yield func(uint32) bool) {
		lo, hi := q.first, q.end
		if window.Earliest != OpenEarliest {
			lo = max(lo, ix.after(window.Earliest))
		}
		if window.Latest != OpenLatest {
			hi = min(hi, ix.after(window.Latest+1))
		}
		i, _ := slices.BinarySearch(all[:vague], lo)
		j, _ := slices.BinarySearch(all[:vague], hi)
		for k := range max(0, j-i) {
			c := all[i+k]
			if v.back {
				c = all[j-1-k]
			}
			if q.admits(c) && !yield(c) {
				return
			}
		}
		for _, c := range all[vague:] {
			if q.admits(c) && !yield(c) {
				return
			}
		}
	}
}

// A labelling searches by label setting (Martins 1984, "On a multicriteria shortest
// path problem"): of all labels the one with the least cost, then the fewest hops,
// is final. A label that another of the same actor covers, with no more hops, is
// left out.
type labelling struct {
	v      *sight
	states states

	labels []label
	at     []int32 // the first label of each actor; -1 for none
	open   heap[int32]
	room   []int64
	bytes  int // that labels take
	budget int // bytes that they may take

	best  []int32 // the label that was final first, by actor; -1 for none
	order []uint32
}

// labelBytes is how much memory the labels of one search may take.
const labelBytes = 512 << 20

func newLabelling(v *sight, s states) *labelling {
	n := v.q.ix.Actors()
	l := &labelling{v: v, states: s, at: make([]int32, n), best: make([]int32, n), budget: labelBytes}
	l.open.first = l.first
	for i := range n {
		l.at[i], l.best[i] = -1, -1
	}
	return l
}

// run searches until the actor to is reached, or all are if it is none.
func (l *labelling) run(ctx context.Context, to uint32) error {
	start := l.states.start()
	start.actor, start.before = l.v.from, -1
	if err := l.extend(ctx, &start, -1); err != nil {
		return err
	}
	for len(l.open.items) > 0 {
		i := l.open.pop()
		b := l.labels[i]
		if b.left {
			continue
		}
		if l.best[b.actor] < 0 {
			l.best[b.actor] = i
			l.order = append(l.order, b.actor)
		}
		if b.actor == to {
			return nil
		}
		if b.hops == l.v.q.maxHops {
			continue
		}
		if err := l.extend(ctx, &b, i); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// extend goes on from a label by every contact that may follow. What comes back to
// where word started is left out: the rest of such a walk is a better one.
func (l *labelling) extend(ctx context.Context, b *label, number int32) error {
	var next label
	n := 0
	for c := range l.v.sent(b.actor, l.states.ready(b)) {
		if n++; n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		_, to := l.v.ends(c)
		if to == l.v.from || !l.states.extend(b, c, &next) {
			continue
		}
		next.actor, next.contact, next.hops, next.before = to, c, b.hops+1, number
		l.add(&next)
	}
	if l.bytes > l.budget {
		return graph.Errorf(graph.TooLarge, "too many walks through vague times have to be kept apart (%d so far): narrow the period, set max_hops, drop max_wait, or ask only for certain paths", len(l.labels))
	}
	return ctx.Err()
}

// add takes in a label unless another covers it, and leaves out those it covers.
func (l *labelling) add(b *label) {
	for i := l.at[b.actor]; i >= 0; i = l.labels[i].next {
		if a := &l.labels[i]; a.hops <= b.hops && l.states.covers(a, b) {
			return
		}
	}
	link := &l.at[b.actor]
	for *link >= 0 {
		a := &l.labels[*link]
		if b.hops <= a.hops && l.states.covers(b, a) {
			a.left = true
			*link = a.next
			continue
		}
		link = &a.next
	}
	kept := *b
	kept.left = false
	kept.next = l.at[b.actor]
	kept.state = l.keep(b.state)
	kept.groups = slices.Clone(b.groups)
	l.at[b.actor] = int32(len(l.labels))
	l.labels = append(l.labels, kept)
	l.open.push(int32(len(l.labels) - 1))
	const labelSize = 112
	l.bytes += labelSize + 8*len(b.state) + 4*len(b.groups)
}

func (l *labelling) keep(s []int64) []int64 {
	if len(l.room) < len(s) {
		l.room = make([]int64, max(4096, len(s)))
	}
	kept := l.room[:len(s):len(s)]
	copy(kept, s)
	l.room = l.room[len(s):]
	return kept
}

// walk lists the contacts that lead to a label, in the order of their times.
func (l *labelling) walk(i int32) []uint32 {
	var w []uint32
	for ; i >= 0; i = l.labels[i].before {
		w = append(w, l.labels[i].contact)
	}
	if !l.v.back {
		slices.Reverse(w)
	}
	return w
}

// first tells whether label i is looked at before label j.
func (l *labelling) first(i, j int32) bool {
	a, b := &l.labels[i], &l.labels[j]
	switch {
	case a.cost != b.cost:
		return a.cost < b.cost
	case a.hops != b.hops:
		return a.hops < b.hops
	case a.contact != b.contact:
		return a.contact < b.contact
	}
	return i < j
}
