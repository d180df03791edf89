package dossier

import (
	"math"
	"regexp"
	"strconv"
	"time"
)

var durationParts = regexp.MustCompile(`^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$`)

var durationUnits = []time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour, time.Minute, time.Second}

// parseDuration reads "15m", "1h30m", "120d", "2w" and "0". ok is false for
// anything else, and beyond the 292 years that a time.Duration holds.
func parseDuration(s string) (d time.Duration, ok bool) {
	if s == "0" {
		return 0, true
	}
	parts := durationParts.FindStringSubmatch(s)
	if s == "" || parts == nil {
		return 0, false
	}
	for i, unit := range durationUnits {
		if parts[i+1] == "" {
			continue
		}
		n, err := strconv.ParseInt(parts[i+1], 10, 64)
		if err != nil || n > (math.MaxInt64-int64(d))/int64(unit) {
			return 0, false
		}
		d += time.Duration(n) * unit
	}
	return d, true
}
