package temporal

import (
	"math"

	"backchannel/graph"
)

// Span is from the first to the last of some dated contacts. A contact with one
// open bound counts with the other. The zero Span holds none.
type Span struct {
	First, Last int64 // microseconds since 1970, UTC
	Dated       bool  // there are any
}

// SpanOf a moment.
func SpanOf(m graph.Moment) (s Span) {
	s.add(BoundsOf(m))
	return s
}

func (s *Span) add(b Bounds) {
	first, last := b.Earliest, b.Latest
	switch {
	case first == OpenEarliest && last == OpenLatest:
		return
	case first == OpenEarliest:
		first = last
	case last == OpenLatest:
		last = first
	}
	s.Join(Span{first, last, true})
}

// Join adds what another span holds.
func (s *Span) Join(o Span) {
	switch {
	case !o.Dated:
	case !s.Dated:
		*s = o
	default:
		s.First, s.Last = min(s.First, o.First), max(s.Last, o.Last)
	}
}

// stretch gathers contacts for a span. Exact ones are in time order, so their
// numbers will do until the end.
type stretch struct {
	contacts    uint32
	first, last uint32 // exact contacts; the first is none where there are none
	vague       Span
}

var nothing = stretch{first: math.MaxUint32}

func (s *stretch) add(ix *Index, c uint32) {
	s.contacts++
	if c >= ix.exact {
		s.vague.add(ix.Bounds(c))
		return
	}
	if s.first == none {
		s.first, s.last = c, c
		return
	}
	s.first, s.last = min(s.first, c), max(s.last, c)
}

func (s *stretch) span(ix *Index) Span {
	sum := s.vague
	if s.first != none {
		sum.Join(Span{ix.Bounds(s.first).Earliest, ix.Bounds(s.last).Latest, true})
	}
	return sum
}
