package corpus

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"
)

func numbersTo(n int) func(context.Context, func(*int, int) error) error {
	return func(_ context.Context, emit func(*int, int) error) error {
		for i := range n {
			if err := emit(&i, 1+i%7); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestInOrder(t *testing.T) {
	next, worked := 0, atomic.Int64{}
	err := inOrder(context.Background(), 8, numbersTo(5000), func(context.Context) func(*int) {
		return func(v *int) {
			if *v%97 == 0 {
				time.Sleep(time.Millisecond) // the others overtake it
			}
			*v *= 2
			worked.Add(1)
		}
	}, func(v *int) error {
		if *v != 2*next {
			t.Fatalf("%d in place %d", *v, next)
		}
		next++
		return nil
	})
	if err != nil || next != 5000 || worked.Load() != 5000 {
		t.Errorf("%d taken, %d worked on, %v", next, worked.Load(), err)
	}
}

// TestInOrderIsBounded counts the tokens under way.
func TestInOrderIsBounded(t *testing.T) {
	under, most := 0, atomic.Int64{}
	made := atomic.Int64{}
	err := inOrder(context.Background(), 2, func(_ context.Context, emit func(int, int) error) error {
		for range 500 {
			if err := emit(0, 100); err != nil {
				return err
			}
			made.Add(1)
		}
		return nil
	}, func(context.Context) func(int) { return func(int) {} }, func(int) error {
		time.Sleep(50 * time.Microsecond)
		under++
		most.Store(max(most.Load(), made.Load()-int64(under)))
		return nil
	})
	if err != nil || most.Load() > allTokens/100 {
		t.Errorf("%d values of 100 tokens were under way, %v", most.Load(), err)
	}
}

// TestInOrderEnds has each of the three fail, and wants no goroutine to stay.
func TestInOrderEnds(t *testing.T) {
	trouble := errors.New("trouble")
	idle := func(context.Context) func(*int) { return func(*int) {} }
	for name, c := range map[string]struct {
		produce func(context.Context, func(*int, int) error) error
		take    func(*int) error
		want    error
	}{
		"made none": {numbersTo(0), func(*int) error { return nil }, nil},
		"making": {func(ctx context.Context, emit func(*int, int) error) error {
			_ = numbersTo(10)(ctx, emit)
			return trouble
		}, func(*int) error { return nil }, trouble},
		"taking": {numbersTo(1 << 20), func(v *int) error {
			if *v == 1000 {
				return trouble
			}
			return nil
		}, trouble},
	} {
		if err := inOrder(context.Background(), 3, c.produce, idle, c.take); err != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	err := inOrder(ctx, 3, numbersTo(1<<20), idle, func(v *int) error {
		if *v == 1000 {
			cancel()
		}
		return nil
	})
	if err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
}
