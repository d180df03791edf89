package temporal

import (
	"cmp"
	"math"
	"slices"

	"backchannel/graph"
)

// Ranking is one page of a list in a total order.
type Ranking[T any] struct {
	Items []T
	Total int // of the whole list
}

// Score is a number for an actor.
type Score struct {
	Actor uint32
	Value float64
}

// ranker keeps the first few of many, in a total order.
type ranker[T any] struct {
	page   graph.Page
	before func(a, b T) int
	items  []T
	total  int
}

func newRanker[T any](p graph.Page, before func(a, b T) int) (*ranker[T], error) {
	return &ranker[T]{page: p, before: before}, check(p)
}

// check that a page is one.
func check(p graph.Page) error {
	if p.Limit < 1 || p.Limit > graph.MaxLimit || p.Offset < 0 || p.Offset > math.MaxInt32 {
		return graph.Errorf(graph.Invalid, "limit goes from 1 to %d, and offset is not negative", graph.MaxLimit)
	}
	return nil
}

func (r *ranker[T]) add(item T) {
	r.total++
	// Sorting whenever twice as many as needed have come costs each a logarithm.
	if keep := r.page.Offset + r.page.Limit; len(r.items) >= 2*keep {
		slices.SortFunc(r.items, r.before)
		r.items = r.items[:keep]
	}
	r.items = append(r.items, item)
}

func (r *ranker[T]) ranking() Ranking[T] {
	slices.SortFunc(r.items, r.before)
	first := min(r.page.Offset, len(r.items))
	last := min(first+r.page.Limit, len(r.items))
	return Ranking[T]{Items: slices.Clip(slices.Clone(r.items[first:last])), Total: r.total}
}

// byScore puts the highest first, then the lower actor number.
func byScore(a, b Score) int {
	return cmp.Or(cmp.Compare(b.Value, a.Value), cmp.Compare(a.Actor, b.Actor))
}
