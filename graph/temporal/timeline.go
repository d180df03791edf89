package temporal

import (
	"math"
	"sort"
	"time"

	"backchannel/graph"
)

// timeline holds the distinct exact times in order, by rank: as steps of a second
// or a microsecond after the first where these fit four bytes, else in full.
type timeline struct {
	full  []int64
	short []uint32
	base  int64
	step  int64
}

func newTimeline(times []int64) timeline {
	if len(times) == 0 {
		return timeline{}
	}
	base, step := times[0], int64(time.Second/time.Microsecond)
	for _, t := range times {
		if (t-base)%step != 0 {
			step = 1
			break
		}
	}
	if uint64(times[len(times)-1]-base)/uint64(step) > math.MaxUint32 {
		return timeline{full: fitted(times)}
	}
	l := timeline{short: make([]uint32, len(times)), base: base, step: step}
	for i, t := range times {
		l.short[i] = uint32(uint64(t-base) / uint64(step))
	}
	return l
}

func (l *timeline) len() int     { return len(l.full) + len(l.short) }
func (l *timeline) bytes() int64 { return size(l.full) + size(l.short) }

// at is the time of a rank.
func (l *timeline) at(rank uint32) int64 {
	if l.full == nil {
		return l.base + int64(l.short[rank])*l.step
	}
	return l.full[rank]
}

// search is the first rank whose time is not before t.
func (l *timeline) search(t int64) uint32 {
	return uint32(sort.Search(l.len(), func(i int) bool { return l.at(uint32(i)) >= t }))
}

// Moment is b as the domain writes it.
func (b Bounds) Moment() graph.Moment {
	m := graph.Moment{Precision: graph.Between}
	if b.Earliest != OpenEarliest {
		t := time.UnixMicro(b.Earliest).UTC()
		m.Earliest = &t
	}
	if b.Latest != OpenLatest {
		t := time.UnixMicro(b.Latest).UTC()
		m.Latest = &t
	}
	switch {
	case m.Earliest == nil && m.Latest == nil:
		m.Precision = graph.Unknown
	case m.Earliest == nil:
		m.Precision = graph.Before
	case m.Latest == nil:
		m.Precision = graph.After
	case b.Exact():
		m.Precision = graph.Second
	}
	return m
}
