package wording

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/answer"
)

func moment(t *testing.T, notation string) graph.Moment {
	t.Helper()
	m, err := graph.ParseMoment(notation)
	require.NoError(t, err)
	return m
}

func TestAMomentIsSaidAsVagueAsItIs(t *testing.T) {
	for _, c := range []struct{ given, compact, prose string }{
		{"unknown", "undated", "undated"},
		{"2017-07-11T09:30:05Z", "2017-07-11T09:30:05Z", "11 July 2017, 09:30:05 UTC"},
		{"2017-07-11T11:30:05.25+02:00", "2017-07-11T09:30:05.25Z", "11 July 2017, 09:30:05 UTC"},
		{"2017-07-11T00:00:00Z", "2017-07-11T00:00:00Z", "11 July 2017, 00:00:00 UTC"},
		{"2017-07-11T09:30Z", "2017-07-11T09:30Z", "11 July 2017, 09:30 UTC"},
		{"2017-07-11", "2017-07-11", "11 July 2017"},
		{"2017-07", "2017-07", "July 2017"},
		{"2016-spring", "2016-spring", "spring 2016"},
		{"2016-summer", "2016-summer", "summer 2016"},
		{"2016-autumn", "2016-autumn", "autumn 2016"},
		{"2016", "2016", "2016"},
		{"before 2016-11", "before 2016-11-01", "before 1 November 2016"},
		{"before 2016-11-08T20:00:00Z", "before 2016-11-08T20:00:00Z", "before 8 November 2016, 20:00:00 UTC"},
		{"after 2016-11", "2016-11-01 or later", "1 November 2016 or later"},
		{"2016-09..2017-07", "between 2016-09-01 and 2017-07-31", "between 1 September 2016 and 31 July 2017"},
		{"2016-09-01T10:00:00Z..2017", "between 2016-09-01T10:00:00Z and 2017-12-31", "between 1 September 2016, 10:00:00 UTC and 31 December 2017"},
	} {
		m := moment(t, c.given)
		require.Equal(t, c.compact, Compact.When(m))
		require.Equal(t, c.prose, Prose.When(m))
	}
}

func TestAWinterHasTwoYears(t *testing.T) {
	require.Equal(t, "winter 1999/00", Prose.When(moment(t, "1999-winter")))
	require.Equal(t, "1999-winter", Compact.When(moment(t, "1999-winter")))
}

// No notation makes these, but an engine may hold them.
func TestUnusualMoments(t *testing.T) {
	start := time.Date(2017, 7, 11, 9, 0, 0, 0, time.UTC)
	end := start.Add(time.Hour - time.Microsecond)
	hour := graph.Moment{Earliest: &start, Latest: &end, Precision: graph.Hour}
	require.Equal(t, "within an hour from 2017-07-11T09:00Z", Compact.When(hour))
	require.Equal(t, "11 July 2017, within an hour from 09:00 UTC", Prose.When(hour))
	start = time.Date(2017, 7, 1, 0, 0, 0, 0, time.UTC)
	end = start.AddDate(0, 3, 0).Add(-time.Microsecond)
	odd := graph.Moment{Earliest: &start, Latest: &end, Precision: graph.Season}
	require.Equal(t, "between 2017-07-01 and 2017-09-30", Compact.When(odd))
}

func TestAPeriodIsAsWideAsItMayHaveBeen(t *testing.T) {
	for _, c := range []struct{ first, last, compact, prose string }{
		{"2016-summer", "2017-07-11", "2016-06-01 to 2017-07-11", "1 June 2016 to 11 July 2017"},
		{"2016-summer", "after 2017-07-11", "2016-06-01 to 2017-07-11 or later", "1 June 2016 to 11 July 2017 or later"},
		{"before 2016", "2016", "before 2016-01-01 to 2016-12-31", "before 1 January 2016 to 31 December 2016"},
		{"before 2016-09", "after 2017", "before 2016-09-01 to 2017-01-01 or later", "before 1 September 2016 to 1 January 2017 or later"},
		{"2016-10", "2016-10", "2016-10", "October 2016"},
	} {
		first, last := moment(t, c.first), moment(t, c.last)
		require.Equal(t, c.compact, Compact.Period(&first, &last))
		require.Equal(t, c.prose, Prose.Period(&first, &last))
	}
	require.Empty(t, Prose.Period(nil, nil))
}

func TestWhatWasSearched(t *testing.T) {
	first, last := moment(t, "2016-10"), moment(t, "2017-07-11")
	c := answer.Coverage{MessagesSearched: 15, ContactsSearched: 1, Undated: 11, First: &first, Last: &last, Sources: []string{"french", "vg"}}
	require.Equal(t, "Searched 15 messages (11 undated) with 1 contact, 2016-10-01 to 2017-07-11, in french, vg.", Compact.Searched(c))
	require.Equal(t, "Searched 15 messages (11 undated) with 1 contact, 1 October 2016 to 11 July 2017, in french, vg.", Prose.Searched(c))
	require.Equal(t, "Searched 0 messages with 0 contacts, in 6 sources.", Prose.Searched(answer.Coverage{Sources: []string{"a", "b", "c", "d", "e", "f"}}))
	require.Contains(t, Prose.Searched(answer.Coverage{}), "an empty store")
}

func TestThePlacesInSourcesAreSaidOnceWithTheirModality(t *testing.T) {
	require.Equal(t, "vg ¶9, french ¶4 (alleged), mbox byte 1742, herald", Citations([]graph.Citation{
		{SourceID: "vg", Paragraph: 9, Modality: graph.Stated}, {SourceID: "french", Paragraph: 4, Modality: graph.Alleged},
		{SourceID: "vg", Paragraph: 9, Modality: graph.Stated}, {SourceID: "mbox", Offset: 1742, Modality: graph.Stated}, {SourceID: "herald", Modality: graph.Stated},
	}))
	require.Empty(t, Citations(nil))
	require.Equal(t, "mail/letters.csv:12 (alleged)", Citation(graph.Citation{SourceID: "mail/letters.csv", Paragraph: 12, Modality: graph.Alleged}), "a line of a table")
	require.False(t, OnlyAlleged(nil))
	require.True(t, OnlyAlleged([]graph.Citation{{Modality: graph.Alleged}}))
	require.False(t, OnlyAlleged([]graph.Citation{{Modality: graph.Alleged}, {Modality: graph.Stated}}))
}

func TestAnActorWithoutANameIsCalledByItsID(t *testing.T) {
	require.Equal(t, "Ada", Name(graph.ActorRef{ID: "a", Name: "Ada"}))
	require.Equal(t, "a", Name(graph.ActorRef{ID: "a"}))
}

func TestCausesOfAnErrorAreForTheLog(t *testing.T) {
	err := fmt.Errorf("asking: %w", graph.Wrap(graph.Unavailable, errors.New("dial tcp: refused"), "the store does not answer"))
	require.Equal(t, "asking: the store does not answer: dial tcp: refused", Causes(err))
}
