package graph

import (
	"fmt"
	"strings"
	"time"
)

// Precision tells how closely a source dates something. It is kept beside the
// interval because "in July" and "between the 1st and the 31st" read differently
// to a person although they bound the same time.
type Precision string

// The precisions, from the finest to none at all.
const (
	Second  Precision = "second"
	Minute  Precision = "minute"
	Hour    Precision = "hour"
	Day     Precision = "day"
	Month   Precision = "month"
	Season  Precision = "season" // three whole months, from December, March, June or September
	Year    Precision = "year"
	Between Precision = "between" // two bounds and nothing finer
	Before  Precision = "before"  // only the later bound is known
	After   Precision = "after"   // only the earlier bound is known
	Unknown Precision = "unknown" // nobody says when
)

// Moment is a time as closely as it is known: somewhere in the closed interval
// [Earliest, Latest], in UTC, to the microsecond. A nil bound is open. A moment
// owns its bounds; do not change a time behind the pointer.
//
// A source that names a day without a time zone is read as that day in UTC.
type Moment struct {
	Earliest  *time.Time `json:"earliest"`
	Latest    *time.Time `json:"latest"`
	Precision Precision  `json:"precision"`
}

// resolution is the finest step that every engine keeps.
const resolution = time.Microsecond

// Undated is the moment of which nobody says when it was.
func Undated() Moment { return Moment{Precision: Unknown} }

// At is the moment known to the second.
func At(t time.Time) Moment {
	t = t.UTC().Truncate(resolution)
	return Moment{Earliest: &t, Latest: &t, Precision: Second}
}

// span is the moment from start up to, but not including, end.
func span(start, end time.Time, p Precision) Moment {
	last := end.Add(-resolution)
	return Moment{Earliest: &start, Latest: &last, Precision: p}
}

// Bounded is the moment of which nothing but its bounds is known: the calendar
// unit that they are the bounds of, if there is one. They may not change afterwards.
func Bounded(earliest, latest *time.Time) Moment {
	m := Moment{Earliest: earliest, Latest: latest, Precision: Between}
	switch {
	case earliest == nil && latest == nil:
		m.Precision = Unknown
	case earliest == nil:
		m.Precision = Before
	case latest == nil:
		m.Precision = After
	case earliest.Equal(*latest):
		m.Precision = Second
	default:
		for _, unit := range unitsAt(earliest.UTC()) {
			if unit.Earliest.Equal(*earliest) && unit.Latest.Equal(*latest) {
				m.Precision = unit.Precision
			}
		}
	}
	return m
}

// unitsAt lists the units of the calendar, other than a second, that t falls in.
func unitsAt(t time.Time) []Moment {
	year, month, day := t.Date()
	from := func(year int, month time.Month, day int) time.Time {
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	}
	minute, hour, date := t.Truncate(time.Minute), t.Truncate(time.Hour), from(year, month, day)
	first, season, newYear := from(year, month, 1), from(year, month-month%3, 1), from(year, time.January, 1)
	return []Moment{
		span(minute, minute.Add(time.Minute), Minute), span(hour, hour.Add(time.Hour), Hour), span(date, date.AddDate(0, 0, 1), Day),
		span(first, first.AddDate(0, 1, 0), Month), span(season, season.AddDate(0, 3, 0), Season), span(newYear, newYear.AddDate(1, 0, 0), Year),
	}
}

// seasons maps a season's name to the month that it starts in, by the
// meteorological calendar of the northern hemisphere. Winter is named after the
// year of its December.
var seasons = map[string]time.Month{
	"spring": time.March, "summer": time.June, "autumn": time.September, "winter": time.December,
}

// ParseMoment reads the notations that dossiers, mappings and filters use:
//
//	2017-07-11T09:30:00Z   to the second (RFC 3339; with another zone it is converted)
//	2017-07-11T09:30Z      to the minute
//	2017-07-11             a day
//	2017-07                a month
//	2016-summer            a season
//	2016                   a year
//	before 2016-11         open towards the past; the bound is the start of what is named
//	after 2016-11          open towards the future; the bound is the start of what is named
//	2016-09..2017-07       between two moments
//	unknown, or nothing    undated
//
// "before" ends just before its operand begins. "after" begins where its operand
// begins, because something "after November" said of a month may fall in it.
// The error says what could not be read and what may be written.
func ParseMoment(s string) (Moment, error) {
	s = strings.TrimSpace(s)
	if s == "" || s == string(Unknown) {
		return Undated(), nil
	}
	if rest, ok := strings.CutPrefix(s, "before "); ok {
		m, err := ParseMoment(rest)
		if err != nil || m.Earliest == nil {
			return Moment{}, unreadable(s)
		}
		last := m.Earliest.Add(-resolution)
		if !inRange(last) {
			return Moment{}, unreadable(s)
		}
		return Moment{Latest: &last, Precision: Before}, nil
	}
	if rest, ok := strings.CutPrefix(s, "after "); ok {
		m, err := ParseMoment(rest)
		if err != nil || m.Earliest == nil {
			return Moment{}, unreadable(s)
		}
		return Moment{Earliest: m.Earliest, Precision: After}, nil
	}
	if a, b, ok := strings.Cut(s, ".."); ok {
		from, err1 := ParseMoment(a)
		to, err2 := ParseMoment(b)
		if err1 != nil || err2 != nil || from.Earliest == nil || to.Latest == nil || from.Earliest.After(*to.Latest) {
			return Moment{}, unreadable(s)
		}
		return Moment{Earliest: from.Earliest, Latest: to.Latest, Precision: Between}, nil
	}
	if m, ok := parseCalendar(s); ok && inRange(*m.Earliest) && inRange(*m.Latest) {
		return m, nil
	}
	return Moment{}, unreadable(s)
}

func parseCalendar(s string) (Moment, bool) {
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return At(t), true
	}
	if t, err := time.Parse("2006-01-02T15:04Z07:00", s); err == nil {
		t = t.UTC()
		return span(t, t.Add(time.Minute), Minute), true
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return span(t, t.AddDate(0, 0, 1), Day), true
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return span(t, t.AddDate(0, 1, 0), Month), true
	}
	if t, err := time.Parse("2006", s); err == nil {
		return span(t, t.AddDate(1, 0, 0), Year), true
	}
	if year, name, ok := strings.Cut(s, "-"); ok {
		t, err := time.Parse("2006", year)
		month, known := seasons[name]
		if err == nil && known {
			start := time.Date(t.Year(), month, 1, 0, 0, 0, 0, time.UTC)
			return span(start, start.AddDate(0, 3, 0), Season), true
		}
	}
	return Moment{}, false
}

// inRange keeps to the years that every engine and JSON can hold.
func inRange(t time.Time) bool { y := t.UTC().Year(); return y >= 1 && y <= 9999 }

func unreadable(s string) error {
	return Errorf(Invalid, "cannot read the time %q: write an RFC 3339 time, a day (2017-07-11), a month (2017-07), a season (2016-summer), a year, \"before …\", \"after …\", \"A..B\" or \"unknown\"", s)
}

// Dated tells whether at least one bound is known.
func (m Moment) Dated() bool { return m.Earliest != nil || m.Latest != nil }

// String writes the moment in the notation that ParseMoment reads where it has
// one, else as its bounds.
func (m Moment) String() string {
	const layout = "2006-01-02T15:04:05.999999Z07:00"
	switch {
	case !m.Dated():
		return string(Unknown)
	case m.Earliest == nil:
		return "before " + m.Latest.Add(resolution).Format(layout)
	case m.Latest == nil:
		return "after " + m.Earliest.Format(layout)
	}
	switch m.Precision {
	case Minute:
		return m.Earliest.Format("2006-01-02T15:04Z07:00")
	case Day:
		return m.Earliest.Format(time.DateOnly)
	case Month:
		return m.Earliest.Format("2006-01")
	case Year:
		return m.Earliest.Format("2006")
	case Season:
		for name, month := range seasons {
			if month == m.Earliest.Month() {
				return fmt.Sprintf("%04d-%s", m.Earliest.Year(), name)
			}
		}
	}
	if m.Earliest.Equal(*m.Latest) {
		return m.Earliest.Format(layout)
	}
	return m.Earliest.Format(layout) + ".." + m.Latest.Format(layout)
}

// Verdict is what can be said of a statement about vague times.
type Verdict string

// A statement is certain if it holds for every reading of the times in it,
// possible if it holds for some, impossible if it holds for none.
const (
	Certain    Verdict = "certain"
	Possible   Verdict = "possible"
	Impossible Verdict = "impossible"
)

// Precedes tells whether m was strictly earlier than other, by their intervals
// alone. Known orders between the two are the business of Timeline.
func (m Moment) Precedes(other Moment) Verdict {
	if m.Latest != nil && other.Earliest != nil && m.Latest.Before(*other.Earliest) {
		return Certain
	}
	if m.Earliest != nil && other.Latest != nil && !m.Earliest.Before(*other.Latest) {
		return Impossible
	}
	return Possible
}

// Within tells whether m fell in the closed period [since, until]; a nil end is open.
func (m Moment) Within(since, until *time.Time) Verdict {
	if since != nil && m.Latest != nil && m.Latest.Before(*since) ||
		until != nil && m.Earliest != nil && m.Earliest.After(*until) {
		return Impossible
	}
	if (since == nil || m.Earliest != nil && !m.Earliest.Before(*since)) &&
		(until == nil || m.Latest != nil && !m.Latest.After(*until)) {
		return Certain
	}
	return Possible
}
