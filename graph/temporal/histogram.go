package temporal

import (
	"cmp"
	"context"
	"slices"
)

// Histogram counts contacts by equal stretches of time.
type Histogram struct {
	First, Last int64 // the first and the last time that is counted, in microseconds since 1970, UTC
	Width       int64 // of a stretch, in microseconds: whole seconds
	Counts      []int // by stretch, from First on
	Undated     int   // contacts of which nobody says when
	Vague       int   // contacts whose time has an open end, or is wider than a stretch
}

// Histogram divides the time of the contacts that the query admits into at most so
// many stretches: fewer, where most contacts are too vague for that many and fewer
// let more of them be counted. A vague
// contact counts in the one where its middle is, if its interval is not wider than
// that, and otherwise apart.
func (q *Query) Histogram(ctx context.Context, buckets int) (Histogram, error) {
	ix := q.ix
	h := Histogram{}
	var vague []Bounds
	for c := ix.exact; c < uint32(len(ix.hot)); c++ {
		if c%stride == 0 && ctx.Err() != nil {
			return h, ctx.Err()
		}
		if !q.admits(c) {
			continue
		}
		switch b := ix.Bounds(c); {
		case b.Earliest == OpenEarliest && b.Latest == OpenLatest:
			h.Undated++
		case b.Earliest == OpenEarliest || b.Latest == OpenLatest:
			h.Vague++
		default:
			vague = append(vague, b)
		}
	}
	var span Span
	first, last := uint32(none), uint32(none)
	for c := q.first; c < q.end; c++ {
		if q.admits(c) {
			first = c
			break
		}
	}
	for c := q.end; first != none && c > first && last == none; c-- {
		if q.admits(c - 1) {
			last = c - 1
		}
	}
	if first != none {
		span.Join(Span{ix.Bounds(first).Earliest, ix.Bounds(last).Latest, true})
	}
	// As many of the narrow ones as fit the stretches that they make.
	slices.SortFunc(vague, func(a, b Bounds) int { return cmp.Compare(a.Latest-a.Earliest, b.Latest-b.Earliest) })
	spans := make([]Span, len(vague)+1)
	spans[0] = span
	for i, b := range vague {
		spans[i+1] = spans[i]
		spans[i+1].add(b)
	}
	fitting := func(buckets int) (n int) {
		for n = len(vague); n > 0 && vague[n-1].Latest-vague[n-1].Earliest > widthOf(spans[n], buckets); {
			n--
		}
		return n
	}
	counted := fitting(buckets)
	for exact := int(q.admitted) - h.Undated - h.Vague - len(vague); buckets > 1 && counted < len(vague) && 2*(exact+counted) < exact+len(vague)+h.Vague; counted = fitting(buckets) {
		buckets /= 2
	}
	span = spans[counted]
	h.Vague += len(vague) - counted
	if !span.Dated {
		return h, ctx.Err()
	}
	h.First, h.Last, h.Width = span.First, span.Last, widthOf(span, buckets)
	h.Counts = make([]int, (span.Last-span.First)/h.Width+1)
	for _, b := range vague[:counted] {
		h.Counts[(b.Earliest+(b.Latest-b.Earliest)/2-span.First)/h.Width]++
	}
	if first == none {
		return h, ctx.Err()
	}
	// One time is looked up for each stretch, not for each contact.
	at := first
	for i := range h.Counts {
		next := min(q.end, ix.after(span.First+int64(i+1)*h.Width))
		if q.selected == nil {
			h.Counts[i] += int(max(next, at) - at)
			at = max(next, at)
			continue
		}
		for ; at < next; at++ {
			if at%stride == 0 && ctx.Err() != nil {
				return h, ctx.Err()
			}
			if q.admits(at) {
				h.Counts[i]++
			}
		}
	}
	return h, ctx.Err()
}

const second = 1_000_000 // microseconds

// widthOf stretches of whole seconds, so that at most so many hold the span.
func widthOf(s Span, buckets int) int64 {
	w := (s.Last-s.First)/int64(buckets) + 1
	return (w + second - 1) / second * second
}
