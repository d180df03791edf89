package command

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"backchannel/graph"
	"backchannel/graph/answer"
)

// when writes a moment as vague as it is.
func when(m graph.Moment) string {
	switch {
	case !m.Dated():
		return "undated"
	case m.Earliest == nil:
		return "before " + point(m.Latest.Add(time.Microsecond))
	case m.Latest == nil:
		return "after " + point(*m.Earliest)
	case m.Precision == graph.Between:
		return point(*m.Earliest) + " to " + lastPoint(*m.Latest)
	}
	return m.String()
}

// period writes from when to when two moments may have been, at the most.
func period(first, last *graph.Moment) string {
	if first == nil || last == nil {
		return ""
	}
	from, until := when(*first), when(*last)
	if from == until {
		return from
	}
	if first.Earliest != nil {
		from = point(*first.Earliest)
	}
	if last.Latest != nil {
		until = lastPoint(*last.Latest)
	}
	return from + " to " + until
}

// noted adds what no interval holds to a moment.
func noted(m graph.Moment, note string) string {
	if note == "" {
		return when(m)
	}
	return when(m) + ". " + note
}

// point writes a time, and of a midnight only the day.
func point(t time.Time) string {
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.UTC().Format(time.DateOnly)
	}
	return t.UTC().Format("2006-01-02T15:04:05.999999Z07:00")
}

// lastPoint writes the end of a period; the last moment of a day is that day.
func lastPoint(t time.Time) string {
	if next := t.Add(time.Microsecond); next.Equal(next.Truncate(24 * time.Hour)) {
		return t.UTC().Format(time.DateOnly)
	}
	return point(t)
}

// cited writes where facts are read from: "vg 9, french 4 alleged".
func cited(citations []graph.Citation) string {
	var out []string
	for _, c := range citations {
		s := c.SourceID
		if c.Paragraph > 0 {
			s += fmt.Sprintf(" %d", c.Paragraph)
		}
		if c.Offset > 0 {
			s += fmt.Sprintf(" @%d", c.Offset)
		}
		if c.Modality == graph.Alleged {
			s += " alleged"
		}
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

const arrow = " → "

func whoToWhom(from, to graph.ActorRef) string { return name(from) + arrow + name(to) }

func name(a graph.ActorRef) string {
	if a.Name == "" {
		return a.ID
	}
	return a.Name
}

func names(actors []graph.ActorRef) string {
	out := make([]string, len(actors))
	for i, a := range actors {
		out[i] = name(a)
	}
	return strings.Join(out, ", ")
}

func addressees(to []answer.Addressee) string {
	out := make([]string, len(to))
	for i, a := range to {
		out[i] = name(a.ActorRef)
		if a.Role != graph.To {
			out[i] += " (" + string(a.Role) + ")"
		}
	}
	return strings.Join(out, ", ")
}

// subject is what a message is about, with its topics.
func subject(subject, summary string, topics []string) string {
	about := subject
	if about == "" {
		about = summary
	} else if summary != "" {
		about += ": " + summary
	}
	if len(topics) > 0 {
		about = strings.TrimSpace(about + " [" + strings.Join(topics, ", ") + "]")
	}
	return about
}

// far is how far away a neighbour is: "15 min ", with what a source says of it,
// or nothing if only the order is known.
func far(n answer.Neighbor) string {
	out := ""
	switch least, most := n.AtLeastSeconds, n.AtMostSeconds; {
	case least != nil && most != nil && *least == *most:
		out = span(*least) + " "
	case least != nil && most != nil:
		out = span(*least) + " to " + span(*most) + " "
	case least != nil && *least > 0:
		out = "at least " + span(*least) + " "
	case most != nil:
		out = "at most " + span(*most) + " "
	}
	if n.Note != "" {
		out += "(" + n.Note + ") "
	}
	return out
}

// order says what is known of a moment's place among others.
func order(preceded, followed []answer.Neighbor) string {
	var out []string
	for _, n := range preceded {
		out = append(out, far(n)+"after "+n.Ref.ID)
	}
	for _, n := range followed {
		out = append(out, far(n)+"before "+n.Ref.ID)
	}
	return strings.Join(out, "; ")
}

// span writes a duration in its largest whole unit.
func span(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second))
	for _, u := range []struct {
		unit time.Duration
		name string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "min"}, {time.Second, "s"}} {
		if d >= u.unit && d%u.unit == 0 {
			return fmt.Sprintf("%d %s", d/u.unit, u.name)
		}
	}
	return d.String()
}

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
