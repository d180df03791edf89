package temporal

import (
	"context"
	"math"
)

// The searches in this file, and trace, rest on one observation. Contacts are
// passed in time order and take no time, so word arrives in the order in which the
// contacts are passed: of all that has come to an actor so far, whatever came by
// fewer hops is as good or better for every hop to come. One number for each actor
// is enough for the earliest arrival, the fewest hops, and both together. (Wu et
// al. 2014, algorithm 1, is the same scan with the arrival time as the number.)
//
// The number is the actor's key: 0 where word has not come, else atStart less the hops. What arrives at one moment becomes known after that moment, so
// that a hop leaves strictly later than the one before arrived.

// atStart is the key of the actor that word starts from. One more still fits.
const atStart = math.MaxUint32 - 1

// arrival of word at an actor, not known until its moment is over.
type arrival struct{ actor, key, contact, before uint32 }

// floor is the lowest key from which a further hop may not be made.
func (q *Query) floor() uint32 {
	if q.maxHops == none {
		return 0
	}
	return atStart - q.maxHops
}

// A spreading fills a Spread in one scan.
type spreading struct {
	key   []uint32
	spots []spot // hops are those at the time that counts
	fewer bool   // what counts is the time of the fewest hops, not the first time
	floor uint32

	due     []arrival
	moment  uint32   // of what is due; idle where nothing is
	idle    uint32   // a moment that no contact is beyond
	reached []uint32 // actors
	all     int      // nothing more to find when so many are reached,
	until   uint32   // or when this one is, if it is not none
}

func (s *spreading) done() bool {
	return len(s.reached) >= s.all || s.until != none && s.key[s.until] != 0
}

// settle makes known what is due.
func (s *spreading) settle() {
	for _, a := range s.due {
		before := s.key[a.actor]
		if a.key <= before {
			continue
		}
		s.key[a.actor] = a.key
		if before == 0 {
			s.reached = append(s.reached, a.actor)
		}
		if spot := &s.spots[a.actor]; before == 0 || s.fewer || spot.at == s.moment {
			spot.at, spot.hops = s.moment, atStart-a.key
		}
	}
	s.due, s.moment = s.due[:0], s.idle
}

// forward passes a block of contacts. While nothing is due, which is most of the
// time, the one test that matters is whether a contact brings anything better.
func (s *spreading) forward(block []triple) {
	key := s.key
	for i := 0; i < len(block); i++ {
		if s.moment == s.idle {
			for i < len(block) && key[block[i].from] <= key[block[i].to]+1 {
				i++
			}
			if i == len(block) {
				return
			}
		}
		c := &block[i]
		if c.at > s.moment {
			if s.settle(); s.done() {
				return
			}
		}
		if k := key[c.from]; k > key[c.to]+1 && k > s.floor {
			s.due = append(s.due, arrival{actor: c.to, key: k - 1})
			s.moment = c.at
		}
	}
}

// backward passes a block from its end: word goes from recipient to sender, and
// back in time.
func (s *spreading) backward(block []triple) {
	key := s.key
	for i := len(block) - 1; i >= 0; i-- {
		if s.moment == s.idle {
			for i >= 0 && key[block[i].to] <= key[block[i].from]+1 {
				i--
			}
			if i < 0 {
				return
			}
		}
		c := &block[i]
		if c.at < s.moment {
			if s.settle(); s.done() {
				return
			}
		}
		if k := key[c.to]; k > key[c.from]+1 && k > s.floor {
			s.due = append(s.due, arrival{actor: c.from, key: k - 1})
			s.moment = c.at
		}
	}
}

// spread runs a scan of the exact contacts from one actor to all: forward from
// the sender, or backward from the recipient. With first, the time that counts is
// the first at which word is there (going back: the last) and hops are the fewest
// at that time; else hops are the fewest at all, and the time the first with these.
func (q *Query) spread(ctx context.Context, backward, first bool) (*Spread, error) {
	start, n := q.from, q.ix.Actors()
	if backward {
		start = q.to
	}
	sc := q.ix.scratch()
	defer q.ix.pool.Put(sc)
	s := spreading{key: sc.key, spots: make([]spot, n), fewer: !first, floor: q.floor(), moment: none, idle: none, due: sc.due[:0], reached: sc.reached[:0], all: n, until: none}
	if backward {
		s.moment, s.idle = 0, 0
	}
	if first {
		s.all = q.ix.others(start, backward)
	}
	s.key[start] = atStart
	if backward {
		if last := q.lastTo(start); last != none {
			for b := q.scan(ctx, sc, 0, last+1); !s.done() && b.back(); {
				s.backward(b.block)
			}
		}
	} else if begin := q.firstFrom(start); begin != none {
		for b := q.scan(ctx, sc, begin, none); !s.done() && b.next(); {
			s.forward(b.block)
		}
	}
	s.settle()
	clear(s.key)
	sc.due, sc.reached = s.due, s.reached
	return &Spread{ix: q.ix, start: start, reached: len(s.reached), spots: s.spots}, ctx.Err()
}

// others counts the actors other than start that receive anything, or, going
// backward, send anything: the others cannot be reached.
func (ix *Index) others(start uint32, backward bool) int {
	n, list := ix.recipients, ix.received
	if backward {
		n, list = ix.senders, ix.sent
	}
	if len(list.of(start)) > 0 {
		n--
	}
	return n
}
