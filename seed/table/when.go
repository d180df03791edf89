package table

import (
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // zones are named in mappings, and not every system knows them

	"backchannel/graph"
)

// clock reads times of one format.
type clock struct {
	unit   time.Duration // of Unix time; 0 if layout or notation it is
	layout string        // of package time; empty means the notation of graph.ParseMoment
	format string        // the same as the mapping has it
	zone   *time.Location
	step   graph.Precision
}

// newClock understands a format's name or layout; problem says what is wrong.
func newClock(format, zone string) (c clock, problem string) {
	c.zone, c.format = time.UTC, format
	if zone != "" {
		var err error
		if c.zone, err = location(zone); err != nil {
			return c, "there is no time zone " + strconv.Quote(zone) + ": use a name such as Europe/Oslo, or +01:00"
		}
	}
	switch format {
	case "", "moment":
	case "unix":
		c.unit = time.Second
	case "unix-ms":
		c.unit = time.Millisecond
	case "unix-us":
		c.unit = time.Microsecond
	case "rfc3339":
		c.layout, c.step = time.RFC3339Nano, graph.Second
		return c, ""
	default:
		c.layout = format
		if strings.Contains(format, "%") {
			if c.layout, problem = fromStrptime(format); problem != "" {
				return c, problem
			}
		}
		if strings.Contains(c.layout, "MST") {
			return c, `an abbreviated time zone means several: use %z (-0700), or say which "zone" the times are in`
		}
		if c.step = stepOf(c.layout); c.step == "" {
			return c, "not a time format: use unix, unix-ms, unix-us, rfc3339, moment, or a layout with at least a year, such as %Y-%m-%d %H:%M (or 2006-01-02 15:04)"
		}
	}
	if c.layout == "" && zone != "" {
		return c, "a zone goes with a layout alone: Unix time is in UTC, and a moment names its own zone"
	}
	return c, ""
}

func location(name string) (*time.Location, error) {
	if t, err := time.Parse("-07:00", name); err == nil {
		_, offset := t.Zone()
		return time.FixedZone(name, offset), nil
	}
	return time.LoadLocation(name)
}

// stepOf tells the finest unit that a layout holds; empty if it has no year.
func stepOf(layout string) graph.Precision {
	base := time.Date(2001, 1, 1, 1, 1, 1, 0, time.UTC)
	text := base.Format(layout)
	for _, s := range []struct {
		p    graph.Precision
		next time.Time
	}{
		{graph.Second, base.Add(time.Second)}, {graph.Minute, base.Add(time.Minute)}, {graph.Hour, base.Add(time.Hour)},
		{graph.Day, base.AddDate(0, 0, 1)}, {graph.Month, base.AddDate(0, 1, 0)}, {graph.Year, base.AddDate(1, 0, 0)},
	} {
		if s.next.Format(layout) != text {
			if base.AddDate(10, 0, 0).Format(layout) == text {
				return ""
			}
			return s.p
		}
	}
	return ""
}

// strptime maps the directives of C and Python to those of package time.
var strptime = map[byte]string{
	'Y': "2006", 'y': "06", 'm': "01", 'd': "02", 'e': "_2", 'b': "Jan", 'B': "January", 'a': "Mon", 'A': "Monday",
	'H': "15", 'I': "03", 'M': "04", 'S': "05", 'p': "PM", 'z': "-0700", 'j': "002",
	'F': "2006-01-02", 'T': "15:04:05", 'R': "15:04", 'D': "01/02/06", '%': "%", 'n': "\n", 't': "\t",
}

func fromStrptime(f string) (layout, problem string) {
	var b strings.Builder
	for i := 0; i < len(f); i++ {
		if f[i] != '%' {
			b.WriteByte(f[i])
			continue
		}
		i++
		if i == len(f) {
			return "", "a time format ends in %"
		}
		if f[i] == 'f' { // package time takes a fraction after the seconds unasked
			s := strings.TrimSuffix(b.String(), ".")
			b.Reset()
			b.WriteString(s)
			continue
		}
		go1, ok := strptime[f[i]]
		if !ok {
			return "", "the time format's %" + f[i:i+1] + " is not known here: use %Y %m %d %H %M %S, %y %e %b %B %a %A %j %I %p %f %z, %F %T %R %D"
		}
		b.WriteString(go1)
	}
	return b.String(), ""
}

// moments are handed out from chunks, so that a row costs no allocation of its own.
type moments struct{ chunk []time.Time }

func (m *moments) at(t time.Time) graph.Moment {
	if len(m.chunk) == cap(m.chunk) {
		m.chunk = make([]time.Time, 0, 1024)
	}
	m.chunk = append(m.chunk, t)
	p := &m.chunk[len(m.chunk)-1]
	return graph.Moment{Earliest: p, Latest: p, Precision: graph.Second}
}

// The years that every engine and JSON can hold, as in graph.ParseMoment.
var (
	firstMicro = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).UnixMicro()
	lastMicro  = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC).UnixMicro() - 1
)

// read reads one time. Nothing at all is undated. problem says what is wrong.
func (c *clock) read(s []byte, m *moments) (at graph.Moment, problem string) {
	switch {
	case len(s) == 0:
		return graph.Undated(), ""
	case c.unit != 0:
		n, ok := integer(s)
		per := int64(c.unit / time.Microsecond)
		if !ok {
			return at, "not a number of " + c.units() + ": " + quote(s)
		}
		if n < firstMicro/per || n > lastMicro/per {
			return at, quote(s) + " " + c.units() + " is beyond the years 1 to 9999: is the unit right?"
		}
		return m.at(time.UnixMicro(n * per).UTC()), ""
	case c.layout == "":
		at, err := graph.ParseMoment(string(s))
		if err != nil {
			return at, err.Error()
		}
		return at, ""
	}
	t, err := time.ParseInLocation(c.layout, string(s), c.zone)
	if err != nil {
		return at, "cannot read the time " + quote(s) + " as " + strconv.Quote(c.format)
	}
	first := t.UTC().Truncate(time.Microsecond)
	if u := first.UnixMicro(); u < firstMicro || u > lastMicro {
		return at, quote(s) + " is beyond the years 1 to 9999"
	}
	if c.step == graph.Second {
		return m.at(first), ""
	}
	var end time.Time
	switch c.step {
	case graph.Minute:
		end = t.Add(time.Minute)
	case graph.Hour:
		end = t.Add(time.Hour)
	case graph.Day:
		end = t.AddDate(0, 0, 1)
	case graph.Month:
		end = t.AddDate(0, 1, 0)
	default:
		end = t.AddDate(1, 0, 0)
	}
	last := end.UTC().Add(-time.Microsecond)
	step := c.step
	if _, offset := t.Zone(); offset != 0 && step != graph.Minute && step != graph.Hour {
		step = graph.Between // a day elsewhere is no day in UTC, and would read as the wrong one
	}
	return graph.Moment{Earliest: &first, Latest: &last, Precision: step}, ""
}

func (c *clock) units() string {
	switch c.unit {
	case time.Second:
		return "seconds"
	case time.Millisecond:
		return "milliseconds"
	}
	return "microseconds"
}

// integer is strconv.ParseInt for bytes.
func integer(s []byte) (n int64, ok bool) {
	digits := s
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		digits = s[1:]
	}
	if len(digits) == 0 || len(digits) > 18 {
		return 0, false
	}
	for _, d := range digits {
		if d < '0' || d > '9' {
			return 0, false
		}
		n = n*10 + int64(d-'0')
	}
	if s[0] == '-' {
		n = -n
	}
	return n, true
}

// quote shows a cell in a message, cut to a readable length.
func quote(s []byte) string {
	const most = 60
	if r := []rune(string(s[:min(len(s), 4*most)])); len(r) > most {
		return strconv.Quote(string(r[:most])) + "…"
	}
	return strconv.Quote(string(s))
}
