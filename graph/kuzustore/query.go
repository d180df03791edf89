package kuzustore

import (
	"context"
	"errors"
	"time"

	"backchannel/graph"
)

// Query implements graph.Querier. It waits, within its time, for its turn among
// users' queries: they may be heavy, and must leave room for the program's own.
func (s *Store) Query(ctx context.Context, st graph.Statement, l graph.Limits) (*graph.Table, error) {
	orElse(&l.Rows, s.opts.Rows)
	orElse(&l.Bytes, s.opts.Bytes)
	orElse(&l.Time, s.opts.Time)
	ctx, cancel := context.WithTimeoutCause(ctx, l.Time, tooLong(l.Time))
	defer cancel()
	if err := s.turns.Acquire(ctx, 1); err != nil {
		return nil, ended(ctx)
	}
	defer s.turns.Release(1)

	for name, v := range st.Parameters {
		if !keeps(v) {
			return nil, graph.Errorf(graph.Invalid, "the parameter $%s holds the character U+0000 or a part of a character, which no text in Kuzu can: leave it out", name)
		}
	}
	request, err := reads(st)
	if err != nil {
		return nil, err
	}
	t := &graph.Table{Rows: [][]any{}}
	var size int64
	err = s.engine.do(ctx, &request, reading{
		columns: func(names []string) { t.Columns = names },
		row: func(values []any) error {
			listed(t.Columns, values)
			size += sizeOf(values)
			if len(t.Rows) == l.Rows || size > l.Bytes {
				t.Truncated = true
				return errEnough
			}
			t.Rows = append(t.Rows, values)
			return nil
		},
		again: func() bool {
			t, size = &graph.Table{Rows: [][]any{}}, 0
			return true
		},
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	return t, nil
}

var errEnough = errors.New("the limit is reached")

// Run implements model.Runner. The engine has done all its work when the first
// row comes; until then it has the default time.
func (s *Store) Run(ctx context.Context, st graph.Statement, row func(values []any) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	limit := time.AfterFunc(s.opts.Time, func() { cancel(tooLong(s.opts.Time)) })
	defer limit.Stop()
	request, err := reads(st)
	if err != nil {
		return err
	}
	var columns []string
	begun := false
	return s.engine.do(ctx, &request, reading{
		columns: func(names []string) { columns = names; limit.Stop() },
		row: func(values []any) error {
			begun = true
			listed(columns, values)
			return row(values)
		},
		again: func() bool { return !begun },
	})
}

// sizeOf measures a value roughly, in bytes.
func sizeOf(v any) int64 {
	switch v := v.(type) {
	case string:
		return 16 + int64(len(v))
	case []any:
		n := int64(24)
		for _, e := range v {
			n += sizeOf(e)
		}
		return n
	case map[string]any:
		n := int64(48)
		for k, e := range v {
			n += 16 + int64(len(k)) + sizeOf(e)
		}
		return n
	case graph.Node:
		return 64 + sizeOf(v.Properties)
	case graph.Relationship:
		return 96 + sizeOf(v.Properties)
	case graph.Walk:
		n := int64(48)
		for _, e := range v.Nodes {
			n += sizeOf(e)
		}
		for _, e := range v.Relationships {
			n += sizeOf(e)
		}
		return n
	}
	return 16
}
