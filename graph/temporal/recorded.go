package temporal

import (
	"context"
	"iter"

	"github.com/RoaringBitmap/roaring/v2"

	"backchannel/graph"
)

// Recorded is what a graph records of which message is a reply to which, by the
// numbers of an index. It never changes.
type Recorded struct {
	replies []recordedReply // of which the index has both
	any     *roaring.Bitmap // messages that are recorded as replies, be it to one that the index has not
}

type recordedReply struct{ message, to uint32 }

// Recorded numbers replies. An error of theirs comes back.
func (ix *Index) Recorded(ctx context.Context, replies iter.Seq2[graph.Reply, error]) (*Recorded, error) {
	var list []graph.Reply
	number := map[string]uint32{}
	for r, err := range replies {
		if err != nil {
			return nil, err
		}
		list = append(list, graph.Reply{Message: r.Message, To: r.To})
		number[r.Message], number[r.To] = none, none
	}
	out := &Recorded{any: roaring.New()}
	if len(list) == 0 {
		return out, ctx.Err()
	}
	for n, id := range ix.messages.each {
		if n%stride == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if _, wanted := number[string(id)]; wanted {
			number[string(id)] = n
		}
	}
	for _, r := range list {
		m, to := number[r.Message], number[r.To]
		if m == none {
			continue
		}
		out.any.Add(m)
		if to != none && to != m {
			out.replies = append(out.replies, recordedReply{m, to})
		}
	}
	return out, ctx.Err()
}

// isReply tells whether a contact's message is recorded as a reply.
func (r *Recorded) isReply(ix *Index, contact uint32) bool {
	return r != nil && !r.any.IsEmpty() && r.any.Contains(ix.Message(contact))
}

// recordedBetween finds for each admitted exact contact that has one the time of the
// earliest recorded reply, not before it, by its recipient to its sender.
func (q *Query) recordedBetween(ctx context.Context, r *Recorded) (map[uint32]int64, error) {
	known := map[uint32]int64{}
	if r == nil {
		return known, nil
	}
	for i, reply := range r.replies {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		first, end := q.ix.contactsOf(reply.message)
		of, last := q.ix.contactsOf(reply.to)
		if first >= q.ix.exact || of >= q.ix.exact {
			continue
		}
		for c := of; c < last; c++ {
			for d := first; d < end; d++ {
				x, y := q.ix.hot[c], q.ix.hot[d]
				if x.from != y.to || x.to != y.from || x.from == x.to || y.at < x.at || !q.admits(c) || !q.admits(d) {
					continue
				}
				t := q.ix.times.at(y.at)
				if before, ok := known[c]; !ok || t < before {
					known[c] = t
				}
			}
		}
	}
	return known, ctx.Err()
}
