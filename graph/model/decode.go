package model

import (
	"strings"
	"time"

	"backchannel/graph"
)

// Values of a row come as the engine's types; these read them as the domain's.

func text1(v any) string { s, _ := v.(string); return s }

func integer(v any) int {
	switch n := v.(type) {
	case int64:
		return int(n)
	case float64:
		return int(n)
	}
	return 0
}

func moment(earliest, latest, precision any) graph.Moment {
	m := graph.Moment{Earliest: instant(earliest), Latest: instant(latest), Precision: graph.Precision(text1(precision))}
	if m.Precision == "" {
		m.Precision = graph.Unknown
	}
	return m
}

func instant(v any) *time.Time {
	if t, ok := v.(time.Time); ok {
		t = t.UTC()
		return &t
	}
	return nil
}

// spanning are columns for span: the bounds of the first and of the last message
// m, and how many dated ones are open towards the past and the future.
const spanning = "min(m.sent_earliest) AS first_earliest, min(m.sent_latest) AS first_latest," +
	"\n  max(m.sent_earliest) AS last_earliest, max(m.sent_latest) AS last_latest," +
	"\n  sum(CASE WHEN m.sent_earliest IS NULL AND m.sent_latest IS NOT NULL THEN 1 ELSE 0 END) AS open_first," +
	"\n  sum(CASE WHEN m.sent_latest IS NULL AND m.sent_earliest IS NOT NULL THEN 1 ELSE 0 END) AS open_last"

// span reads when the first and when the last of several messages was. The first
// may have been at any time before if one of them may; so may the last, after.
func span(v []any) (first, last graph.Moment) {
	if integer(v[4]) > 0 {
		v[0] = nil
	}
	if integer(v[5]) > 0 {
		v[3] = nil
	}
	return bounded(v[0], v[1]), bounded(v[2], v[3])
}

// bounded is the moment of which nothing but its bounds is known.
func bounded(earliest, latest any) graph.Moment {
	return graph.Bounded(instant(earliest), instant(latest))
}

// notation reads a moment that is kept as text.
func notation(v any) graph.Moment {
	m, err := graph.ParseMoment(text1(v))
	if err != nil {
		return graph.Undated()
	}
	return m
}

func list1(v any) []string {
	values, _ := v.([]any)
	out := make([]string, 0, len(values))
	for _, x := range values {
		out = append(out, text1(x))
	}
	return out
}

// cited reads the citations that a relationship carries. What somebody else
// wrote there and is none of ours is passed over.
func cited(v any) []graph.Citation {
	out := []graph.Citation{}
	for _, s := range list1(v) {
		if c, err := graph.ParseCitation(s); err == nil {
			out = append(out, c)
		}
	}
	return out
}

func duration(v any) *time.Duration {
	if v == nil {
		return nil
	}
	d := time.Duration(integer(v)) * time.Second
	return &d
}

func kindOf(label any) graph.Kind { return graph.Kind(strings.ToLower(text1(label))) }

func actorRef(id, name, label any) graph.ActorRef {
	return graph.ActorRef{ID: text1(id), Name: text1(name), Kind: kindOf(label)}
}

func reference(label, id any) graph.Ref {
	return graph.Ref{Label: graph.Label(text1(label)), ID: text1(id)}
}

// attributes are the properties that the schema does not name.
func attributes(label graph.Label, props map[string]any) map[string]string {
	var out map[string]string
	typ := NodeTypeOf(label)
	for name, v := range props {
		s, ok := v.(string)
		if !ok || typ.has(name) {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[name] = s
	}
	return out
}

func (t *NodeType) has(name string) bool {
	for _, p := range t.Properties {
		if p.Name == name {
			return true
		}
	}
	return false
}
