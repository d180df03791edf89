package reference

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"time"

	"backchannel/graph"

	"pgregory.net/rapid"
)

// Times says which times a drawn network has.
type Times int

// Exact times only; intervals that may be open, with orders; both.
const (
	Exact Times = iota
	Vague
	Mixed
)

// span is how many microseconds a drawn network lasts: few, so that times meet.
const span = 16

// Instant is a time of a drawn network.
func Instant(n int) time.Time { return epoch.Add(time.Duration(n) * time.Microsecond) }

var (
	channels = []graph.Channel{graph.Email, graph.Letter, graph.Meeting}
	answers  = []graph.Answered{graph.AnsweredYes, graph.AnsweredNo, graph.AnsweredUnknown}
	topics   = []string{"money", "weather"}
)

// Draw makes a small random network: messages with one sender, meetings, several
// roles, channels and topics, times that are equal, vague or open, and orders
// between messages and events, some of which contradict one another. Contacts are
// in the order of a store's stream.
func Draw(t *rapid.T, times Times) Network {
	n := Network{Moments: map[graph.Ref]graph.Moment{}}
	actors := 2 + below(3).Draw(t, "actors")
	var dated []graph.Ref
	for i := range 1 + below(9).Draw(t, "messages") {
		name := fmt.Sprint("m", i)
		cs := drawMessage(t, name, actors, drawMoment(t, name, times))
		if len(n.Contacts)+len(cs) > 14 {
			break
		}
		n.Contacts = append(n.Contacts, cs...)
		dated = append(dated, message(cs[0]))
	}
	slices.SortFunc(n.Contacts, streamed)
	if times == Exact {
		return n
	}
	for _, r := range []graph.Ref{{Label: graph.EventLabel, ID: "event"}, {Label: graph.MessageLabel, ID: "post"}} {
		if below(3).Draw(t, "with "+r.ID) == 2 {
			n.Moments[r] = drawMoment(t, r.ID, times)
			dated = append(dated, r)
		}
	}
	next := n.successions()
	orders := 0
	if rapid.Bool().Draw(t, "with orders") {
		orders = 1 + below(5).Draw(t, "orders")
	}
	for i := range orders {
		one := func(which string) graph.Ref {
			return dated[below(len(dated)).Draw(t, fmt.Sprint("order ", i, " ", which))]
		}
		o := graph.Order{Earlier: one("earlier"), Later: one("later")}
		if len(next) > 0 && rapid.Bool().Draw(t, fmt.Sprint("order ", i, " is of hops")) {
			pair := next[below(len(next)).Draw(t, fmt.Sprint("order ", i, " of"))]
			o.Earlier, o.Later = pair[0], pair[1]
		}
		if o.Earlier == o.Later {
			continue
		}
		least := below(7).Draw(t, fmt.Sprint("order ", i, " at least")) - 1
		if least >= 0 {
			o.AtLeast = micros(least)
		}
		if more := below(5).Draw(t, fmt.Sprint("order ", i, " at most")) - 1; more >= 0 {
			o.AtMost = micros(max(least, 0) + more)
		}
		n.Orders = append(n.Orders, o)
	}
	return n
}

// below draws a number from 0 up to, but not including, n, each about as often.
// (rapid's own ranges prefer their lower end, which makes for dull networks.)
func below(n int) *rapid.Generator[int] {
	return rapid.Custom(func(t *rapid.T) int {
		v := 0
		for range bits.Len(uint(n)) + 2 {
			v *= 2
			if rapid.Bool().Draw(t, "bit") {
				v++
			}
		}
		return v % n
	})
}

// successions are the pairs of messages of which one leaves from where the other came.
func (n Network) successions() (pairs [][2]graph.Ref) {
	for _, a := range n.Contacts {
		for _, b := range n.Contacts {
			if a.To == b.From && a.MessageID != b.MessageID {
				pairs = append(pairs, [2]graph.Ref{message(a), message(b)})
			}
		}
	}
	return pairs
}

func drawMessage(t *rapid.T, name string, actors int, at graph.Moment) []graph.Contact {
	actor := func(i int) graph.ActorRef {
		return graph.ActorRef{ID: string(rune('a' + i)), Name: string(rune('A' + i)), Kind: graph.Person}
	}
	one := below(actors)
	channel := channels[below(len(channels)).Draw(t, name+" channel")]
	var about []string
	for _, topic := range topics {
		if rapid.Bool().Draw(t, name+" about "+topic) {
			about = append(about, topic)
		}
	}
	answered := answers[below(len(answers)).Draw(t, name+" answered")]
	var cs []graph.Contact
	contact := func(from, to int, role graph.Role) {
		cs = append(cs, graph.Contact{MessageID: name, At: at, From: actor(from), To: actor(to),
			Role: role, Channel: channel, Topics: about, Answered: answered})
	}
	if channel.Mutual() && actors > 1 {
		there := rapid.SliceOfNDistinct(one, 2, 3, rapid.ID).Draw(t, name+" participants")
		for _, a := range there {
			for _, b := range there {
				if a != b {
					contact(a, b, graph.To)
				}
			}
		}
		return cs
	}
	from := one.Draw(t, name+" sender")
	for _, to := range rapid.SliceOfNDistinct(one, 1, 2, rapid.ID).Draw(t, name+" recipients") {
		contact(from, to, graph.Roles[below(len(graph.Roles)).Draw(t, name+" role")])
	}
	return cs
}

func drawMoment(t *rapid.T, name string, times Times) graph.Moment {
	at := below(span + 1)
	lo := at.Draw(t, name+" at")
	if times == Exact || times == Mixed && rapid.Bool().Draw(t, name+" is exact") {
		return graph.At(Instant(lo))
	}
	m := graph.Moment{Precision: graph.Between}
	hi := lo + below(6).Draw(t, name+" lasts")
	if below(4).Draw(t, name+" has no earliest") < 3 {
		e := Instant(lo)
		m.Earliest = &e
	}
	if below(4).Draw(t, name+" has no latest") < 3 {
		l := Instant(hi)
		m.Latest = &l
	}
	return m
}

// streamed is the order in which a store streams contacts.
func streamed(a, b graph.Contact) int {
	return cmp.Or(
		bound(a.At.Earliest, b.At.Earliest), bound(a.At.Latest, b.At.Latest),
		cmp.Compare(a.MessageID, b.MessageID), cmp.Compare(a.Role, b.Role),
		cmp.Compare(a.From.ID, b.From.ID), cmp.Compare(a.To.ID, b.To.ID),
	)
}

// bound orders bounds, open ones last.
func bound(a, b *time.Time) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return a.Compare(*b)
}

func micros(n int) *time.Duration {
	d := time.Duration(n) * time.Microsecond
	return &d
}

// DrawQuestion asks something of n: any two actors, and each filter now and then.
func DrawQuestion(t *rapid.T, n Network) Question {
	var ids []string
	for _, c := range n.Contacts {
		ids = append(ids, c.From.ID, c.To.ID)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	id := rapid.Map(below(len(ids)), func(i int) string { return ids[i] })
	seldom := func(what string) bool { return below(8).Draw(t, what) == 7 }
	var q Question
	q.From, q.To = id.Draw(t, "from"), id.Draw(t, "to")
	if seldom("with since") {
		v := Instant(below(span+1).Draw(t, "since"))
		q.Since = &v
	}
	if seldom("with until") {
		first := 0
		if q.Since != nil {
			first = int(q.Since.Sub(epoch).Microseconds())
		}
		v := Instant(first + below(span+6-first).Draw(t, "until"))
		q.Until = &v
	}
	if seldom("with roles") {
		q.Roles = rapid.SliceOfNDistinct(rapid.SampledFrom(graph.Roles), 1, 2, rapid.ID).Draw(t, "roles")
	}
	if seldom("with channels") {
		q.Channels = rapid.SliceOfNDistinct(rapid.SampledFrom(channels), 1, 2, rapid.ID).Draw(t, "channels")
	}
	some := rapid.SliceOfNDistinct(id, 1, len(ids), rapid.ID)
	if seldom("with senders") {
		q.Senders = some.Draw(t, "senders")
	}
	if seldom("with recipients") {
		q.Recipients = some.Draw(t, "recipients")
	}
	if seldom("with actors") {
		q.Actors = some.Draw(t, "actors")
	}
	if avoid := id.Draw(t, "avoid"); seldom("with avoid") && avoid != q.From && avoid != q.To {
		q.Avoid = []string{avoid}
	}
	if seldom("with topics") {
		q.Topics = rapid.SliceOfNDistinct(rapid.SampledFrom(topics), 1, 2, rapid.ID).Draw(t, "topics")
	}
	if seldom("with words") {
		q.Matches = drawMessages(t, "words in ")
	}
	if seldom("with messages") {
		q.Messages = drawMessages(t, "only ")
	}
	if seldom("with answered") {
		q.Answered = rapid.SampledFrom(answers).Draw(t, "answered")
	}
	if seldom("with max_hops") {
		q.MaxHops = 1 + below(3).Draw(t, "max_hops")
	}
	if below(3).Draw(t, "with min_wait") == 2 {
		q.MinWait = time.Duration(1+below(4).Draw(t, "min_wait")) * time.Microsecond
	}
	if below(3).Draw(t, "with max_wait") == 2 {
		q.MaxWait = q.MinWait + time.Duration(below(6).Draw(t, "max_wait"))*time.Microsecond
	}
	return q
}

func drawMessages(t *rapid.T, which string) []string {
	ids := []string{} // not nil, which would mean any
	for i := range 9 {
		id := fmt.Sprint("m", i)
		if rapid.Bool().Draw(t, which+id) {
			ids = append(ids, id)
		}
	}
	return ids
}
