package model

import (
	"context"
	"time"

	"backchannel/graph"
)

// stretchMessages is about how many messages an engine has to sort at once. Kuzu
// takes some 1 kB of memory for the columns of a contact while it sorts them.
const stretchMessages = 100_000

// stretch is a part of the order of contacts: those whose earliest bound is known
// and lies in it, or those that could have been at any time before. The zero
// stretch is all of them.
type stretch struct {
	since, before *time.Time // since included, before not; nil for open
	open          bool       // those without an earliest bound, which come last
}

func (s stretch) add(w *where) {
	if s.open {
		w.add("m.sent_earliest IS NULL")
	}
	if s.since != nil {
		w.parameters["stretch_since"] = *s.since
		w.add("m.sent_earliest >= $stretch_since")
	}
	if s.before != nil {
		w.parameters["stretch_before"] = *s.before
		w.add("m.sent_earliest < $stretch_before")
	}
}

// stretches divides the messages that a filter admits into stretches, in order.
func (r *Reader) stretches(ctx context.Context, f graph.Filter) ([]stretch, error) {
	match, w := messageMatch(f)
	n, err := r.count(ctx, w.statement(match, "\nRETURN count(*)"))
	if err != nil || n <= stretchMessages {
		return []stretch{{}}, err
	}
	days, err := fetch(ctx, r, w.statement(match, "\nRETURN ", r.dayOf("m.sent_earliest"), " AS day, count(*) ORDER BY day"),
		func(v []any) dayCount { return dayCount{instant(v[0]), integer(v[1])} })
	return divided(days, stretchMessages), err
}

// dayCount is how many messages have their earliest bound in a day of UTC, or none.
type dayCount struct {
	day      *time.Time
	messages int
}

// divided makes stretches of so many messages at most, or of one day. The days are
// in order, and what has no earliest bound is last.
func divided(days []dayCount, most int) []stretch {
	var all []stretch
	filled := 0
	for _, d := range days {
		switch {
		case d.day == nil:
			all = append(all, stretch{open: true})
		case len(all) == 0:
			all = append(all, stretch{since: d.day})
		case filled+d.messages > most:
			all[len(all)-1].before = d.day
			all = append(all, stretch{since: d.day})
			filled = 0
		}
		filled += d.messages
	}
	return all
}
