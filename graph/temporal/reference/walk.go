package reference

import (
	"time"

	"backchannel/graph"
)

// Walk is contacts each of which leaves from where the one before arrived.
type Walk struct {
	Hops      []graph.Contact
	Certainty graph.Verdict
	// Over the readings in which the walk holds. Times in microseconds since 1970.
	Departure, Arrival, Duration Span
}

// Span is the least and the greatest of values in microseconds; nil is open.
type Span struct{ Min, Max *int64 }

// Walks lists every walk that q admits and that is not impossible; none uses a
// message twice, because none can be later than itself. With q.Certain it lists
// only walks that are certain.
func (n Network) Walks(q Question) []Walk {
	known := n.Known()
	admitted := n.Admitted(q)
	var out []Walk
	var extend func(hops []graph.Contact)
	extend = func(hops []graph.Contact) {
		if q.MaxHops > 0 && len(hops) == q.MaxHops {
			return
		}
		for _, c := range admitted {
			if len(hops) == 0 && q.From != "" && c.From.ID != q.From {
				continue
			}
			if len(hops) > 0 && c.From.ID != hops[len(hops)-1].To.ID {
				continue
			}
			longer := append(append([]graph.Contact{}, hops...), c)
			w, ok := n.judge(q, known, longer)
			if !ok {
				continue // and nothing that begins so holds either
			}
			if (q.To == "" || c.To.ID == q.To) && (!q.Certain || w.Certainty == graph.Certain) {
				out = append(out, w)
			}
			extend(longer)
		}
	}
	extend(nil)
	return out
}

// Judge tells what can be said of the walk along hops; not ok means impossible.
func (n Network) Judge(q Question, hops []graph.Contact) (Walk, bool) {
	return n.judge(q, n.Known(), hops)
}

func (n Network) judge(q Question, known []graph.Order, hops []graph.Contact) (Walk, bool) {
	w := Walk{Hops: hops, Certainty: graph.Possible}
	if n.certain(q, known, hops) {
		w.Certainty = graph.Certain
	}
	line := n.timeline(known)
	period := graph.Moment{Earliest: q.Since, Latest: q.Until}
	var used []graph.Ref
	for i, c := range hops {
		used = append(used, message(c))
		line.Place(message(c), period)
		if i > 0 {
			line.Add(q.wait(hops[i-1], c))
		}
	}
	if !consistent(line, used) {
		return Walk{}, false
	}
	first, last := used[0], used[len(used)-1]
	w.Departure = between(line, origin, first)
	w.Arrival = between(line, origin, last)
	w.Duration = between(line, first, last)
	return w, true
}

// certain tells whether the walk holds in every reading: whether every demand
// that it makes follows from what is known.
func (n Network) certain(q Question, known []graph.Order, hops []graph.Contact) bool {
	line := n.timeline(known)
	for i, c := range hops {
		at := between(line, origin, message(c))
		if q.Since != nil && (at.Min == nil || *at.Min < q.Since.UnixMicro()) ||
			q.Until != nil && (at.Max == nil || *at.Max > q.Until.UnixMicro()) {
			return false
		}
		if i == 0 {
			continue
		}
		wait := between(line, message(hops[i-1]), message(c))
		if wait.Min == nil || *wait.Min < q.least() ||
			q.MaxWait > 0 && (wait.Max == nil || *wait.Max > q.MaxWait.Microseconds()) {
			return false
		}
	}
	return true
}

// least is how much later a hop leaves than the one before arrived, in microseconds.
func (q Question) least() int64 { return max(1, q.MinWait.Microseconds()) }

// wait is the order that a walk demands between two hops.
func (q Question) wait(before, after graph.Contact) graph.Order {
	least := time.Duration(q.least()) * time.Microsecond
	o := graph.Order{Earlier: message(before), Later: message(after), AtLeast: &least}
	if q.MaxWait > 0 {
		o.AtMost = &q.MaxWait
	}
	return o
}

// between is how much later than a the moment b was.
func between(line *graph.Timeline, a, b graph.Ref) Span {
	d, _ := line.Between(a, b)
	return Span{inMicros(d.AtLeast), inMicros(d.AtMost)}
}

func inMicros(d *time.Duration) *int64 {
	if d == nil {
		return nil
	}
	v := d.Microseconds()
	return &v
}
