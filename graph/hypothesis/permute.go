package hypothesis

import (
	"context"
	"sync"
	"sync/atomic"
)

// cells sums up, for each number that a test evaluates to, what came of the
// permutations, in their order.
type cells struct {
	n           int
	sum, square []float64
	tally       []Tally
}

func (c *cells) mean(i int) float64 { return c.sum[i] / float64(c.n) }

func (c *cells) sd(i int) float64 { return deviation(c.n, c.sum[i], c.square[i]) }

// permutations is what there is to run.
type permutations struct {
	ev        *events
	label     []uint16
	plan      *plan
	model     *Model
	seed      uint64
	n         int
	stopAfter int
	direction Direction
	workers   int
	progress  func(done, total int)
}

// block is how many permutations run between two looks at the outcome.
const block = 64

// worker is what one goroutine works with.
type worker struct {
	evaluator evaluator
	move      mover
	source    source
	a         arrangement
}

func (p *permutations) worker(movers func() mover) *worker {
	w := &worker{evaluator: p.plan.evaluator(), move: movers()}
	n := p.ev.len()
	w.a = arrangement{base: make([]uint32, n), seq: make([]uint32, n), at: p.ev.at, to: p.ev.to, label: p.label}
	switch p.model.Name {
	case ShuffledRecipients:
		w.a.to = append([]uint32(nil), p.ev.to...)
	case ShuffledLabels:
		w.a.label = append([]uint16(nil), p.label...)
	}
	w.evaluator.encode(p.ev.to, p.label, w.a.base)
	return w
}

// run makes permutation k and evaluates it.
func (w *worker) run(p *permutations, k int, out []float64) {
	w.source.seed(p.seed, uint64(k))
	w.move(&w.source, &w.a)
	if p.model.actors {
		w.evaluator.encode(w.a.to, w.a.label, w.a.seq)
	}
	w.evaluator.evaluate(w.a.at, w.a.seq, out)
}

// outcome is what the permutations gave.
type outcome struct {
	observed []float64
	values   []float64 // of the first number, in the order of the permutations
	cells    *cells
	stopped  bool // early, as was declared
	movable  int
}

// observe evaluates the contacts as they are.
func (p *plan) observe(ev *events, label []uint16) []float64 {
	e := p.evaluator()
	seq := make([]uint32, ev.len())
	e.encode(ev.to, label, seq)
	out := make([]float64, max(1, p.dim))
	e.evaluate(ev.at, seq, out)
	return out
}

// run makes the permutations on all workers. The memory that it takes does not
// grow with their number, but for eight bytes each for the value, which quantiles
// are taken from. Permutation 0 is the way from the observation to the hub.
func (p *permutations) run(ctx context.Context) (*outcome, error) {
	dim := max(1, p.plan.dim)
	o := &outcome{observed: p.plan.observe(p.ev, p.label)}
	o.cells = &cells{sum: make([]float64, dim), square: make([]float64, dim), tally: make([]Tally, dim)}
	var s source
	s.seed(p.seed, 0)
	movers, movable := p.model.prepare(p.ev, p.label, &s)
	if o.movable = movable; movable < 2 {
		return o, ctx.Err()
	}
	workers := make([]*worker, min(p.workers, p.n))
	for i := range workers {
		workers[i] = p.worker(movers)
	}
	o.values = make([]float64, 0, p.n)
	room := make([]float64, min(block, p.n)*dim)
	for first := 1; first <= p.n && !o.stopped; first += block {
		length := min(block, p.n-first+1)
		var next atomic.Int64
		var wait sync.WaitGroup
		for _, w := range workers {
			wait.Go(func() {
				for ctx.Err() == nil {
					i := int(next.Add(1)) - 1
					if i >= length {
						return
					}
					w.run(p, first+i, room[i*dim:(i+1)*dim])
				}
			})
		}
		wait.Wait()
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.fold(o, room[:length*dim], dim)
		if p.progress != nil {
			p.progress(len(o.values), p.n)
		}
	}
	return o, nil
}

// fold takes in the values of a block in their order, up to where the declared
// number of exceedances is reached.
func (p *permutations) fold(o *outcome, values []float64, dim int) {
	c := o.cells
	for ; len(values) > 0 && !o.stopped; values = values[dim:] {
		o.values = append(o.values, values[0])
		c.n++
		for i, v := range values[:dim] {
			c.sum[i] += v
			c.square[i] += v * v
			c.tally[i].add(v, o.observed[i])
		}
		o.stopped = p.stopAfter > 0 && c.tally[0].extreme(p.direction) >= p.stopAfter
	}
}
