package reference

import (
	"slices"
	"time"

	"backchannel/graph"
)

// Network is what an index is built from.
type Network struct {
	Contacts []graph.Contact
	Orders   []graph.Order
	Moments  map[graph.Ref]graph.Moment // of the ends of orders that make no contact: events, posts
}

// Question is what may be asked, by id. Empty fields do not narrow.
type Question struct {
	From, To     string // actors; empty is any
	Since, Until *time.Time
	Roles        []graph.Role
	Channels     []graph.Channel
	Answered     graph.Answered
	Senders      []string
	Recipients   []string
	Actors       []string // senders or recipients
	Avoid        []string // neither senders nor recipients
	Topics       []string // about any of these …
	Matches      []string // … or one of these messages; nil asks for no words
	Messages     []string // nil for any
	MaxHops      int
	MinWait      time.Duration
	MaxWait      time.Duration
	Certain      bool // only walks that are certain
}

// Admits tells whether a walk may use c at all.
func (q Question) Admits(c graph.Contact) bool {
	about := len(q.Topics) == 0 && q.Matches == nil || slices.Contains(q.Matches, c.MessageID)
	for _, topic := range c.Topics {
		about = about || slices.Contains(q.Topics, topic)
	}
	return about &&
		(q.Messages == nil || slices.Contains(q.Messages, c.MessageID)) &&
		(len(q.Roles) == 0 || slices.Contains(q.Roles, c.Role)) &&
		(len(q.Channels) == 0 || slices.Contains(q.Channels, c.Channel)) &&
		(q.Answered == "" || c.Answered == q.Answered) &&
		(len(q.Senders) == 0 || slices.Contains(q.Senders, c.From.ID)) &&
		(len(q.Recipients) == 0 || slices.Contains(q.Recipients, c.To.ID)) &&
		(len(q.Actors) == 0 || slices.Contains(q.Actors, c.From.ID) || slices.Contains(q.Actors, c.To.ID)) &&
		!slices.Contains(q.Avoid, c.From.ID) && !slices.Contains(q.Avoid, c.To.ID) &&
		c.At.Within(q.Since, q.Until) != graph.Impossible
}

// Admitted lists what the question admits.
func (n Network) Admitted(q Question) []graph.Contact {
	var out []graph.Contact
	for _, c := range n.Contacts {
		if q.Admits(c) {
			out = append(out, c)
		}
	}
	return out
}

// message names the moment that a contact happened at.
func message(c graph.Contact) graph.Ref {
	return graph.Ref{Label: graph.MessageLabel, ID: c.MessageID}
}

// origin is a moment known exactly, from which others are measured.
var (
	origin = graph.Ref{Label: "Origin", ID: "origin"}
	epoch  = time.UnixMicro(0).UTC()
)

// Known are the orders that do not belong to a contradiction.
func (n Network) Known() []graph.Order {
	var known []graph.Order
	for _, o := range n.Orders {
		group := n.group(o)
		if consistent(n.timeline(group), ends(group)) {
			known = append(known, o)
		}
	}
	return known
}

func ends(orders []graph.Order) []graph.Ref {
	var of []graph.Ref
	for _, o := range orders {
		of = append(of, o.Earlier, o.Later)
	}
	return of
}

// consistent tells whether no contradiction goes through any of the moments.
func consistent(line *graph.Timeline, moments []graph.Ref) bool {
	for _, m := range moments {
		if _, ok := line.Between(m, m); !ok {
			return false
		}
	}
	return true
}

// group is every order that hangs together with o.
func (n Network) group(o graph.Order) []graph.Order {
	in := map[graph.Ref]bool{o.Earlier: true, o.Later: true}
	for range n.Orders { // each round reaches one step further
		for _, p := range n.Orders {
			if in[p.Earlier] || in[p.Later] {
				in[p.Earlier], in[p.Later] = true, true
			}
		}
	}
	var group []graph.Order
	for _, p := range n.Orders {
		if in[p.Earlier] {
			group = append(group, p)
		}
	}
	return group
}

// timeline holds every moment's interval, and orders.
func (n Network) timeline(orders []graph.Order) *graph.Timeline {
	line := new(graph.Timeline)
	line.Place(origin, graph.At(epoch))
	for _, c := range n.Contacts {
		line.Place(message(c), c.At)
	}
	for r, m := range n.Moments {
		line.Place(r, m)
	}
	for _, o := range orders {
		line.Add(o)
	}
	return line
}
