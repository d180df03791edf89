package graph_test

import (
	"encoding/json"
	"testing"
	"time"

	"backchannel/graph"

	"pgregory.net/rapid"
)

// at reads an RFC 3339 time, or fails the program.
func at(s string) *time.Time {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		panic(err)
	}
	t = t.UTC()
	return &t
}

func sameTime(a, b *time.Time) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Equal(*b)
}

func sameBounds(a, b graph.Moment) bool {
	return sameTime(a.Earliest, b.Earliest) && sameTime(a.Latest, b.Latest)
}

func TestParseMoment(t *testing.T) {
	for _, c := range []struct {
		text             string
		earliest, latest string // empty is open
		precision        graph.Precision
		prints           string
	}{
		{"", "", "", graph.Unknown, "unknown"},
		{"unknown", "", "", graph.Unknown, "unknown"},
		{"  unknown\n", "", "", graph.Unknown, "unknown"},
		{"2017-07-11T09:30:00Z", "2017-07-11T09:30:00Z", "2017-07-11T09:30:00Z", graph.Second, "2017-07-11T09:30:00Z"},
		{"2017-07-11T09:30:00+02:00", "2017-07-11T07:30:00Z", "2017-07-11T07:30:00Z", graph.Second, "2017-07-11T07:30:00Z"},
		{"2017-07-11T09:30:00.1234567Z", "2017-07-11T09:30:00.123456Z", "2017-07-11T09:30:00.123456Z", graph.Second, "2017-07-11T09:30:00.123456Z"},
		{"2017-07-11T09:30Z", "2017-07-11T09:30:00Z", "2017-07-11T09:30:59.999999Z", graph.Minute, "2017-07-11T09:30Z"},
		{"2017-07-11T23:30-01:00", "2017-07-12T00:30:00Z", "2017-07-12T00:30:59.999999Z", graph.Minute, "2017-07-12T00:30Z"},
		{"2017-07-11", "2017-07-11T00:00:00Z", "2017-07-11T23:59:59.999999Z", graph.Day, "2017-07-11"},
		{"2016-02", "2016-02-01T00:00:00Z", "2016-02-29T23:59:59.999999Z", graph.Month, "2016-02"},
		{"2017-02", "2017-02-01T00:00:00Z", "2017-02-28T23:59:59.999999Z", graph.Month, "2017-02"},
		{"2016-spring", "2016-03-01T00:00:00Z", "2016-05-31T23:59:59.999999Z", graph.Season, "2016-spring"},
		{"2016-summer", "2016-06-01T00:00:00Z", "2016-08-31T23:59:59.999999Z", graph.Season, "2016-summer"},
		{"2016-autumn", "2016-09-01T00:00:00Z", "2016-11-30T23:59:59.999999Z", graph.Season, "2016-autumn"},
		{"2016-winter", "2016-12-01T00:00:00Z", "2017-02-28T23:59:59.999999Z", graph.Season, "2016-winter"},
		{"2016", "2016-01-01T00:00:00Z", "2016-12-31T23:59:59.999999Z", graph.Year, "2016"},
		{"0001", "0001-01-01T00:00:00Z", "0001-12-31T23:59:59.999999Z", graph.Year, "0001"},
		{"9999", "9999-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", graph.Year, "9999"},
		{"before 2016-11", "", "2016-10-31T23:59:59.999999Z", graph.Before, "before 2016-11-01T00:00:00Z"},
		{"after 2016-11", "2016-11-01T00:00:00Z", "", graph.After, "after 2016-11-01T00:00:00Z"},
		{"2016-09..2017-07", "2016-09-01T00:00:00Z", "2017-07-31T23:59:59.999999Z", graph.Between, "2016-09-01T00:00:00Z..2017-07-31T23:59:59.999999Z"},
		{"2016-summer .. 2016-winter", "2016-06-01T00:00:00Z", "2017-02-28T23:59:59.999999Z", graph.Between, "2016-06-01T00:00:00Z..2017-02-28T23:59:59.999999Z"},
		{"2017-07-11..2017-07-11", "2017-07-11T00:00:00Z", "2017-07-11T23:59:59.999999Z", graph.Between, "2017-07-11T00:00:00Z..2017-07-11T23:59:59.999999Z"},
	} {
		m, err := graph.ParseMoment(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		want := graph.Moment{Precision: c.precision}
		if c.earliest != "" {
			want.Earliest = at(c.earliest)
		}
		if c.latest != "" {
			want.Latest = at(c.latest)
		}
		if !sameBounds(m, want) || m.Precision != c.precision {
			t.Errorf("%q is %v (%s), want %v (%s)", c.text, m, m.Precision, want, c.precision)
		}
		if got := m.String(); got != c.prints {
			t.Errorf("%q prints as %q, want %q", c.text, got, c.prints)
		}
		if m.Dated() != (c.earliest != "" || c.latest != "") {
			t.Errorf("%q: Dated is %v", c.text, m.Dated())
		}
	}
}

func TestUnreadableMoments(t *testing.T) {
	for _, text := range []string{
		"yesterday", "2017-13", "2017-02-30", "2017-7-1", "11.07.2017", "17", "20170711", "2016-fall", "2016-",
		"2017-07-11T25:00:00Z", "2017-07-11 09:30", "2017-07-11T09:30", // no zone
		"before", "before unknown", "before before 2016", "after unknown", "after", "before ",
		"..", "2016..", "..2016", "2017..2016", "unknown..2016",
		"0000", "10000", "-0001", "0001-01-01T00:30:00+01:00", "9999-12-31T23:30:00-01:00",
		"before 0001", "9999-winter", // a bound would leave the years that engines hold
	} {
		if m, err := graph.ParseMoment(text); err == nil {
			t.Errorf("%q was read as %v", text, m)
		} else if graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%q: code %s", text, graph.CodeOf(err))
		}
	}
}

// A moment that was read prints as something that reads as the same bounds, and
// printing is stable from then on.
func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{
		"", "unknown", "2017-07-11T09:30:00Z", "2017-07-11T09:30:00.5+02:00", "2017-07-11T09:30Z", "2017-07-11", "2017-07",
		"2016-summer", "2016-winter", "9999-winter", "2016", "0001", "before 2016-11", "before 0001", "after 2016-11",
		"after after 2016", "before after 2016", "2016-09..2017-07", "2016..2017..2018", "2016..2016", "after 9999-12-31T23:59:59.999999Z", "\x00", "..",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := graph.ParseMoment(s)
		if err != nil {
			if graph.CodeOf(err) != graph.Invalid {
				t.Fatalf("code %s", graph.CodeOf(err))
			}
			return
		}
		if m.Earliest != nil && m.Latest != nil && m.Earliest.After(*m.Latest) {
			t.Fatalf("%q: the interval is empty", s)
		}
		for _, b := range []*time.Time{m.Earliest, m.Latest} {
			if b == nil {
				continue
			}
			if b.Location() != time.UTC || b.Year() < 1 || b.Year() > 9999 || b.Nanosecond()%1000 != 0 {
				t.Fatalf("%q has the bound %v", s, b)
			}
		}
		if _, err := json.Marshal(m); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		again, err := graph.ParseMoment(m.String())
		if err != nil || !sameBounds(m, again) {
			t.Fatalf("%q prints as %q, which reads as %v (%v)", s, m, again, err)
		}
		if again.String() != m.String() {
			t.Fatalf("%q prints as %q, then as %q", s, m, again)
		}
	})
}

// Instants of the sampling tests are whole microseconds, the finest step there is,
// from a small range, so that every reading of a moment can be tried.
const instants = 8

func instant(i int) time.Time { return time.UnixMicro(int64(i)).UTC() }

// vague draws a moment, and lists every reading of it: an open bound reads as
// far as one instant beyond the range.
func vague(t *rapid.T, name string) (graph.Moment, []int) {
	lo, hi := rapid.IntRange(0, instants-1).Draw(t, name+" earliest"), rapid.IntRange(0, instants-1).Draw(t, name+" latest")
	if lo > hi {
		lo, hi = hi, lo
	}
	m := graph.Moment{Precision: graph.Between}
	if rapid.Bool().Draw(t, name+" has earliest") {
		e := instant(lo)
		m.Earliest = &e
	} else {
		lo = -1
	}
	if rapid.Bool().Draw(t, name+" has latest") {
		l := instant(hi)
		m.Latest = &l
	} else {
		hi = instants
	}
	var readings []int
	for i := lo; i <= hi; i++ {
		readings = append(readings, i)
	}
	return m, readings
}

// judge sums up whether a statement held in every, some or no reading.
func judge(held, failed int) graph.Verdict {
	switch {
	case failed == 0:
		return graph.Certain
	case held == 0:
		return graph.Impossible
	}
	return graph.Possible
}

func TestPrecedesHoldsForEveryReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, as := vague(t, "a")
		b, bs := vague(t, "b")
		held, failed := 0, 0
		for _, x := range as {
			for _, y := range bs {
				if x < y {
					held++
				} else {
					failed++
				}
			}
		}
		if got, want := a.Precedes(b), judge(held, failed); got != want {
			t.Fatalf("%v precedes %v: %s, want %s", a, b, got, want)
		}
	})
}

func TestWithinHoldsForEveryReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, readings := vague(t, "moment")
		period, _ := vague(t, "period")
		held, failed := 0, 0
		for _, x := range readings {
			after := period.Earliest == nil || !instant(x).Before(*period.Earliest)
			before := period.Latest == nil || !instant(x).After(*period.Latest)
			if after && before {
				held++
			} else {
				failed++
			}
		}
		if got, want := m.Within(period.Earliest, period.Latest), judge(held, failed); got != want {
			t.Fatalf("%v within %v: %s, want %s", m, period, got, want)
		}
	})
}

// The ends of a period may also come the wrong way round: nothing falls in it,
// save what cannot be told.
func TestWithinAnEmptyPeriod(t *testing.T) {
	since, until := instant(5), instant(3)
	four := instant(4)
	if got := graph.At(four).Within(&since, &until); got != graph.Impossible {
		t.Errorf("a point in an empty period is %s", got)
	}
}

func TestBoundsAreACalendarUnitWhereTheyCan(t *testing.T) {
	for _, text := range []string{
		"unknown", "2017-07-11T09:30:00Z", "2017-07-11T09:30Z", "2019-03-11", "2016-02", "2016-autumn", "2016-winter", "2016-spring", "0001", "9999",
		"before 2016-11", "after 2016-11", "2016-09..2017-07", "2016-07..2016-09", "2016-06-02..2016-07-01", "2017-07-11T09:30:30Z..2017-07-11T09:31:29.999999Z",
	} {
		m, err := graph.ParseMoment(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := graph.Bounded(m.Earliest, m.Latest); got.Precision != m.Precision || !sameBounds(got, m) {
			t.Errorf("the bounds of %s are %s, a %s", text, got, got.Precision)
		}
	}
	hour := time.Date(2016, 6, 5, 10, 0, 0, 0, time.UTC)
	end := hour.Add(time.Hour - time.Microsecond)
	if got := graph.Bounded(&hour, &end).Precision; got != graph.Hour {
		t.Errorf("an hour is a %s", got)
	}
}
