package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"backchannel/graph"
	"backchannel/graph/storetest/reference"
)

var timeCases = []testCase{
	{"intervals, open bounds and precision come back", on(intervals)},
	{"the first moment of all", on(firstMoment)},
	{"a period keeps what could have been in it", on(periods)},
	{"relative times stand side by side", on(relativeTimes)},
	{"answered yes, no and unknown", on(answered)},
	{"modality belongs to the citation", on(modality)},
}

// mail returns a message from a to b.
func mail(id string, sent graph.Moment) graph.Message {
	return graph.Message{ID: id, Channel: graph.Email, Sent: sent, Answered: graph.AnsweredUnknown, Senders: []string{"a"}, Recipients: []graph.Recipient{{Actor: "b", Role: graph.To}}}
}

func people(ids ...string) []graph.Actor {
	var out []graph.Actor
	for _, id := range ids {
		out = append(out, graph.Actor{ID: id, Kind: graph.Person, Name: "name of " + id})
	}
	return out
}

func messageIDs(t tester, s graph.Store, f graph.Filter) []string {
	t.Helper()
	var ids []string
	for _, m := range must[graph.List[graph.Message]](t, "messages")(s.Messages(background, f, whole)).Items {
		ids = append(ids, m.ID)
	}
	return ids
}

func intervals(t *testing.T, s graph.Store) {
	texts := []string{
		"0001", "0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z", "2016", "2016-summer", "2016-06-03T10:00:00.000001Z", "2016-06-03T10:00Z",
		"2016-06-03T10:00Z..2016-06-04", "2016-winter", "9999-12-31T23:59:59.999999Z", "after 2016-11", "before 2016-11", "unknown",
	}
	b := &graph.Batch{Actors: people("a", "b")}
	for _, text := range texts {
		b.Messages = append(b.Messages, mail(text, moment(text)))
		b.Events = append(b.Events, graph.Event{ID: text, At: moment(text)})
	}
	// A precision that no notation has.
	ten := time.Date(2016, 6, 5, 10, 0, 0, 0, time.UTC)
	eleven := ten.Add(time.Hour - time.Microsecond)
	b.Messages = append(b.Messages, mail("hour", graph.Moment{Earliest: &ten, Latest: &eleven, Precision: graph.Hour}))
	// The same moment in another zone.
	cest := time.FixedZone("CEST", 7200)
	local := ten.In(cest)
	b.Messages = append(b.Messages, mail("zone", graph.Moment{Earliest: &local, Latest: &local, Precision: graph.Second}))

	write(t, s, b)
	Agrees(t.Context(), t, s, reference.Of(b), graph.Filter{})
	for _, c := range must[graph.List[graph.Contact]](t, "contacts")(s.Contacts(t.Context(), graph.Filter{}, whole)).Items {
		for _, bound := range []*time.Time{c.At.Earliest, c.At.Latest} {
			if bound != nil && bound.Location() != time.UTC {
				t.Errorf("%s: the bound %v is not in UTC", c.MessageID, bound)
			}
		}
	}
}

// firstMoment is Go's zero time, which stands for no time in many a library. It
// is one, however it is written, asked for or read.
func firstMoment(t *testing.T, s graph.Store) {
	first := moment("0001-01-01T00:00:00Z")
	if first.Earliest == nil || !first.Earliest.IsZero() {
		t.Fatalf("the first moment is %+v", first)
	}
	ids := func(name string, n int) []string {
		var out []string
		for i := range n {
			out = append(out, fmt.Sprintf("%s %03d", name, i))
		}
		return out
	}
	few, many := ids("few", 3), ids("many", 200) // an engine may take many another way than few
	var b []*graph.Batch
	for _, list := range [][]string{few, many} {
		part := &graph.Batch{Actors: people("a", "b"), Events: []graph.Event{{ID: list[0], At: first}}}
		for _, id := range list {
			part.Messages = append(part.Messages, mail(id, first))
		}
		b = append(b, part)
	}
	write(t, s, b...)
	// Again, as a change of what is there.
	changed := mail(few[0], first)
	changed.Subject = "changed"
	later := &graph.Batch{Messages: []graph.Message{changed, mail("later", moment("0001-01-01T00:00:00.000001Z"))}}
	write(t, s, later)

	g := reference.Of(append(b, later)...)
	for _, f := range []graph.Filter{{}, {Since: first.Earliest}, {Until: first.Latest}, {Since: first.Earliest, Until: first.Latest}} {
		Agrees(t.Context(), t, s, g, f)
	}
	same(t, "messages until the first moment", len(few)+len(many), len(messageIDs(t, s, graph.Filter{Until: first.Latest})))
	table := must[*graph.Table](t, "query")(s.Query(t.Context(), graph.Statement{
		Text: "MATCH (m:Message) WHERE m.sent_earliest = $at AND m.sent_latest IN $ats AND m.id STARTS WITH 'few' " +
			"RETURN m.id, m.sent_earliest, m.sent_latest, m ORDER BY m.id",
		Parameters: map[string]any{"at": *first.Earliest, "ats": slices.Repeat([]any{*first.Earliest}, 300)}, // more than a text should hold
	}, graph.Limits{}))
	if len(table.Rows) != len(few) {
		t.Fatalf("%d rows, want %d", len(table.Rows), len(few))
	}
	for _, row := range table.Rows {
		n, _ := row[3].(graph.Node)
		for _, v := range []any{row[1], row[2], n.Properties["sent_earliest"]} {
			if at, ok := v.(time.Time); !ok || !at.Equal(*first.Earliest) {
				t.Errorf("%v: the moment came back as %v (%T)", row[0], v, v)
			}
		}
	}
}

func periods(t *testing.T, s graph.Store) {
	b := &graph.Batch{Actors: people("a", "b")}
	for _, text := range []string{"2016-06-03", "2016-06", "before 2016-06-03", "after 2016-06-03", "unknown", "2016-06-04T00:00:00Z"} {
		b.Messages = append(b.Messages, mail(text, moment(text)))
	}
	write(t, s, b)
	for _, c := range []struct {
		since, until      string
		certain, possible []string
	}{
		{"", "", []string{"2016-06", "2016-06-03", "after 2016-06-03", "2016-06-04T00:00:00Z", "before 2016-06-03", "unknown"}, nil},
		{"2016-06-03T00:00:00Z", "", []string{"2016-06-03", "after 2016-06-03", "2016-06-04T00:00:00Z"}, []string{"2016-06", "unknown"}},
		{"2016-06-02T23:59:59.999999Z", "", []string{"2016-06-03", "after 2016-06-03", "2016-06-04T00:00:00Z"}, []string{"2016-06", "before 2016-06-03", "unknown"}},
		{"", "2016-06-03T23:59:59.999999Z", []string{"2016-06-03", "before 2016-06-03"}, []string{"2016-06", "after 2016-06-03", "unknown"}},
		{"", "2016-06-02T23:59:59.999999Z", []string{"before 2016-06-03"}, []string{"2016-06", "unknown"}},
		{"2016-06-03T00:00:00Z", "2016-06-04T00:00:00Z", []string{"2016-06-03", "2016-06-04T00:00:00Z"}, []string{"2016-06", "after 2016-06-03", "unknown"}},
		{"2016-06-04T02:00:00+02:00", "2016-06-04T02:00:00+02:00", []string{"2016-06-04T00:00:00Z"}, []string{"2016-06", "after 2016-06-03", "unknown"}},
		{"2016-06-05T00:00:00Z", "2016-06-04T00:00:00Z", nil, []string{"2016-06", "after 2016-06-03", "unknown"}},
	} {
		var f graph.Filter
		if c.since != "" {
			f.Since = moment(c.since).Earliest
		}
		if c.until != "" {
			f.Until = moment(c.until).Latest
		}
		var certain, possible []string
		for _, contact := range must[graph.List[graph.Contact]](t, "contacts")(s.Contacts(t.Context(), f, whole)).Items {
			switch contact.Certainty {
			case graph.Certain:
				certain = append(certain, contact.MessageID)
			case graph.Possible:
				possible = append(possible, contact.MessageID)
			default:
				t.Errorf("%s is %q", contact.MessageID, contact.Certainty)
			}
		}
		same(t, "certain since "+c.since+" until "+c.until, c.certain, certain)
		same(t, "possible since "+c.since+" until "+c.until, c.possible, possible)
	}
	// What known orders put elsewhere is left out of a period, and only of a period.
	f := graph.Filter{Elsewhen: []string{"2016-06", "unknown"}}
	same(t, "no period", 6, len(messageIDs(t, s, f)))
	f.Since = moment("2016-06-03").Earliest
	same(t, "a period without what was elsewhen", []string{"2016-06-03", "after 2016-06-03", "2016-06-04T00:00:00Z"}, messageIDs(t, s, f))
	f.Elsewhen = []string{"nothing"}
	same(t, "a period without what is not there", []string{"2016-06", "2016-06-03", "after 2016-06-03", "2016-06-04T00:00:00Z", "unknown"}, messageIDs(t, s, f))
}

func relativeTimes(t *testing.T, s graph.Store) {
	m := func(id string) graph.Ref { return graph.Ref{Label: graph.MessageLabel, ID: id} }
	d := func(v time.Duration) *time.Duration { return &v }
	cited := func(paragraph int) []graph.Citation {
		return []graph.Citation{{SourceID: "s", Paragraph: paragraph, Modality: graph.Alleged}}
	}
	orders := []graph.Order{
		{Later: m("y"), Earlier: m("x"), AtLeast: d(15 * time.Minute), AtMost: d(15 * time.Minute), Citations: cited(1)},
		{Later: m("y"), Earlier: m("x"), AtLeast: d(2 * time.Hour), Note: "some hours", Citations: cited(2)},
		{Later: m("y"), Earlier: m("x"), AtMost: d(24 * time.Hour)},
		{Later: m("y"), Earlier: m("x")},
		{Later: m("y"), Earlier: m("x"), AtLeast: d(0), Citations: cited(3)},
		{Later: m("x"), Earlier: m("y"), AtLeast: d(0)}, // what contradicts it stands too
		{Later: graph.Ref{Label: graph.EventLabel, ID: "e"}, Earlier: m("y"), AtMost: d(90 * 24 * time.Hour)},
		{Later: m("x"), Earlier: graph.Ref{Label: graph.EventLabel, ID: "e"}, AtLeast: d(-time.Hour)},
	}
	b := &graph.Batch{
		Sources: []graph.Source{{ID: "s"}}, Actors: people("a", "b"), Events: []graph.Event{{ID: "e"}},
		Messages: []graph.Message{mail("x", graph.Undated()), mail("y", graph.Undated()), mail("z", graph.Undated())}, Orders: orders,
	}
	write(t, s, b)
	// The same order once more, from another place: one order, two citations.
	again := orders[0]
	again.Citations = cited(4)
	write(t, s, &graph.Batch{Orders: []graph.Order{again}})
	orders[0].Citations = append(cited(1), cited(4)...)

	want := normalLinks(graph.Links{Orders: orders})
	same(t, "orders", want, normalLinks(must[graph.Links](t, "links")(s.Links(t.Context(), []graph.Ref{m("x"), m("y")}))))
	same(t, "orders of the event", normalLinks(graph.Links{Orders: orders[6:]}),
		normalLinks(must[graph.Links](t, "links")(s.Links(t.Context(), []graph.Ref{{Label: graph.EventLabel, ID: "e"}}))))
	same(t, "orders of z", graph.Links{}, must[graph.Links](t, "links")(s.Links(t.Context(), []graph.Ref{m("z")})))
}

func answered(t *testing.T, s graph.Store) {
	b := &graph.Batch{Sources: []graph.Source{{ID: "s"}, {ID: "r"}}, Actors: people("a", "b")}
	for _, a := range []graph.Answered{graph.AnsweredYes, graph.AnsweredNo, graph.AnsweredUnknown} {
		m := mail(string(a), graph.Undated())
		m.Answered = a
		if a != graph.AnsweredUnknown {
			m.AnsweredBy = []graph.Citation{{SourceID: "s", Paragraph: 2, Modality: graph.Stated}, {SourceID: "r", Paragraph: 1, Offset: 7, Modality: graph.Alleged}}
		}
		b.Messages = append(b.Messages, m)
	}
	silent := mail("silent", graph.Undated())
	silent.Answered = ""
	b.Messages = append(b.Messages, silent)
	write(t, s, b)
	for a, want := range map[graph.Answered][]string{
		"": {"no", "silent", "unknown", "yes"}, graph.AnsweredYes: {"yes"}, graph.AnsweredNo: {"no"}, graph.AnsweredUnknown: {"silent", "unknown"},
	} {
		same(t, "answered "+string(a), want, messageIDs(t, s, graph.Filter{Answered: a}))
	}
	Agrees(t.Context(), t, s, reference.Of(b), graph.Filter{})
	pairs := must[graph.List[graph.Pair]](t, "pairs")(s.Pairs(t.Context(), graph.Filter{}, whole)).Items
	if len(pairs) != 1 || pairs[0].Count != 4 || pairs[0].Answered != 1 || pairs[0].Unanswered != 1 || pairs[0].Undated != 4 {
		t.Errorf("pairs: %+v", pairs)
	}
}

func modality(t *testing.T, s graph.Store) {
	both := []graph.Citation{{SourceID: "r", Paragraph: 3, Modality: graph.Alleged}, {SourceID: "s", Paragraph: 3, Modality: graph.Stated},
		{SourceID: "s", Paragraph: 3, Modality: graph.Alleged}, {SourceID: "s", Paragraph: 3, Offset: 12, Modality: graph.Stated}}
	m := mail("m", graph.Undated())
	m.Citations = both
	b := &graph.Batch{Sources: []graph.Source{{ID: "s"}, {ID: "r"}}, Actors: people("a", "b"), Messages: []graph.Message{m}}
	write(t, s, b)
	Agrees(t.Context(), t, s, reference.Of(b), graph.Filter{})
	same(t, "citations", citations(both), citations(must[graph.List[graph.Contact]](t, "contacts")(s.Contacts(t.Context(), graph.Filter{}, whole)).Items[0].Citations))
	// A source is cited by a node however often that node names it.
	for _, source := range must[graph.List[graph.SourceCount]](t, "sources")(s.Sources(t.Context(), graph.Filter{}, whole)).Items {
		if source.Cited != 1 {
			t.Errorf("%s is cited by %d nodes, want 1", source.ID, source.Cited)
		}
	}
}
