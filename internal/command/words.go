package command

import (
	"fmt"
	"strings"
	"time"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/wording"
)

func when(m graph.Moment) string { return wording.Compact.When(m) }

// noted adds what no interval holds to a moment.
func noted(m graph.Moment, note string) string {
	if note == "" {
		return when(m)
	}
	return when(m) + ". " + note
}

const arrow = " → "

func whoToWhom(from, to graph.ActorRef) string { return wording.Name(from) + arrow + wording.Name(to) }

func names(actors []graph.ActorRef) string {
	out := make([]string, len(actors))
	for i, a := range actors {
		out[i] = wording.Name(a)
	}
	return strings.Join(out, ", ")
}

func addressees(to []answer.Addressee) string {
	out := make([]string, len(to))
	for i, a := range to {
		out[i] = wording.Name(a.ActorRef)
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

// far is how far away a neighbour is, "15 min" or "1 h to 1 d", or nothing if only
// the order is known.
func far(n answer.Neighbor) string {
	switch least, most := n.AtLeastSeconds, n.AtMostSeconds; {
	case least != nil && most != nil && *least == *most:
		return span(*least)
	case least != nil && most != nil:
		return span(*least) + " to " + span(*most)
	case least != nil && *least > 0:
		return "at least " + span(*least)
	case most != nil:
		return "at most " + span(*most)
	}
	return ""
}

// order says what is known of a moment's place among others: "15 min after a; before
// b (alleged: shortly after)".
func order(preceded, followed []answer.Neighbor) string {
	var out []string
	add := func(relation string, n answer.Neighbor) {
		text := strings.TrimSpace(far(n)+" "+relation) + " " + n.Ref.ID
		switch said := n.Note; {
		case wording.OnlyAlleged(n.Citations) && said != "":
			text += " (alleged: " + said + ")"
		case wording.OnlyAlleged(n.Citations):
			text += " (alleged)"
		case said != "":
			text += " (" + said + ")"
		}
		out = append(out, text)
	}
	for _, n := range preceded {
		add("after", n)
	}
	for _, n := range followed {
		add("before", n)
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
