package corpus

import (
	"cmp"
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// inParallel calls f with 0 … n-1, as many at a time as there are workers, or
// processors where that is 0. It returns the error of the smallest that has one.
func inParallel(ctx context.Context, workers, n int, f func(i int) error) error {
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	errs := make([]error, n)
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(workers, n) {
		all.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				errs[i] = f(i)
			}
		})
	}
	all.Wait()
	return cmp.Or(ctx.Err(), cmp.Or(errs...))
}
