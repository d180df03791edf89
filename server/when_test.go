package server

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

func TestWhenIsAsVagueAsTheMoment(t *testing.T) {
	for notation, prose := range map[string]string{
		"unknown":                     "nobody says when",
		"2017-07-11T09:30:05Z":        "11 July 2017, 09:30:05 UTC",
		"2017-07-11T11:30:05+02:00":   "11 July 2017, 09:30:05 UTC",
		"2017-07-11T09:30Z":           "11 July 2017, 09:30 UTC",
		"2017-07-11":                  "11 July 2017",
		"2017-07":                     "July 2017",
		"2016-spring":                 "spring 2016",
		"2016-summer":                 "summer 2016",
		"2016-autumn":                 "autumn 2016",
		"1999-winter":                 "winter 1999/00",
		"2016":                        "2016",
		"before 2016-11":              "before 1 November 2016",
		"before 2016-11-08T20:00:00Z": "before 8 November 2016, 20:00:00 UTC",
		"after 2016-11":               "1 November 2016 or later",
		"2016-09..2017-07":            "between 1 September 2016 and 31 July 2017",
		"2016-09-01T10:00:00Z..2017":  "between 1 September 2016, 10:00:00 UTC and 31 December 2017",
	} {
		m, err := graph.ParseMoment(notation)
		require.NoError(t, err)
		assert.Equal(t, prose, when(m), notation)
	}
}

func TestPeriodReachesFromTheEarliestToTheLatestReading(t *testing.T) {
	for _, c := range [][3]string{
		{"2016-summer", "2017-07-11", "1 June 2016 to 11 July 2017"},
		{"2016-summer", "after 2017-07-11", "1 June 2016 to 11 July 2017 or later"},
		{"before 2016", "2016", "before 1 January 2016 to 31 December 2016"},
		{"2016-10-03", "2016-10-03", "3 October 2016"},
	} {
		first, err := graph.ParseMoment(c[0])
		require.NoError(t, err)
		latest, err := graph.ParseMoment(c[1])
		require.NoError(t, err)
		assert.Equal(t, c[2], period(&first, &latest))
	}
	assert.Empty(t, period(nil, nil))
}
