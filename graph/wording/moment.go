package wording

import (
	"time"

	"backchannel/graph"
)

// Style is how times are written, always in UTC.
type Style struct {
	second string                     // layout of a point in time
	units  map[graph.Precision]string // layouts of what has a name in the calendar
	season func(name string, start time.Time) string
}

// seasons are named as graph.ParseMoment names them.
var seasons = map[time.Month]string{time.March: "spring", time.June: "summer", time.September: "autumn", time.December: "winter"}

// Compact is for tables. It writes calendar units in the notation that questions
// take: 2017-07-11, 2016-summer.
var Compact = Style{
	second: "2006-01-02T15:04:05.999999Z07:00",
	units: map[graph.Precision]string{
		graph.Minute: "2006-01-02T15:04Z07:00",
		graph.Hour:   "within an hour from 2006-01-02T15:04Z07:00",
		graph.Day:    time.DateOnly,
		graph.Month:  "2006-01",
		graph.Year:   "2006",
	},
	season: func(name string, start time.Time) string { return start.Format("2006-") + name },
}

// Prose is for sentences: 11 July 2017, summer 2016.
var Prose = Style{
	second: "2 January 2006, 15:04:05 UTC",
	units: map[graph.Precision]string{
		graph.Minute: "2 January 2006, 15:04 UTC",
		graph.Hour:   "2 January 2006, within an hour from 15:04 UTC",
		graph.Day:    "2 January 2006",
		graph.Month:  "January 2006",
		graph.Year:   "2006",
	},
	season: func(name string, start time.Time) string {
		if start.Month() == time.December { // a winter has two years
			return name + start.Format(" 2006/") + start.AddDate(1, 0, 0).Format("06")
		}
		return name + start.Format(" 2006")
	},
}

// after is the first time beyond a bound. A known order takes a microsecond off a
// bound for each step, which nobody wants to read.
func after(bound time.Time) time.Time {
	const orders = 100 * time.Microsecond
	if next := bound.Add(orders).Truncate(time.Second); next.After(bound) {
		return next
	}
	return bound.Add(time.Microsecond)
}

// When says a moment as vague as it is.
func (s Style) When(m graph.Moment) string {
	switch {
	case !m.Dated():
		return "undated"
	case m.Earliest == nil:
		return "before " + s.Point(after(*m.Latest))
	case m.Latest == nil:
		return s.Point(*m.Earliest) + " or later"
	}
	start := m.Earliest.UTC()
	if name := seasons[start.Month()]; m.Precision == graph.Season && name != "" {
		return s.season(name, start)
	}
	if layout := s.units[m.Precision]; layout != "" {
		return start.Format(layout)
	}
	if m.Earliest.Equal(*m.Latest) {
		return start.Format(s.second)
	}
	return "between " + s.Point(start) + " and " + s.end(*m.Latest)
}

// Period says the time from the earliest reading of the first of several moments
// to the latest reading of the last. It is empty if there are none.
func (s Style) Period(first, last *graph.Moment) string {
	if first == nil || last == nil {
		return ""
	}
	from, to := s.When(*first), s.When(*last)
	if from == to {
		return from
	}
	if first.Earliest != nil {
		from = s.Point(*first.Earliest)
	}
	if last.Latest != nil {
		to = s.end(*last.Latest)
	}
	return from + " to " + to
}

// Point says a point in time, and of a midnight, where calendar units begin,
// only the day.
func (s Style) Point(t time.Time) string {
	if t = t.UTC(); t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(s.units[graph.Day])
	}
	return t.Format(s.second)
}

// end says the end of a period, which is part of it: of the last moment of a day
// only the day.
func (s Style) end(t time.Time) string {
	t = t.UTC()
	if next := t.Add(time.Microsecond); next.Equal(next.Truncate(24 * time.Hour)) {
		return t.Format(s.units[graph.Day])
	}
	return s.Point(t)
}
