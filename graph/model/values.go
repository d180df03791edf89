package model

import (
	"fmt"
	"slices"
	"time"

	"backchannel/graph"
)

// The functions below turn values of the domain into values of a row; what says
// nothing becomes nil.

func str(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// strs leaves out empty texts, which not every engine has a form for.
func strs(s []string) any {
	if slices.Contains(s, "") {
		s = slices.DeleteFunc(slices.Clone(s), func(t string) bool { return t == "" })
	}
	if len(s) == 0 {
		return nil
	}
	return s
}

func cites(cs []graph.Citation) any {
	if len(cs) == 0 {
		return nil
	}
	out := make([]string, len(cs))
	for i, c := range cs {
		out[i] = c.String()
	}
	return out
}

func when(m graph.Moment) any {
	if !m.Dated() {
		return nil
	}
	return m.String()
}

// number writes a bound; an open one is empty text.
func number(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// seconds rounds a bound to whole seconds away from what it bounds, so that it
// stays true.
func seconds(d *time.Duration, to rounding) any {
	if d == nil {
		return nil
	}
	n, rest := int64(*d/time.Second), *d%time.Second
	if to == down && rest < 0 || to == up && rest > 0 {
		n += int64(to)
	}
	return n
}

type rounding int

const (
	down rounding = -1
	up   rounding = 1
)
