package temporal

import (
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// share divides tasks among workers, each taking the next one that nobody has
// taken, so that each sees them in rising order. worker is called once for each
// worker and returns what does one task, and what hands over the results; of the
// latter, one runs at a time. The first error ends the work and comes back.
func share(workers, tasks int, worker func() (work func(int) error, finish func())) error {
	var next atomic.Int64
	var failed atomic.Bool
	var hand sync.Mutex
	var g errgroup.Group
	for range max(1, min(workers, tasks)) {
		g.Go(func() error {
			work, finish := worker()
			for i := next.Add(1) - 1; i < int64(tasks) && !failed.Load(); i = next.Add(1) - 1 {
				if err := work(int(i)); err != nil {
					failed.Store(true)
					return err
				}
			}
			hand.Lock()
			defer hand.Unlock()
			finish()
			return nil
		})
	}
	return g.Wait()
}
