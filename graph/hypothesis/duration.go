package hypothesis

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// Duration is a length of time as files write it: whole numbers with units, the
// largest first, as in 15m, 900s, 1h30m, 120d or 2w. A day has 24 hours.
type Duration time.Duration

const day = 24 * time.Hour

var durationText = regexp.MustCompile(`^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$`)

var durationUnits = []struct {
	size time.Duration
	name byte
}{{7 * day, 'w'}, {day, 'd'}, {time.Hour, 'h'}, {time.Minute, 'm'}, {time.Second, 's'}}

// ParseDuration reads a Duration.
func ParseDuration(s string) (Duration, error) {
	parts := durationText.FindStringSubmatch(s)
	if s == "" || parts == nil {
		return 0, fmt.Errorf("cannot read the duration %q: write whole numbers with units, largest first, as in 15m, 900s, 1h30m or 120d", s)
	}
	var d time.Duration
	for i, unit := range durationUnits {
		if parts[i+1] == "" {
			continue
		}
		n, err := strconv.ParseInt(parts[i+1], 10, 64)
		if err != nil || n > (math.MaxInt64-int64(d))/int64(unit.size) {
			return 0, fmt.Errorf("the duration %q is longer than 292 years", s)
		}
		d += time.Duration(n) * unit.size
	}
	return Duration(d), nil
}

// String writes d as ParseDuration reads it.
func (d Duration) String() string {
	var b strings.Builder
	left := time.Duration(d)
	for _, unit := range durationUnits {
		if n := left / unit.size; n > 0 {
			fmt.Fprintf(&b, "%d%c", n, unit.name)
			left %= unit.size
		}
	}
	if b.Len() == 0 {
		return "0s"
	}
	return b.String()
}

// MarshalText is String.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is ParseDuration.
func (d *Duration) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDuration(string(text))
	return err
}

// UnmarshalYAML is ParseDuration.
func (d *Duration) UnmarshalYAML(n *yaml.Node) error { return d.UnmarshalText([]byte(n.Value)) }

// micros is d in microseconds.
func (d Duration) micros() int64 { return time.Duration(d).Microseconds() }
