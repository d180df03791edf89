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

// period writes the bounds of two moments.
func period(first, last *graph.Moment) string {
	switch {
	case first == nil || last == nil:
		return ""
	case when(*first) == when(*last):
		return when(*first)
	}
	return when(*first) + " to " + when(*last)
}

// noted adds what no interval holds to a moment.
func noted(m graph.Moment, note string) string {
	if note == "" {
		return when(m)
	}
	if !m.Dated() {
		return note
	}
	return when(m) + ", " + note
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

// distance is how far a neighbour is, and which: "15m after send-link".
func distance(n answer.Neighbor, word string) string {
	far := ""
	switch least, most := n.AtLeastSeconds, n.AtMostSeconds; {
	case least != nil && most != nil && *least == *most:
		far = span(*least) + " "
	case least != nil && most != nil:
		far = span(*least) + " to " + span(*most) + " "
	case least != nil:
		far = "at least " + span(*least) + " "
	case most != nil:
		far = "at most " + span(*most) + " "
	}
	if n.Note != "" {
		far += "(" + n.Note + ") "
	}
	return far + word + " " + n.Ref.ID
}

// order says what is known of a moment's place among others.
func order(preceded, followed []answer.Neighbor) string {
	var out []string
	for _, n := range preceded {
		out = append(out, distance(n, "after"))
	}
	for _, n := range followed {
		out = append(out, distance(n, "before"))
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
