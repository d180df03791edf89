package server

import (
	"fmt"
	"time"

	"backchannel/graph"
)

const (
	longDay  = "2 January 2006"
	longTime = "2 January 2006, 15:04:05 UTC"
)

// when says a moment in prose, as vague as it is.
func when(m graph.Moment) string {
	switch {
	case !m.Dated():
		return "nobody says when"
	case m.Earliest == nil:
		return "before " + instant(m.Latest.Add(time.Microsecond))
	case m.Latest == nil:
		return instant(*m.Earliest) + " or later"
	}
	from := m.Earliest.UTC()
	switch m.Precision {
	case graph.Minute:
		return from.Format("2 January 2006, 15:04 UTC")
	case graph.Hour:
		return from.Format("2 January 2006, within an hour from 15:04 UTC")
	case graph.Day:
		return from.Format(longDay)
	case graph.Month:
		return from.Format("January 2006")
	case graph.Season:
		return season(from)
	case graph.Year:
		return from.Format("2006")
	}
	if m.Earliest.Equal(*m.Latest) {
		return from.Format(longTime)
	}
	return "between " + instant(from) + " and " + last(*m.Latest)
}

// instant leaves the time of day out at midnight, where a calendar unit begins.
func instant(t time.Time) string {
	if t = t.UTC(); t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(longDay)
	}
	return t.Format(longTime)
}

// last says an inclusive end: the last microsecond of a day is that day.
func last(t time.Time) string {
	if after := t.UTC().Add(time.Microsecond); after.Equal(after.Truncate(24 * time.Hour)) {
		return t.UTC().Format(longDay)
	}
	return instant(t)
}

// season names three months as graph.ParseMoment does. A winter has two years.
func season(start time.Time) string {
	switch y := start.Year(); start.Month() {
	case time.March:
		return fmt.Sprintf("spring %d", y)
	case time.June:
		return fmt.Sprintf("summer %d", y)
	case time.September:
		return fmt.Sprintf("autumn %d", y)
	case time.December:
		return fmt.Sprintf("winter %d/%02d", y, (y+1)%100)
	}
	return "three months from " + start.Format("January 2006")
}

// period says the time from the earliest reading of the first of something to
// the latest reading of its last.
func period(first, latest *graph.Moment) string {
	if first == nil || latest == nil {
		return ""
	}
	from, to := "", ""
	switch {
	case first.Earliest != nil:
		from = instant(*first.Earliest)
	case first.Latest != nil:
		from = "before " + instant(first.Latest.Add(time.Microsecond))
	}
	switch {
	case latest.Latest != nil:
		to = last(*latest.Latest)
	case latest.Earliest != nil:
		to = instant(*latest.Earliest) + " or later"
	}
	if from == to {
		return from
	}
	return from + " to " + to
}
