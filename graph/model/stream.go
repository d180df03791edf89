package model

import (
	"context"
	"errors"
	"iter"

	"backchannel/graph"
)

// errStop ends a stream whose reader has left.
var errStop = errors.New("stopped reading")

// stream yields the rows of a statement as they come, and an error last.
func stream[T any](ctx context.Context, r *Reader, s graph.Statement, decode func(v []any) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := r.run.Run(ctx, s, func(v []any) error {
			if !yield(decode(v), nil) {
				return errStop
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			var none T
			yield(none, err)
		}
	}
}

// Stream implements graph.Streamer. Topics are read first, into a map of the
// messages that have any. An engine sorts in memory what it streams, so a large
// graph is read in stretches of time, one after another.
func (r *Reader) Stream(ctx context.Context, f graph.Filter) iter.Seq2[graph.Contact, error] {
	return func(yield func(graph.Contact, error) bool) {
		topics, err := grouped(ctx, r, graph.Statement{Text: "MATCH (m:Message)-[:ABOUT]->(x:Topic)\nRETURN m.id, x.id ORDER BY m.id, x.id"},
			func(v []any) (string, string) { return text1(v[0]), text1(v[1]) })
		if err != nil {
			yield(graph.Contact{}, err)
			return
		}
		stretches, err := r.stretches(ctx, f)
		if err != nil {
			yield(graph.Contact{}, err)
			return
		}
		for _, during := range stretches {
			match, w := r.contactsIn(during, f)
			for c, err := range stream(ctx, r, w.statement(match, r.contactColumns(), contactOrder), func(v []any) graph.Contact {
				c := contact(v, f)
				c.Topics = append(c.Topics, topics[c.MessageID]...)
				return c
			}) {
				if !yield(c, err) || err != nil {
					return
				}
			}
		}
	}
}

// Orders implements graph.Streamer.
func (r *Reader) Orders(ctx context.Context) iter.Seq2[graph.Order, error] {
	return stream(ctx, r, r.ordersOf(newWhere()), order)
}
