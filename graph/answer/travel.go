package answer

import (
	"context"
	"math"
	"strings"
	"time"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// Travel narrows how word may travel from actor to actor. Empty fields do not narrow.
type Travel struct {
	Senders    []string // only contacts by these: ids, names or aliases
	Recipients []string // only contacts to these
	Avoid      []string // no contact by or to these
	MaxHops    int      // at most so many contacts
	MinWait    string   // word rests at least so long with an actor before it goes on, such as 15m or 2d
	MaxWait    string   // and at most so long
	Certain    bool     // only what holds for every reading of vague times
}

// reading is a question made ready for the contact index.
type reading struct {
	*temporal.Query
	window Window // that the index holds
}

// travel opens the contact index for a question, between the actors given, each of
// which may be "".
func (s *Service) travel(ctx context.Context, revision int64, f graph.Filter, t Travel, from, to string) (reading, error) {
	w := temporal.Question{From: from, To: to, Since: f.Since, Until: f.Until, Topics: f.Topics, Roles: f.Roles, Channels: f.Channels,
		Answered: f.Answered, Actors: f.Actors, Except: f.Elsewhen, MaxHops: t.MaxHops, Certain: t.Certain}
	var err error
	for _, names := range []struct {
		given []string
		ids   *[]string
	}{{t.Senders, &w.Senders}, {t.Recipients, &w.Recipients}, {t.Avoid, &w.Avoid}} {
		if *names.ids, err = s.actorIDs(ctx, names.given); err != nil {
			return reading{}, err
		}
	}
	if w.MinWait, err = wait("min_wait", t.MinWait); err != nil {
		return reading{}, err
	}
	if w.MaxWait, err = wait("max_wait", t.MaxWait); err != nil {
		return reading{}, err
	}
	if w.Matches, err = s.matching(ctx, revision, f); err != nil {
		return reading{}, err
	}
	index, window, err := s.indexes.get(ctx, f)
	if err != nil {
		return reading{}, err
	}
	q, err := index.Query(ctx, w)
	return reading{q, window}, err
}

// wait reads how long word rests: a duration as Go writes it, or a number of days.
func wait(name, text string) (time.Duration, error) {
	if text == "" {
		return 0, nil
	}
	d, err := time.ParseDuration(text)
	if days, ok := strings.CutSuffix(text, "d"); err != nil && ok {
		if d, err = time.ParseDuration(days + "h"); d > math.MaxInt64/24 {
			d = math.MaxInt64 // some 292 years
		} else {
			d *= 24
		}
	}
	if err != nil || d < 0 {
		return 0, graph.Errorf(graph.Invalid, "%s is %q: write a duration that is not negative, such as 90s, 15m, 2h or 3d", name, text)
	}
	return d, nil
}

// matching lists the messages that hold the words of a filter, nil if it has none.
// The index holds no text: the store searches it.
func (s *Service) matching(ctx context.Context, revision int64, f graph.Filter) ([]string, error) {
	if len(f.Words) == 0 {
		return nil, nil
	}
	f = graph.Filter{Words: f.Words, Since: f.Since, Until: f.Until}
	return s.matches.get(revision, keyOf(f), func() ([]string, error) {
		ids := []string{}
		for c, err := range s.store.Stream(ctx, f) {
			if err != nil {
				return nil, err
			}
			if n := len(ids); n == 0 || ids[n-1] != c.MessageID {
				ids = append(ids, c.MessageID)
			}
		}
		return ids, nil
	})
}

// moment is a time of the index, with the precision that a message at it has.
func moment(b temporal.Bounds, of *graph.Contact) graph.Moment {
	m := b.Moment()
	if of != nil && sameBounds(m, of.At) {
		return of.At
	}
	return m
}

func sameBounds(a, b graph.Moment) bool {
	same := func(x, y *time.Time) bool { return x == nil && y == nil || x != nil && y != nil && x.Equal(*y) }
	return same(a.Earliest, b.Earliest) && same(a.Latest, b.Latest)
}
