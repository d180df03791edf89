package model

import (
	"fmt"
	"strings"

	"backchannel/graph"
)

// where collects the conditions of a statement and the parameters they name.
type where struct {
	conditions []string
	parameters map[string]any
}

func newWhere() *where { return &where{parameters: map[string]any{}} }

func (w *where) add(format string, args ...any) {
	w.conditions = append(w.conditions, fmt.Sprintf(format, args...))
}

// in admits the listed values of an expression; an empty list admits all.
func in[T ~string](w *where, expression, parameter string, values []T) {
	if len(values) > 0 {
		w.add("%s", w.within(expression, parameter, texts(values)))
	}
}

func (w *where) within(expression, parameter string, values []string) string {
	w.parameters[parameter] = values
	return fmt.Sprintf("%s IN $%s", expression, parameter)
}

func texts[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// words admits nodes of the label that hold all of the filter's phrases: in what
// they say or are called or, if it is the text that counts, in what is noted of them.
func (w *where) words(node string, label graph.Label, f graph.Filter) {
	if len(f.Words) > 0 {
		w.add("%s", w.text(node, label, f))
	}
}

func (w *where) text(node string, label graph.Label, f graph.Filter) string {
	properties := []string{"words"}
	if f.OwnText && len(NodeTypeOf(label).Remarked) > 0 {
		properties = append(properties, "remarks")
	}
	return w.holding(node, f.Words, properties...)
}

func (w *where) holding(node string, phrases []string, properties ...string) string {
	all := make([]string, len(phrases))
	for i, p := range phrases {
		name := fmt.Sprintf("word%d", i)
		w.parameters[name] = p
		either := make([]string, len(properties))
		for j, property := range properties {
			either[j] = fmt.Sprintf("%s.%s CONTAINS $%s", node, property, name)
		}
		if all[i] = strings.Join(either, " OR "); len(either) > 1 {
			all[i] = "(" + all[i] + ")"
		}
	}
	return strings.Join(all, " AND ")
}

// period admits what could have been within the filter's bounds: an open bound
// could be anywhere, unless known orders say otherwise.
func (w *where) period(f graph.Filter, node, earliest, latest string) {
	earliest, latest = node+"."+earliest, node+"."+latest
	if f.Since != nil {
		w.parameters["since"] = f.Since.UTC()
		w.add("(%s IS NULL OR %s >= $since)", latest, latest)
	}
	if f.Until != nil {
		w.parameters["until"] = f.Until.UTC()
		w.add("(%s IS NULL OR %s <= $until)", earliest, earliest)
	}
	if (f.Since != nil || f.Until != nil) && len(f.Elsewhen) > 0 {
		w.add("NOT %s", w.within(node+".id", "elsewhen", f.Elsewhen))
	}
}

// message adds all that a filter says of the message m alone.
func (w *where) message(f graph.Filter) {
	w.period(f, "m", "sent_earliest", "sent_latest")
	in(w, "m.id", "ids", f.IDs)
	in(w, "m.channel", "channels", f.Channels)
	if f.Answered != "" {
		w.parameters["answered"] = string(f.Answered)
		w.add("m.answered = $answered")
	}
	if f.Thread != "" {
		w.parameters["thread"] = f.Thread
		w.add("m.thread_id = $thread")
	}
	if len(f.Mentioning) > 0 {
		w.add("EXISTS { MATCH (m)-[:MENTIONS]->(x:Event) WHERE %s }", w.within("x.id", "mentioning", f.Mentioning))
	}
	if f.Unaddressed {
		w.add("%s", addressless)
	}
	w.about(f)
}

// about admits messages on any of the topics, or with all of the words.
func (w *where) about(f graph.Filter) {
	var either []string
	if len(f.Topics) > 0 {
		either = append(either, "EXISTS { MATCH (m)-[:ABOUT]->(x:Topic) WHERE "+w.within("x.id", "topics", f.Topics)+" }")
	}
	if len(f.Words) > 0 {
		either = append(either, w.text("m", graph.MessageLabel, f))
	}
	if len(f.Words) > 0 && !f.OwnText {
		either = append(either, "EXISTS { MATCH (m)-[:ABOUT|MENTIONS]->(x) WHERE "+w.holding("x", f.Words, "words")+" }")
	}
	w.any(either)
}

// any admits what meets one of the conditions, if there are any.
func (w *where) any(conditions []string) {
	switch len(conditions) {
	case 0:
	case 1:
		w.add("%s", conditions[0])
	default:
		w.add("(%s)", strings.Join(conditions, "\n    OR "))
	}
}

// ends adds what a filter says of the sender s and the recipient t, and that
// nobody in a call or a meeting contacts himself.
func (w *where) ends(f graph.Filter) {
	in(w, "s.id", "from", f.From)
	in(w, "t.id", "to", f.To)
	if len(f.Actors) > 0 {
		w.add("(%s OR t.id IN $actors)", w.within("s.id", "actors", f.Actors))
	}
	w.add("%s", notHimself)
}

const (
	mutual     = "m.channel IN ['call', 'meeting']"
	notHimself = "NOT (" + mutual + " AND s.id = t.id)"
)

// parties adds what a filter says of a message's senders and of its recipients.
// Each is asked for by itself where that comes to the same, because Kuzu joins
// every sender with every recipient otherwise.
func (w *where) parties(f graph.Filter) {
	switch {
	case len(f.From) > 0 && len(f.To) > 0:
		ends := &where{parameters: w.parameters}
		ends.ends(f)
		w.add("EXISTS { MATCH (s)-[:SENT]->(m)-[:%s]->(t) WHERE %s }", relTypes(f.Roles), strings.Join(ends.conditions, " AND "))
	case len(f.Actors) > 0:
		w.any([]string{w.both(w.sender(f, true), w.recipient(f, false)), w.both(w.sender(f, false), w.recipient(f, true))})
	default:
		if c := w.both(w.sender(f, false), w.recipient(f, false)); c != "" {
			w.add("%s", c)
		}
	}
}

// sender is the condition that one of the named actors sent m, who with actors is
// also one of the filter's; empty if there is nothing to say.
func (w *where) sender(f graph.Filter, actors bool) string {
	s := &where{parameters: w.parameters}
	in(s, "s.id", "from", f.From)
	if actors {
		in(s, "s.id", "actors", f.Actors)
	}
	if len(s.conditions) == 0 {
		return ""
	}
	return "EXISTS { MATCH (s)-[:SENT]->(m) WHERE " + strings.Join(s.conditions, " AND ") + " }"
}

// recipient is the same for those who received m in one of the roles.
func (w *where) recipient(f graph.Filter, actors bool) string {
	t := &where{parameters: w.parameters}
	in(t, "t.id", "to", f.To)
	if actors {
		in(t, "t.id", "actors", f.Actors)
	}
	if len(t.conditions)+len(f.Roles) == 0 {
		return ""
	}
	return "EXISTS { MATCH (m)-[:" + relTypes(f.Roles) + "]->(t)" + t.String() + " }"
}

func (w *where) both(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " AND " + b
}

// addressless is the condition that the message m makes no contact. The last part
// is told twice that it is about calls and meetings: within the pattern, so that
// Kuzu does not join every sender with every recipient to find out.
const addressless = "(NOT EXISTS { MATCH (m)-[:TO|CC|BCC]->() } OR NOT EXISTS { MATCH ()-[:SENT]->(m) } OR " +
	mutual + " AND NOT EXISTS { MATCH (s)-[:SENT]->(m)-[:TO|CC|BCC]->(t) WHERE " + mutual + " AND s.id <> t.id })"

// String is the WHERE clause, empty if there is nothing to say.
func (w *where) String() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return "\nWHERE " + strings.Join(w.conditions, "\n  AND ")
}

// statement makes a Statement of the text and the parameters.
func (w *where) statement(parts ...string) graph.Statement {
	return graph.Statement{Text: strings.Join(parts, ""), Parameters: w.parameters}
}

// paged is the end of a statement that returns one page.
func paged(p graph.Page) string {
	return fmt.Sprintf("\nSKIP %d LIMIT %d", max(p.Offset, 0), min(max(p.Limit, 1), graph.MaxLimit))
}

// relTypes names the relationship types of roles; no roles means all.
func relTypes(roles []graph.Role) string {
	if len(roles) == 0 {
		roles = graph.Roles
	}
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = strings.ToUpper(string(role))
	}
	return strings.Join(names, "|")
}
