package temporal

import (
	"context"
	"math"
	"sync/atomic"
)

// motifScan counts the shapes that end in the contacts of one actor, w, as a
// window of delta slides over its contacts. Pairs and stars are counted as in
// Paranjape et al. 2017, algorithm 2, and FAST (Gao et al. 2022), by running
// counters: constant work for each contact, however many the window holds. A
// triangle is found when its last contact comes, by looking through the window of
// the other actor for actors that the window of w holds too; where windows are so
// long that this takes many steps, triangleScan finds them instead.
//
// Contacts of one moment are handled as a group: what the group's own contacts
// would add to a counter is added after it has been read.
type motifScan struct {
	in     *incidence
	oldest []uint32 // the earliest moment in the window of each moment

	seen  []neighbour // by actor
	prev  []uint32    // by entry of the task: the one before with the same neighbour, as in neighbour.last
	clock uint32      // entries seen so far
	warm  uint32      // the first entry of the task
	shift uint32      // from an entry's place to its count
	slots []window    // by neighbour.slot
	used  uint32      // slots in use

	found shapes
	bound float64 // no number in found is above it

	work    int           // since the last pause
	probes  int64         // of it, for triangles
	effort  *atomic.Int64 // probes of all scans
	limit   int64         // of effort: beyond it triangles are left out
	without bool          // triangles are being left out
	err     error         // of the context
}

// neighbour is what the scan knows of the other actor of a contact.
type neighbour struct {
	last uint32 // the last entry with it that came into the window, by the count of all entries seen
	slot uint32 // of its counters, if last is after base
}

// window counts the contacts with one neighbour that are in the window.
type window struct {
	n      [2]uint64    // by direction
	pairs  [2][2]uint64 // of two of them, one before the other: [first][second]
	before [2][2]uint64 // contacts with anybody before each of them, summed: [before][its own]
	until  [2][2]uint64 // contacts with anybody up to and with its moment, summed: [its own][others]
}

// task is a stretch of one actor's entries, as their places in the incidence.
type task struct {
	actor    uint32
	from, to uint32
}

func (s *motifScan) run(ctx context.Context, t task) error {
	entries, begin := s.in.entry[:t.to], s.in.start[t.actor]
	warm := t.from // the window as it is when the stretch begins
	for oldest := s.oldest[entries[t.from].at]; warm > begin && entries[warm-1].at >= oldest; warm-- {
	}
	need := t.to - warm
	if len(s.prev) < int(need) {
		s.prev = make([]uint32, max(int(need), 2*len(s.prev)))
	}
	if s.clock > math.MaxUint32-need {
		clear(s.seen)
		s.clock = 0
	}
	shift := s.clock - warm // from places in the incidence to the count of entries seen
	s.warm, s.shift = warm, shift
	s.clock += need
	var (
		base   = warm       // entries before it have been forgotten, slots too
		tail   = warm       // the first entry in the window
		pushed [2]uint64    // contacts that have come into the window since base, by direction
		popped [2]uint64    // those that have left it
		sum    [2][2]uint64 // pairs with one neighbour, over all neighbours: [first][second]
		found  = &s.found   //
		group  [2]uint64    // contacts of one moment, by direction
		end    uint32       // of the group that begins at head
	)
	s.used = 0
	for head := warm; head < t.to; head = end {
		at := entries[head].at
		for end = head + 1; end < t.to && entries[end].at == at; end++ {
		}
		oldest := s.oldest[at]

		if tail < head && entries[head-1].at < oldest {
			// Nothing is left of the window: forget it rather than empty it.
			tail, base, s.used = head, head, 0
			pushed, popped, sum = [2]uint64{}, [2]uint64{}, [2][2]uint64{}
		}
		for tail < head && entries[tail].at < oldest {
			gone, until := tail, entries[tail].at
			group = [2]uint64{}
			for ; tail < head && entries[tail].at == until; tail++ {
				e := entries[tail]
				group[e.direction()]++
				s.slots[s.seen[e.other()].slot].n[e.direction()]--
			}
			for _, e := range entries[gone:tail] {
				d := e.direction()
				w := &s.slots[s.seen[e.other()].slot]
				for i := range uint32(2) {
					w.before[i][d] -= popped[i]
					w.until[d][i] -= popped[i] + group[i]
					w.pairs[d][i] -= w.n[i]
					sum[d][i] -= w.n[i]
				}
			}
			popped[0] += group[0]
			popped[1] += group[1]
		}

		if head >= t.from && tail < head {
			size := float64(head - tail)
			s.bound += size * size * float64(end-head)
			for p := head; p < end; p++ {
				e := entries[p]
				d := e.direction()
				if nb := s.seen[e.other()]; nb.last > tail+shift {
					w := &s.slots[nb.slot]
					for first := range 2 {
						for second := range 2 {
							found.pair[d][first][second] += w.pairs[first][second]
							found.first[d][first][second] += w.before[first][second] - w.n[second]*popped[first] - w.pairs[first][second]
							found.mid[d][first][second] += w.n[first]*pushed[second] - w.until[first][second] - w.pairs[first][second]
							found.last[d][first][second] += sum[first][second] - w.pairs[first][second]
						}
					}
				} else {
					for first := range 2 {
						for second := range 2 {
							found.last[d][first][second] += sum[first][second]
						}
					}
				}
				if !s.without {
					s.triangles(ctx, t.actor, p, tail, oldest)
				}
			}
		}
		if s.work += int(end - head); s.work > stride {
			s.pause(ctx)
		}
		if s.err != nil {
			return s.err
		}

		if end < t.to && tail == head && s.oldest[entries[end].at] > at {
			tail, base = end, end // the group is gone before anything could use it
			continue
		}
		group = [2]uint64{}
		for _, e := range entries[head:end] {
			group[e.direction()]++
		}
		for p := head; p < end; p++ {
			e := entries[p]
			nb := &s.seen[e.other()]
			s.prev[p-warm] = nb.last
			if nb.last <= base+shift {
				nb.slot = s.slot()
			}
			nb.last = p + shift + 1
			d := e.direction()
			w := &s.slots[nb.slot]
			for i := range uint32(2) {
				w.before[i][d] += pushed[i]
				w.until[d][i] += pushed[i] + group[i]
				w.pairs[i][d] += w.n[i]
				sum[i][d] += w.n[i]
			}
			if end-head == 1 {
				w.n[d]++
			}
		}
		if end-head > 1 {
			for _, e := range entries[head:end] {
				s.slots[s.seen[e.other()].slot].n[e.direction()]++
			}
		}
		pushed[0] += group[0]
		pushed[1] += group[1]
	}
	return nil
}

// slot returns a fresh window.
func (s *motifScan) slot() uint32 {
	if int(s.used) == len(s.slots) {
		s.slots = append(s.slots, window{})
	}
	s.slots[s.used] = window{}
	s.used++
	return s.used - 1
}

// pause looks up from the work: has the caller gone, are triangles too many?
func (s *motifScan) pause(ctx context.Context) {
	s.work = 0
	s.err = ctx.Err()
	s.without = s.effort.Add(s.probes) > s.limit
	s.probes = 0
}

// triangles counts those that entry p of w completes, if it falls to w to look: of
// two actors the one with more contacts looks through those of the other.
func (s *motifScan) triangles(ctx context.Context, w, p, tail, oldest uint32) {
	entries, start := s.in.entry, s.in.start
	e := entries[p]
	v := e.other()
	from := start[v]
	mine, theirs := start[w+1]-start[w], start[v+1]-from
	if theirs > mine || theirs == mine && v > w {
		return
	}
	window := tail + s.shift
	third := wv | e.direction()
	steps := 0
	for q := s.in.twin[p]; q > from; {
		q--
		x := entries[q]
		if x.at < oldest {
			break
		}
		steps++
		y := s.seen[x.other()].last
		if y <= window || x.at == e.at {
			continue
		}
		side := vu | x.direction()
		for ; y > window; y = s.prev[y-1-s.shift-s.warm] {
			steps++
			switch u := entries[y-1-s.shift]; {
			case u.at < x.at:
				s.found.tri[wu|u.direction()][side][third]++
			case u.at > x.at:
				s.found.tri[side][wu|u.direction()][third]++
			}
		}
		if steps > stride {
			s.work, s.probes, steps = s.work+steps, s.probes+int64(steps), 0
			if s.pause(ctx); s.without || s.err != nil {
				return
			}
		}
	}
	s.work += steps
	s.probes += int64(steps)
}
