package temporal

import (
	"context"
	"math"
	"runtime"

	"backchannel/graph"
)

// The damping factor of Brin & Page 1998, and when to stop.
const (
	Damping            = 0.85
	pageRankTolerance  = 1e-10 // of the sum of all differences between two rounds
	pageRankRounds     = 500
	pageRankActorBlock = 1 << 12
)

// PageRank scores the actors of the contacts that the query admits, vague ones too,
// by how likely one is at each when going from sender to recipient at random and
// starting afresh, at any actor, with a chance of 0.15 (Brin & Page 1998, "The
// anatomy of a large-scale hypertextual web search engine"; dangling actors lead
// everywhere). Each distinct pair counts once, however many contacts it has. Scores
// sum to 1, and are the same to the last bit each time: the rounds start from the
// uniform distribution, and sums are made in a fixed order.
func (q *Query) PageRank(ctx context.Context, p graph.Page) (Ranking[Score], error) {
	r, err := newRanker(p, byScore)
	if err != nil {
		return Ranking[Score]{}, err
	}
	n, err := q.network(ctx)
	if err != nil {
		return Ranking[Score]{}, err
	}
	scores, err := n.pageRank(ctx, pageRankRounds, pageRankTolerance)
	if err != nil {
		return Ranking[Score]{}, err
	}
	for _, a := range n.present {
		r.add(Score{a, scores[a]})
	}
	return r.ranking(), nil
}

// pageRank by the power method, in at most so many rounds; scores by actor number.
func (n *network) pageRank(ctx context.Context, rounds int, tolerance float64) ([]float64, error) {
	actors := len(n.out.start) - 1
	size := float64(len(n.present))
	score, next, passed := make([]float64, actors), make([]float64, actors), make([]float64, actors)
	for _, a := range n.present {
		score[a] = 1 / size
	}
	blocks := (len(n.present) + pageRankActorBlock - 1) / pageRankActorBlock
	differences := make([]float64, blocks)
	for range rounds {
		dangling := 0.0
		for _, a := range n.present {
			if k := len(n.out.of(a)); k > 0 {
				passed[a] = score[a] / float64(k)
			} else {
				dangling += score[a]
			}
		}
		base := (1-Damping)/size + Damping*dangling/size
		err := share(runtime.GOMAXPROCS(0), blocks, func() (func(int) error, func()) {
			return func(block int) error {
				first := block * pageRankActorBlock
				difference := 0.0
				for _, a := range n.present[first:min(first+pageRankActorBlock, len(n.present))] {
					sum := 0.0
					for _, l := range n.in.of(a) {
						sum += passed[l.actor]
					}
					next[a] = base + Damping*sum
					difference += math.Abs(next[a] - score[a])
				}
				differences[block] = difference
				return ctx.Err()
			}, func() {}
		})
		if err != nil {
			return nil, err
		}
		score, next = next, score
		difference := 0.0
		for _, d := range differences {
			difference += d
		}
		if difference < tolerance {
			break
		}
	}
	return score, nil
}
