package answer

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// DefaultIndexMemory bounds the contact index unless Options say otherwise: some
// 20 million contacts.
const DefaultIndexMemory = 1 << 30

// Window is the part of the graph that a contact index holds, where the whole
// does not fit its memory.
type Window struct {
	Since    *time.Time      `json:"since"`
	Until    *time.Time      `json:"until"`
	Topics   []string        `json:"topics,omitempty"`
	Channels []graph.Channel `json:"channels,omitempty"`
}

func (w Window) filter() graph.Filter {
	return graph.Filter{Since: w.Since, Until: w.Until, Topics: w.Topics, Channels: w.Channels}
}

func (w Window) whole() bool {
	return w.Since == nil && w.Until == nil && len(w.Topics)+len(w.Channels) == 0
}

func (w Window) equal(v Window) bool {
	same := func(a, b *time.Time) bool { return a == b || a != nil && b != nil && a.Equal(*b) }
	return same(w.Since, v.Since) && same(w.Until, v.Until) && slices.Equal(w.Topics, v.Topics) && slices.Equal(w.Channels, v.Channels)
}

// windowOf is the least that a question needs to be answered. Words are left to
// the store, so an index by words would serve one question alone.
func windowOf(f graph.Filter) Window {
	w := Window{Since: f.Since, Until: f.Until, Channels: f.Channels}
	if len(f.Words) == 0 {
		w.Topics = f.Topics
	}
	return w
}

// indexes keeps the contact index of the store's newest revision. It is built by
// the first question that needs it, while others wait, and replaced when the
// revision has moved, also by another program. Where the whole graph does not fit
// the memory, it keeps the window that was asked for last.
type indexes struct {
	store  graph.Store
	memory int64

	mu      sync.Mutex
	current *shelf
	over    error // that the whole does not fit, as of revision
	overAt  int64
}

// shelf is one index, ready or being built.
type shelf struct {
	revision int64
	window   Window
	ready    chan struct{} // closed when index or err are there
	index    *temporal.Index
	err      error
	waiting  int
	cancel   context.CancelFunc
	read     atomic.Int64 // contacts so far
}

// IndexState is how far the contact index is.
type IndexState struct {
	Ready    bool    `json:"ready" doc:"It answers; else it is being built"`
	Contacts int64   `json:"contacts" doc:"That it holds; while it is being built, that have been read, to some ten thousands"`
	Bytes    int64   `json:"bytes" doc:"Of memory; 0 while it is being built"`
	Revision int64   `json:"revision" doc:"Of the graph that it holds"`
	Window   *Window `json:"window" doc:"The part of the graph that it holds; null for all"`
}

// state of the index that is there or being built, or nil.
func (x *indexes) state() *IndexState {
	x.mu.Lock()
	s := x.current
	x.mu.Unlock()
	if s == nil {
		return nil
	}
	state := &IndexState{Contacts: s.read.Load(), Revision: s.revision}
	if !s.window.whole() {
		state.Window = &s.window
	}
	select {
	case <-s.ready:
		if s.index == nil {
			return nil
		}
		state.Ready, state.Contacts, state.Bytes = true, int64(s.index.Contacts()), s.index.Bytes()
	default:
	}
	return state
}

// get returns an index in which a question with the filter can be answered, and
// the window that it holds. Beyond the memory it is too_large.
func (x *indexes) get(ctx context.Context, f graph.Filter) (*temporal.Index, Window, error) {
	revision, err := x.store.Revision(ctx)
	if err != nil {
		return nil, Window{}, err
	}
	var window Window
	for {
		s := x.at(ctx, revision, window)
		index, err := x.wait(ctx, s)
		switch {
		case graph.CodeOf(err) == graph.TooLarge && window.whole():
			x.mu.Lock()
			x.over, x.overAt = err, revision
			x.mu.Unlock()
			if window = windowOf(f); window.whole() {
				return nil, window, err
			}
			continue
		case errors.Is(err, errLeft):
			continue // everybody else went away as we came
		}
		return index, window, err
	}
}

// peek returns the index that is there, of whatever revision, or nil.
func (x *indexes) peek() *temporal.Index {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.current == nil {
		return nil
	}
	select {
	case <-x.current.ready:
		return x.current.index
	default:
		return nil
	}
}

// at finds the shelf for a revision and a window, or begins to fill one.
func (x *indexes) at(ctx context.Context, revision int64, window Window) *shelf {
	x.mu.Lock()
	defer x.mu.Unlock()
	if window.whole() && x.over != nil && x.overAt == revision {
		done := make(chan struct{})
		close(done)
		return &shelf{ready: done, err: x.over}
	}
	if s := x.current; s != nil && s.revision == revision && s.window.equal(window) {
		s.waiting++
		return s
	}
	building, cancel := context.WithCancel(context.WithoutCancel(ctx))
	s := &shelf{revision: revision, window: window, ready: make(chan struct{}), waiting: 1, cancel: cancel}
	x.current = s
	go func() {
		defer cancel()
		defer close(s.ready)
		s.index, s.err = x.build(building, s)
	}()
	return s
}

// errLeft ends a build that nobody waits for.
var errLeft = errors.New("nobody waits for the index")

// wait for a shelf to be filled. Who leaves last stops the work.
func (x *indexes) wait(ctx context.Context, s *shelf) (*temporal.Index, error) {
	select {
	case <-s.ready:
	default:
		select {
		case <-s.ready:
		case <-ctx.Done():
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	s.waiting--
	select {
	case <-s.ready:
		if s.err != nil && x.current == s {
			x.current = nil // the next question tries again
		}
		if errors.Is(s.err, context.Canceled) && ctx.Err() == nil {
			return nil, errLeft
		}
		return s.index, s.err
	default:
	}
	if s.waiting == 0 {
		s.cancel()
		if x.current == s {
			x.current = nil
		}
	}
	return nil, context.Cause(ctx)
}

func (x *indexes) build(ctx context.Context, s *shelf) (*temporal.Index, error) {
	return x.fill(ctx, s.window.filter(), temporal.Options{Revision: s.revision, Budget: x.memory, Progress: func(n int) { s.read.Store(int64(n)) }})
}

// fill makes an index of the contacts that a filter admits, with all that is known
// of their order.
func (x *indexes) fill(ctx context.Context, f graph.Filter, o temporal.Options) (*temporal.Index, error) {
	var messages, events []string // that orders name: a post is in no contact, and yet dated
	for order, err := range x.store.Orders(ctx) {
		if err != nil {
			return nil, err
		}
		o.Orders = append(o.Orders, order)
		for _, r := range []graph.Ref{order.Later, order.Earlier} {
			if r.Label == graph.EventLabel {
				events = append(events, r.ID)
			} else {
				messages = append(messages, r.ID)
			}
		}
	}
	if err := each(ctx, messages, x.store.Messages, func(m graph.Message) { o.Messages = append(o.Messages, m) }); err != nil {
		return nil, err
	}
	if err := each(ctx, events, x.store.Events, func(e graph.Event) { o.Events = append(o.Events, e) }); err != nil {
		return nil, err
	}
	return temporal.Build(ctx, x.store.Stream(ctx, f), o)
}
