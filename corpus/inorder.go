package corpus

import (
	"context"
	"runtime"
	"sync"
)

// A token stands for so many bytes that are under way between the goroutines of
// inOrder; there are allTokens of them.
const (
	tokenSize = 64 << 10
	allTokens = 1024
)

// inOrder has values made by one goroutine, worked on by several, and taken in the
// order in which they were made by the caller's own. What is under way at one time
// is bounded by tokens: emit takes as many as it is told, at least one and at most
// allTokens, and waits for them. worker is called once for each goroutine; 0 are
// as many as there are processors. It ends with the first error, or with ctx.
func inOrder[T any](ctx context.Context, workers int, produce func(ctx context.Context, emit func(v T, tokens int) error) error, worker func(ctx context.Context) func(T), take func(T) error) error {
	type item struct {
		value  T
		tokens int
		done   chan struct{}
	}
	ctx, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer cancel()

	// Whoever has a token finds room in the channels.
	order, work := make(chan *item, allTokens), make(chan *item, allTokens)
	tokens := make(chan struct{}, allTokens)
	var produced error
	all.Go(func() {
		defer close(order)
		defer close(work)
		produced = produce(ctx, func(v T, n int) error {
			for range n {
				select {
				case tokens <- struct{}{}:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			it := &item{v, n, make(chan struct{})}
			order <- it
			work <- it
			return nil
		})
	})
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	for range workers {
		all.Go(func() {
			f := worker(ctx)
			for it := range work {
				f(it.value)
				close(it.done)
			}
		})
	}
	for it := range order {
		<-it.done
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := take(it.value); err != nil {
			return err
		}
		for range it.tokens {
			<-tokens
		}
	}
	return produced
}
