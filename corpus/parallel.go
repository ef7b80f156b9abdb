package corpus

import (
	"cmp"
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// workers is how many work at a time: most, or one for each processor where that
// is 0.
func workers(most int) int {
	if most == 0 {
		return runtime.GOMAXPROCS(0)
	}
	return most
}

// inParallel calls f with 0 … n-1, at most so many at a time
// (see workers). It returns the error of the smallest that has one.
func inParallel(ctx context.Context, most, n int, f func(i int) error) error {
	errs := make([]error, n)
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(workers(most), n) {
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
