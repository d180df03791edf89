package dossier

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"time"

	"go.yaml.in/yaml/v3"

	"backchannel/graph"
)

func (b *builder) orders(list []order) {
	var nodes []*yaml.Node
	for _, o := range list {
		out := graph.Order{
			Earlier: b.ref(o.Earlier, graph.MessageLabel, graph.EventLabel),
			Later:   b.ref(o.Later, graph.MessageLabel, graph.EventLabel),
			AtLeast: b.duration(o.AtLeast), AtMost: b.duration(o.AtMost),
			Note: o.Note.text, Citations: b.cites(o.Cite),
		}
		if !o.Earlier.given() || !o.Later.given() {
			continue
		}
		switch {
		case o.Earlier.text == o.Later.text:
			b.at(o.Later.node, "%s cannot come after itself: mend earlier or later", o.Later.text)
		case !o.AtLeast.given() && !o.AtMost.given():
			b.at(o.Later.node, "the order says nothing: give at_least or at_most; at_least: 0 means not before")
		case out.AtLeast != nil && out.AtMost != nil && *out.AtLeast > *out.AtMost:
			b.at(o.AtMost.node, "at_most is less than at_least: exchange them, or mend one")
		}
		b.batch.Orders = append(b.batch.Orders, out)
		nodes = append(nodes, o.Later.node)
	}
	if b.total > 0 {
		return // a mistake above could look like a contradiction
	}
	for _, s := range b.batch.Sources {
		b.contradictions(s.ID, nodes)
	}
}

func (b *builder) duration(s scalar) *time.Duration {
	if !s.given() {
		return nil
	}
	d, ok := parseDuration(s.text)
	if !ok {
		b.at(s.node, "%q is no distance in time: write whole numbers with units, largest first, as in 15m, 1h30m, 120d or 2w; or 0", s.text)
		return nil
	}
	return &d
}

// contradictions reports each order of one source that cannot hold together with
// the dates and its orders before it. Orders of different sources may disagree:
// both stand. To find the one to blame among many, the shortest run of orders
// that contradicts itself is sought by halving: it is the last of these.
func (b *builder) contradictions(source string, nodes []*yaml.Node) {
	var left []int
	for i, o := range b.batch.Orders {
		if slices.ContainsFunc(o.Citations, func(c graph.Citation) bool { return c.SourceID == source }) {
			left = append(left, i)
		}
	}
	for len(left) > 0 && b.total <= maxProblems && !b.consistent(left) {
		n := sort.Search(len(left), func(n int) bool { return !b.consistent(left[:n+1]) })
		o := b.batch.Orders[left[n]]
		b.at(nodes[left[n]], "%s cannot come %s after %s: that contradicts their dates, or the orders above; mend one of them", o.Later.ID, bounds(o), o.Earlier.ID)
		left = slices.Delete(left, n, n+1)
	}
}

// consistent tells whether all dates and the orders with these indexes can hold together.
func (b *builder) consistent(orders []int) bool {
	var t graph.Timeline
	// Everything is bound loosely to one moment, from where a contradiction
	// anywhere is then in reach.
	hub, loose := graph.Ref{}, time.Duration(math.MaxInt64)
	bind := func(r graph.Ref, m graph.Moment) {
		t.Place(r, m)
		t.Add(graph.Order{Earlier: hub, Later: r, AtMost: &loose})
	}
	for _, m := range b.batch.Messages {
		bind(graph.Ref{Label: graph.MessageLabel, ID: m.ID}, m.Sent)
	}
	for _, e := range b.batch.Events {
		bind(graph.Ref{Label: graph.EventLabel, ID: e.ID}, e.At)
	}
	for _, i := range orders {
		t.Add(b.batch.Orders[i])
	}
	_, ok := t.Between(hub, hub)
	return ok
}

func bounds(o graph.Order) string {
	switch {
	case o.AtLeast == nil:
		return fmt.Sprintf("at most %s", *o.AtMost)
	case o.AtMost == nil:
		return fmt.Sprintf("at least %s", *o.AtLeast)
	case *o.AtLeast == *o.AtMost:
		return o.AtLeast.String()
	}
	return fmt.Sprintf("%s to %s", *o.AtLeast, *o.AtMost)
}
