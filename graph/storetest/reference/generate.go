package reference

import (
	"fmt"
	"time"

	"backchannel/graph"

	"pgregory.net/rapid"
)

// The random graphs are small and drawn from few values, so that things meet:
// equal times, shared words, the same actor in two places. Ids and names hold
// what engines order and compare differently if they are careless.
var (
	actorIDs   = []string{"a", "b", "B", "é", "c c", "\U0001F48C", "\uFF21"}
	messageIDs = []string{"m1", "m2", "m10", "M", "m\U0001F4A5", "m\uFF21", "m'\"\\`", "m$p{}"}
	topicIDs   = []string{"t1", "t2", "t3"}
	eventIDs   = []string{"e1", "e2", "e3"}
	sourceIDs  = []string{"s1", "s#2 @"}
	claimIDs   = []string{"c1", "c2", "c3"}
	texts      = []string{"", "alpha", "The Élysée answers", "e\u0301lyse\u0301e", "emails, E-MAIL", "alpha beta", "beta—alpha", "[alpha, beta]", "{}", "Москва"}
	channels   = []graph.Channel{graph.Email, graph.DirectMessage, graph.Call, graph.Meeting, graph.Post, graph.Letter, "fax"}
	answers    = []graph.Answered{graph.AnsweredYes, graph.AnsweredNo, graph.AnsweredUnknown}
	threads    = []string{"", "th1", "th2"}
	modalities = []graph.Modality{graph.Stated, graph.Alleged}
	attributes = []string{"department", "gender"}
	times      = []string{
		"unknown", "2016-06-03", "2016-06-03T10:00:00Z", "2016-06-03T10:00:00.000001Z", "2016-06-03T10:00Z", "2016-06", "2016-summer", "2016",
		"before 2016-06-03", "before 2016-06-04", "after 2016-06-03", "after 2016-06-04", "2016-06-02..2016-06-04", "2016-06-03..2016-06-04", "2016-06-04",
	}
	instants = []string{
		"2016-06-01T00:00:00Z", "2016-06-02T23:59:59.999999Z", "2016-06-03T00:00:00Z", "2016-06-03T10:00:00Z", "2016-06-03T10:00:00.000001Z",
		"2016-06-03T23:59:59.999999Z", "2016-06-04T02:00:00+02:00", "2017-01-01T00:00:00Z",
	}
	phrases = []string{"alpha", "elysee", "the élysée", "mail", "email*", "moskva", "москва", "a*", `"alpha beta"`, "alpha beta"}
)

// Moments draws a time.
func Moments() *rapid.Generator[graph.Moment] {
	return rapid.Custom(func(t *rapid.T) graph.Moment {
		m, err := graph.ParseMoment(rapid.SampledFrom(times).Draw(t, "time"))
		if err != nil {
			panic(err)
		}
		return m
	})
}

// Batches draws a whole graph as one batch: valid, each node once, relationships
// of every kind.
func Batches() *rapid.Generator[*graph.Batch] {
	return rapid.Custom(func(t *rapid.T) *graph.Batch {
		d := &drawing{t: t}
		b := &graph.Batch{}
		for _, id := range sourceIDs {
			b.Sources = append(b.Sources, graph.Source{ID: id, Title: d.text("title"), Publisher: d.text("publisher"), Published: Moments().Draw(t, "published"), Language: "nb"})
		}
		for _, id := range topicIDs {
			b.Topics = append(b.Topics, graph.Topic{ID: id, Label: d.text("label")})
		}
		for _, id := range d.some("actors", actorIDs, 1, len(actorIDs)) {
			kind := graph.Person
			if id == "a" || id == "B" {
				kind = graph.Organization
			}
			b.Actors = append(b.Actors, graph.Actor{ID: id, Kind: kind, Name: d.text("name"), Aliases: d.some("aliases", texts[1:], 0, 3),
				Roles: d.some("roles", texts[1:], 0, 2), Note: d.text("note"), Attributes: d.attributes(), Citations: d.citations()})
			if d.actors = append(d.actors, id); kind == graph.Person {
				d.persons = append(d.persons, id)
			} else {
				d.organizations = append(d.organizations, id)
			}
		}
		for _, id := range d.some("events", eventIDs, 0, len(eventIDs)) {
			b.Events = append(b.Events, graph.Event{ID: id, Label: d.text("label"), At: Moments().Draw(t, "at"), TimeNote: d.text("time note"),
				Summary: d.text("summary"), Citations: d.citations()})
			d.dated = append(d.dated, graph.Ref{Label: graph.EventLabel, ID: id})
		}
		for _, id := range d.some("messages", messageIDs, 0, len(messageIDs)) {
			b.Messages = append(b.Messages, d.message(id))
			d.messages = append(d.messages, id)
			d.dated = append(d.dated, graph.Ref{Label: graph.MessageLabel, ID: id})
		}
		for _, id := range d.some("claims", claimIDs, 0, len(claimIDs)) {
			b.Claims = append(b.Claims, graph.Claim{ID: id, Text: d.text("text"), MadeBy: d.some("made by", d.actors, 0, 2),
				Concerns: d.refs("concerns", 0, 3), Citations: d.citations()})
			d.claims = append(d.claims, id)
		}
		for i := range b.Claims {
			b.Claims[i].ConflictsWith = d.some("conflicts", without(d.claims, b.Claims[i].ID), 0, 1)
		}
		d.links(b)
		return b
	})
}

// drawing holds what was drawn so far.
type drawing struct {
	t                              *rapid.T
	actors, persons, organizations []string
	messages, claims               []string
	dated                          []graph.Ref
}

func (d *drawing) text(what string) string { return rapid.SampledFrom(texts).Draw(d.t, what) }

// some draws distinct values, in any order.
func (d *drawing) some(what string, of []string, least, most int) []string {
	if most = min(most, len(of)); most < least || most == 0 {
		return nil
	}
	return rapid.Permutation(of).Draw(d.t, what)[:rapid.IntRange(least, most).Draw(d.t, "how many "+what)]
}

func (d *drawing) citations() []graph.Citation {
	var out []graph.Citation
	for range rapid.IntRange(0, 2).Draw(d.t, "citations") {
		out = unite(out, []graph.Citation{{
			SourceID:  rapid.SampledFrom(sourceIDs).Draw(d.t, "source"),
			Paragraph: rapid.IntRange(0, 2).Draw(d.t, "paragraph"),
			Offset:    int64(rapid.IntRange(0, 1).Draw(d.t, "offset")),
			Modality:  rapid.SampledFrom(modalities).Draw(d.t, "modality"),
		}})
	}
	return out
}

func (d *drawing) attributes() map[string]string {
	out := map[string]string{}
	for _, name := range d.some("attributes", attributes, 0, 2) {
		out[name] = rapid.SampledFrom(texts[1:]).Draw(d.t, name)
	}
	return out
}

// message draws one of any channel: without senders, to oneself, to the same
// actor twice; posts without recipients.
func (d *drawing) message(id string) graph.Message {
	m := graph.Message{
		ID: id, Channel: rapid.SampledFrom(channels).Draw(d.t, "channel"), Sent: Moments().Draw(d.t, "sent"), TimeNote: d.text("time note"),
		Subject: d.text("subject"), Summary: d.text("summary"), Body: d.text("body"), ThreadID: rapid.SampledFrom(threads).Draw(d.t, "thread"),
		Answered: rapid.SampledFrom(answers).Draw(d.t, "answered"), AnsweredBy: d.citations(), Topics: d.some("topics", topicIDs, 0, 2),
		Attributes: d.attributes(), Citations: d.citations(),
	}
	if m.Channel.Mutual() {
		m.Senders = d.some("participants", d.actors, 0, 3)
	} else {
		m.Senders = d.some("senders", d.actors, 0, 2)
	}
	if m.Channel == graph.Post {
		return m
	}
	for range rapid.IntRange(0, 3).Draw(d.t, "recipients") {
		r := graph.Recipient{Actor: rapid.SampledFrom(d.actors).Draw(d.t, "recipient"), Role: graph.To}
		if !m.Channel.Mutual() {
			r.Role = rapid.SampledFrom(graph.Roles).Draw(d.t, "role")
		}
		if rapid.IntRange(0, 3).Draw(d.t, "cited apart") == 0 {
			r.Citations = d.citations()
		}
		m.Recipients = append(m.Recipients, r)
	}
	return m
}

// refs draws nodes that a claim may concern; actors sometimes by id alone.
func (d *drawing) refs(what string, least, most int) []graph.Ref {
	all := append([]graph.Ref{}, d.dated...)
	for _, id := range topicIDs {
		all = append(all, graph.Ref{Label: graph.TopicLabel, ID: id})
	}
	all = append(all, d.people()...)
	n := rapid.IntRange(least, min(most, len(all))).Draw(d.t, "how many "+what)
	return rapid.Permutation(all).Draw(d.t, what)[:n]
}

func (d *drawing) people() []graph.Ref {
	var out []graph.Ref
	for _, id := range d.persons {
		out = append(out, graph.Ref{Label: graph.PersonLabel, ID: id})
	}
	for _, id := range d.organizations {
		out = append(out, graph.Ref{ID: id})
	}
	return out
}

func (d *drawing) links(b *graph.Batch) {
	t := d.t
	few := func(what string, among int) int {
		if among == 0 {
			return 0
		}
		return rapid.IntRange(0, 3).Draw(t, what)
	}
	for range few("memberships", min(len(d.persons), len(d.organizations))) {
		b.Memberships = append(b.Memberships, graph.Membership{Person: rapid.SampledFrom(d.persons).Draw(t, "person"),
			Organization: rapid.SampledFrom(d.organizations).Draw(t, "organization"), Role: d.text("role"),
			From: Moments().Draw(t, "from"), Until: Moments().Draw(t, "until"), Citations: d.citations()})
	}
	for range few("relations", len(d.actors)) {
		b.Relations = append(b.Relations, graph.Relation{From: rapid.SampledFrom(d.actors).Draw(t, "from"), To: rapid.SampledFrom(d.actors).Draw(t, "to"),
			Kind: d.text("kind"), Since: Moments().Draw(t, "since"), Until: Moments().Draw(t, "until"), Citations: d.citations()})
	}
	for range few("replies", len(d.messages)) {
		b.Replies = append(b.Replies, graph.Reply{Message: rapid.SampledFrom(d.messages).Draw(t, "reply"),
			To: rapid.SampledFrom(d.messages).Draw(t, "replied to"), Citations: d.citations()})
	}
	for range few("mentions", len(d.messages)) {
		to := d.people()
		for _, r := range d.dated {
			if r.Label == graph.EventLabel {
				to = append(to, r)
			}
		}
		b.Mentions = append(b.Mentions, graph.Mention{From: graph.Ref{Label: graph.MessageLabel, ID: rapid.SampledFrom(d.messages).Draw(t, "speaks")},
			To: rapid.SampledFrom(to).Draw(t, "spoken of"), Citations: d.citations()})
	}
	for range few("identities", len(d.messages)) {
		b.Identities = append(b.Identities, graph.Identity{Message: rapid.SampledFrom(d.messages).Draw(t, "identifying"),
			Actor: rapid.SampledFrom(d.actors).Draw(t, "identified"), Role: rapid.SampledFrom(graph.Parts).Draw(t, "as"),
			Identity: rapid.SampledFrom(actorIDs).Draw(t, "identity"), Citations: d.citations()})
	}
	for range few("orders", len(d.dated)) {
		b.Orders = append(b.Orders, graph.Order{Later: rapid.SampledFrom(d.dated).Draw(t, "later"), Earlier: rapid.SampledFrom(d.dated).Draw(t, "earlier"),
			AtLeast: d.distance("at least"), AtMost: d.distance("at most"), Note: d.text("note"), Citations: d.citations()})
	}
}

func (d *drawing) distance(what string) *time.Duration {
	n := rapid.IntRange(-1, 3).Draw(d.t, what)
	if n < 0 {
		return nil
	}
	v := time.Duration(n) * 15 * time.Minute
	return &v
}

func without(list []string, v string) []string {
	return keep(list, func(s string) bool { return s != v })
}

// Filters draws a filter, mostly of one to three fields, over what Batches draws
// and over ids that nothing has.
func Filters() *rapid.Generator[graph.Filter] {
	return rapid.Custom(func(t *rapid.T) graph.Filter {
		d := &drawing{t: t}
		var f graph.Filter
		set := map[string]func(){
			"from":   func() { f.From = d.some("from", append(actorIDs[:4:4], "nobody"), 1, 3) },
			"to":     func() { f.To = d.some("to", append(actorIDs[:4:4], "nobody"), 1, 3) },
			"actors": func() { f.Actors = d.some("actors", append(actorIDs[:4:4], "nobody"), 1, 2) },
			"topics": func() { f.Topics = d.some("topics", append(topicIDs[:3:3], "nothing"), 1, 2) },
			"words":  func() { f.Words = Words().Draw(t, "words") },
			"since":  func() { f.Since = instant(t, "since") },
			"until":  func() { f.Until = instant(t, "until") },
			"roles": func() {
				f.Roles = rapid.Permutation(graph.Roles).Draw(t, "roles")[:rapid.IntRange(1, 2).Draw(t, "how many roles")]
			},
			"channels": func() {
				f.Channels = rapid.Permutation(channels).Draw(t, "channels")[:rapid.IntRange(1, 4).Draw(t, "how many channels")]
			},
			"answered": func() { f.Answered = rapid.SampledFrom(answers).Draw(t, "answered") },
			"thread":   func() { f.Thread = rapid.SampledFrom(threads[1:]).Draw(t, "thread") },
			"ids":      func() { f.IDs = d.some("ids", append(messageIDs[:6:6], "none"), 1, 5) },
		}
		fields := []string{"from", "to", "actors", "topics", "words", "since", "until", "roles", "channels", "answered", "thread", "ids"}
		n := rapid.SampledFrom([]int{0, 1, 1, 1, 2, 2, 2, 3, 3, 5, len(fields)}).Draw(t, "fields")
		for _, name := range rapid.Permutation(fields).Draw(t, "which")[:n] {
			set[name]()
		}
		return f
	})
}

// FurtherFilters draws a filter with fields that only some questions know, too.
func FurtherFilters() *rapid.Generator[graph.Filter] {
	return rapid.Custom(func(t *rapid.T) graph.Filter {
		d := &drawing{t: t}
		f := Filters().Draw(t, "fields of every question")
		f.Elsewhen = d.some("elsewhen", append(eventIDs[:3:3], messageIDs[:4]...), 0, 3)
		f.Concerning = d.some("concerning", append(messageIDs[:4:4], "none"), 0, 2)
		f.Mentioning = d.some("mentioning", append(eventIDs[:2:2], "none"), 0, 2)
		f.Unaddressed = rapid.IntRange(0, 2).Draw(t, "unaddressed") == 0
		f.OwnText = rapid.Bool().Draw(t, "own text")
		return f
	})
}

// EventIDs are the ids that a drawn graph may give to events, and one that it
// never does.
func EventIDs() []string { return append(eventIDs[:len(eventIDs):len(eventIDs)], "never") }

// Words draws the folded phrases of what a person might type.
func Words() *rapid.Generator[[]string] {
	return rapid.Custom(func(t *rapid.T) []string { return graph.FoldQuery(rapid.SampledFrom(phrases).Draw(t, "phrase")) })
}

func instant(t *rapid.T, what string) *time.Time {
	at, err := time.Parse(time.RFC3339Nano, rapid.SampledFrom(instants).Draw(t, what))
	if err != nil {
		panic(fmt.Sprint(what, ": ", err))
	}
	return &at
}

// ActorIDs are the ids that a drawn graph may give to actors, and one that it
// never does.
func ActorIDs() []string { return append(actorIDs[:len(actorIDs):len(actorIDs)], "nobody") }
