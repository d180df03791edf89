package hypothesis

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// Store is what a Runner reads: some roles of graph.Store. Stream may be answered
// by an index in memory; it is asked once for the scope, and once for each filter
// that narrows by topic, words, channel or answer.
type Store interface {
	graph.Reader
	graph.Querier
	graph.Streamer
	graph.Describer
}

// Resolver looks up the names, the topic and the period of a filter.
type Resolver func(ctx context.Context, f Filter) (graph.Filter, error)

// nobody is the recipient of a post.
const nobody = math.MaxUint32

// A universe is the contacts that a hypothesis is about: those that its scope
// admits, and the posts that a filter names by their channel. Its order does not
// depend on the engine.
type universe struct {
	actors   []graph.ActorRef // by id
	number   map[string]uint32
	contacts []contact
	marks    map[string]*mark // by the name of the filter's field

	first, last *time.Time // of the scope; nil where it is open
}

// contact is one sender writing to one recipient, or nobody.
type contact struct {
	message  string
	from, to uint32
	role     graph.Role
	at       temporal.Bounds
}

// A mark is a filter in numbers, cut into what depends on who is at the ends of a
// contact, on when it is, and on neither.
type mark struct {
	field            string
	messages         map[string]struct{} // nil for any
	elsewhen         map[string]struct{} // that known orders put outside of the period
	roles            []graph.Role
	from, to, either []bool // by actor; nil for any
	since, until     int64
}

// who tells whether the ends of a contact fit.
func (m *mark) who(from, to uint32) bool {
	return (m.from == nil || m.from[from]) &&
		(m.to == nil || to != nobody && m.to[to]) &&
		(m.either == nil || m.either[from] || to != nobody && m.either[to])
}

// when tells whether a time is in the period.
func (m *mark) when(at int64) bool { return m.since <= at && at <= m.until }

// static tells what neither who nor when decides.
func (m *mark) static(c *contact) bool {
	if _, outside := m.elsewhen[c.message]; outside {
		return false
	}
	if m.messages != nil {
		if _, ok := m.messages[c.message]; !ok {
			return false
		}
	}
	return len(m.roles) == 0 || slices.Contains(m.roles, c.role)
}

// timed tells whether the filter has a period.
func (m *mark) timed() bool {
	return m.since != temporal.OpenEarliest || m.until != temporal.OpenLatest
}

// addressed is the channels whose messages always have a recipient.
var addressed = []graph.Channel{graph.Email, graph.DirectMessage, graph.Letter, graph.Call, graph.Meeting}

// load reads the universe of a hypothesis.
func (r *Runner) load(ctx context.Context, h *Hypothesis) (*universe, error) {
	scope, err := r.resolve(ctx, "scope", h.Scope)
	if err != nil {
		return nil, err
	}
	u := &universe{number: map[string]uint32{}, marks: map[string]*mark{}, first: scope.Since, last: scope.Until}
	for c, err := range r.Store.Stream(ctx, scope) {
		if err != nil {
			return nil, err
		}
		u.contacts = append(u.contacts, contact{c.MessageID, u.actor(c.From), u.actor(c.To), c.Role, temporal.BoundsOf(c.At)})
	}
	if err := ctx.Err(); err != nil { // a stream may end early when it is cancelled
		return nil, err
	}
	filters := map[string]graph.Filter{}
	var channels []graph.Channel
	for field, f := range h.filters() {
		if filters[field], err = r.resolve(ctx, field, *f); err != nil {
			return nil, err
		}
		for _, c := range filters[field].Channels {
			if !slices.Contains(addressed, c) && (len(scope.Channels) == 0 || slices.Contains(scope.Channels, c)) {
				channels = append(channels, c)
			}
		}
	}
	if len(channels) > 0 {
		if err := r.posts(ctx, u, scope, channels); err != nil {
			return nil, err
		}
	}
	u.sort()
	for field, f := range filters {
		if u.marks[field], err = r.mark(ctx, u, field, f); err != nil {
			return nil, err
		}
	}
	return u, nil
}

// resolve looks up a filter and says which one could not be.
func (r *Runner) resolve(ctx context.Context, field string, f Filter) (graph.Filter, error) {
	out, err := r.Resolve(ctx, f)
	return out, within(err, field)
}

// within says in an error which part of the hypothesis it is about.
func within(err error, field string) error {
	var e *graph.Error
	if !errors.As(err, &e) {
		return err
	}
	copied := *e
	copied.Detail = field + ": " + e.Detail
	return &copied
}

func (u *universe) actor(a graph.ActorRef) uint32 {
	n, ok := u.number[a.ID]
	if !ok {
		n = uint32(len(u.actors))
		u.number[a.ID] = n
		u.actors = append(u.actors, a)
	}
	return n
}

// posts adds the messages on some channels that have no recipient.
func (r *Runner) posts(ctx context.Context, u *universe, scope graph.Filter, channels []graph.Channel) error {
	scope.Channels = channels
	for page := (graph.Page{Limit: graph.MaxLimit}); ; page.Offset += page.Limit {
		l, err := r.Store.Messages(ctx, scope, page)
		if err != nil {
			return err
		}
		for _, m := range l.Items {
			if len(m.Recipients) > 0 {
				continue
			}
			for _, s := range m.Senders {
				u.contacts = append(u.contacts, contact{m.ID, u.actor(graph.ActorRef{ID: s, Name: s}), nobody, "", temporal.BoundsOf(m.Sent)})
			}
		}
		if page.Offset+len(l.Items) >= l.Total || len(l.Items) == 0 {
			return r.posters(ctx, u)
		}
	}
}

// posters looks up how those are called who only post.
func (r *Runner) posters(ctx context.Context, u *universe) error {
	var ids []string
	for _, a := range u.actors {
		if a.Kind == "" {
			ids = append(ids, a.ID)
		}
	}
	for chunk := range slices.Chunk(ids, graph.MaxLimit) {
		l, err := r.Store.Actors(ctx, graph.Filter{IDs: chunk}, graph.Page{Limit: graph.MaxLimit})
		if err != nil {
			return err
		}
		for _, a := range l.Items {
			u.actors[u.number[a.ID]] = graph.ActorRef{ID: a.ID, Name: cmp.Or(a.Name, a.ID), Kind: a.Kind}
		}
	}
	return nil
}

// sort numbers actors in the order of their ids, and puts contacts in order.
func (u *universe) sort() {
	order := make([]uint32, len(u.actors))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Compare(u.actors[a].ID, u.actors[b].ID) })
	renumbered := make([]uint32, len(order))
	sorted := make([]graph.ActorRef, len(order))
	for n, old := range order {
		renumbered[old], sorted[n] = uint32(n), u.actors[old]
		u.number[sorted[n].ID] = uint32(n)
	}
	u.actors = sorted
	for i := range u.contacts {
		c := &u.contacts[i]
		c.from = renumbered[c.from]
		if c.to != nobody {
			c.to = renumbered[c.to]
		}
	}
	u.order()
}

// order puts contacts in that of message, sender, recipient and role.
func (u *universe) order() {
	slices.SortFunc(u.contacts, func(a, b contact) int {
		return cmp.Or(cmp.Compare(a.message, b.message), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.role, b.role))
	})
}

// mark puts a filter into numbers.
func (r *Runner) mark(ctx context.Context, u *universe, field string, f graph.Filter) (*mark, error) {
	m := &mark{field: field, roles: f.Roles, since: temporal.OpenEarliest, until: temporal.OpenLatest,
		from: u.set(f.From), to: u.set(f.To), either: u.set(f.Actors)}
	if f.Since != nil {
		m.since = f.Since.UnixMicro()
	}
	if f.Until != nil {
		m.until = f.Until.UnixMicro()
	}
	m.elsewhen = map[string]struct{}{}
	for _, id := range f.Elsewhen {
		m.elsewhen[id] = struct{}{}
	}
	of := graph.Filter{Topics: f.Topics, Words: f.Words, Channels: f.Channels, Answered: f.Answered, Thread: f.Thread, IDs: f.IDs}
	if len(of.Topics)+len(of.Words)+len(of.Channels)+len(of.IDs) == 0 && of.Answered == "" && of.Thread == "" {
		return m, nil
	}
	m.messages = map[string]struct{}{}
	for c, err := range r.Store.Stream(ctx, of) {
		if err != nil {
			return nil, err
		}
		m.messages[c.MessageID] = struct{}{}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return m, r.markPosts(ctx, u, of, m)
}

// markPosts adds to a mark the posts that it admits.
func (r *Runner) markPosts(ctx context.Context, u *universe, of graph.Filter, m *mark) error {
	var ids []string
	for i := range u.contacts {
		if u.contacts[i].to == nobody {
			ids = append(ids, u.contacts[i].message)
		}
	}
	for chunk := range slices.Chunk(slices.Compact(ids), graph.MaxLimit) {
		of.IDs = chunk
		l, err := r.Store.Messages(ctx, of, graph.Page{Limit: graph.MaxLimit})
		if err != nil {
			return err
		}
		for _, found := range l.Items {
			m.messages[found.ID] = struct{}{}
		}
	}
	return nil
}

// set is some actors by number; nil if none is named. One without a contact in
// the scope is in no set.
func (u *universe) set(ids []string) []bool {
	if len(ids) == 0 {
		return nil
	}
	s := make([]bool, len(u.actors))
	for _, id := range ids {
		if n, ok := u.number[id]; ok {
			s[n] = true
		}
	}
	return s
}

// without is the universe less the contacts that drop names.
func (u *universe) without(drop func(*contact) bool) *universe {
	less := *u
	less.contacts = nil
	for i := range u.contacts {
		if !drop(&u.contacts[i]) {
			less.contacts = append(less.contacts, u.contacts[i])
		}
	}
	return &less
}

// filters yields the filters of a hypothesis by the names of their fields.
func (h *Hypothesis) filters() map[string]*Filter {
	out := map[string]*Filter{}
	for field, f := range map[string]*Filter{"of": h.Of, "a": h.A, "b": h.B, "trigger": h.Trigger, "response": h.Response} {
		if f != nil {
			out[field] = f
		}
	}
	return out
}

func (u *universe) String() string {
	return fmt.Sprintf("%d contacts of %d actors", len(u.contacts), len(u.actors))
}
