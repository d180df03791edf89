package model

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Every day is in exactly one stretch, in order, and a stretch of several days
// holds no more messages than it may.
func TestStretchesDivideTheDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var days []dayCount
		day := time.Date(1999, 12, 30, 0, 0, 0, 0, time.UTC)
		for _, n := range rapid.SliceOfN(rapid.IntRange(1, 30), 0, 20).Draw(t, "days") {
			day = day.AddDate(0, 0, rapid.IntRange(1, 400).Draw(t, "gap"))
			d := day
			days = append(days, dayCount{&d, n})
		}
		if rapid.Bool().Draw(t, "open") {
			days = append(days, dayCount{nil, rapid.IntRange(1, 90).Draw(t, "without bound")})
		}
		most := rapid.IntRange(1, 60).Draw(t, "most")
		next := 0
		for _, s := range divided(days, most) {
			held, first := 0, next
			for next < len(days) && s.holds(days[next].day) {
				held += days[next].messages
				next++
			}
			if next == first {
				t.Fatalf("an empty stretch, or one out of order: %+v", s)
			}
			if held > most && next-first > 1 {
				t.Fatalf("%d messages of %d days in a stretch of %d", held, next-first, most)
			}
		}
		if next != len(days) {
			t.Fatalf("%d of %d days are in a stretch", next, len(days))
		}
	})
}

func (s stretch) holds(day *time.Time) bool {
	if day == nil || s.open {
		return day == nil && s.open
	}
	return !day.Before(*s.since) && (s.before == nil || day.Before(*s.before))
}
