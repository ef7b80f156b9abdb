package corpus

import (
	"cmp"
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// inParallel calls f with 0 … n-1, as many at a time as there are processors. It
// returns the error of the smallest that has one.
func inParallel(ctx context.Context, n int, f func(i int) error) error {
	errs := make([]error, n)
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
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
