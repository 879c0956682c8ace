package flight_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/flight"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

type work = flight.Work[string, error]

// carrier writes a unit as the targets in it and needs a second for a request.
// A unit with "bad" in it is refused whole, and split.
func carrier(parallel, batch int) flight.Carrier[string, error] {
	return flight.Carrier[string, error]{
		Parallel: parallel, Batch: batch,
		Write: func(u *flight.Unit) (string, error) {
			var names []string
			for _, op := range u.Ops {
				if op.Target == "unwritable" {
					return "", errors.New("it cannot be written")
				}
				names = append(names, op.Target)
			}
			return strings.Join(names, "+"), nil
		},
		Send: func(ctx context.Context, units []string) []error {
			select {
			case <-ctx.Done():
			case <-time.After(time.Second):
			}
			answers := make([]error, len(units))
			for i, u := range units {
				if strings.Contains(u, "bad") {
					answers[i] = errors.New("refused")
				}
			}
			return answers
		},
		Settle: func(w *work, u *flight.Unit, answer error) {
			switch {
			case answer != nil && len(u.Ops) > 1:
				w.Split(u)
			case answer != nil:
				w.Fail(u, answer)
			default:
				for _, op := range u.Ops {
					w.Out(directory.Outcome{Op: op})
				}
			}
		},
		Explain: func(err error, target string) error { return fmt.Errorf("%s: %w", target, err) },
	}
}

func update(target string) *directory.Operation {
	return &directory.Operation{Verb: directory.Update, Ref: directory.Ref{Set: "users", Key: target}, Target: target}
}

func join(group, member string) *directory.Operation {
	return &directory.Operation{
		Verb: directory.Link, Ref: directory.Ref{Set: "groups", Key: group, Path: "members"},
		Other: directory.Ref{Set: "users", Key: member}, Target: member + ">" + group,
	}
}

// run gives the requests as they leave, with the second in which they do, and
// the outcomes in their order.
func run(t *testing.T, c flight.Carrier[string, error], ops ...*directory.Operation) (requests, outcomes []string) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		sending := func(ops []*directory.Operation) error {
			var names []string
			for _, op := range ops {
				names = append(names, op.Target)
			}
			requests = append(requests, fmt.Sprintf("%d:%s", time.Since(start)/time.Second, strings.Join(names, " ")))
			return nil
		}
		for o := range c.Apply(t.Context(), ops, sending) {
			said := o.Op.Target
			if o.Err != nil {
				said = "(" + o.Err.Error() + ")"
			}
			outcomes = append(outcomes, said)
		}
	})
	return requests, outcomes
}

func TestWhatGoesTogether(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name            string
		parallel, batch int
		ops             []*directory.Operation
		want            string
	}{
		{"as many as may", 2, 1, []*directory.Operation{update("a"), update("b"), update("c")}, "[0:a 0:b 1:c]"},
		{"one after the other", 1, 1, []*directory.Operation{update("a"), update("b")}, "[0:a 1:b]"},
		{"batches", 1, 2, []*directory.Operation{update("a"), update("b"), update("c")}, "[0:a b 1:c]"},
		{"one object keeps its order", 3, 1, []*directory.Operation{update("a"), update("A"), update("b"), update("a")}, "[0:a 0:b 1:A 2:a]"},
		{"members of several groups", 3, 1, []*directory.Operation{join("g", "m"), join("h", "m"), join("g", "n")}, "[0:m>g 0:m>h 1:n>g]"},
		{"what is made waits for nobody", 3, 1, []*directory.Operation{{Verb: directory.Create, Ref: directory.Ref{Set: "groups"}, Target: "x"}, {Verb: directory.Create, Ref: directory.Ref{Set: "groups"}, Target: "y"}}, "[0:x 0:y]"},
		{"what is made under a name is before what is done with it", 3, 1, []*directory.Operation{{Verb: directory.Create, Ref: directory.Ref{Set: "domains"}, Body: odata.NewObject("id", "x.org"), Target: "x"}, update("X.org")}, "[0:x 1:X.org]"},
		{"what cannot be written is passed over", 1, 1, []*directory.Operation{update("unwritable"), update("b")}, "[0:b]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, outcomes := run(t, carrier(tt.parallel, tt.batch), tt.ops...)
			if fmt.Sprint(got) != tt.want || len(outcomes) != len(tt.ops) {
				t.Errorf("requests %v, want %s; outcomes %q", got, tt.want, outcomes)
			}
		})
	}
}

// A refused unit is split until only the bad operation fails; its halves go
// before what has not been tried.
func TestSplit(t *testing.T) {
	t.Parallel()
	c := carrier(1, 1)
	c.Units = func(objects flight.Objects, ops []*directory.Operation) []*flight.Unit {
		return []*flight.Unit{objects.Unit(ops[:4]...), objects.Unit(ops[4:]...)}
	}
	got, outcomes := run(t, c, join("g", "a"), join("g", "b"), join("g", "bad"), join("g", "c"), update("z"))
	if want := "[0:a>g b>g bad>g c>g 1:a>g b>g 2:bad>g c>g 3:bad>g 4:c>g 5:z]"; fmt.Sprint(got) != want {
		t.Errorf("requests %v, want %s", got, want)
	}
	if want := "[a>g b>g (bad>g: refused) c>g z]"; fmt.Sprint(outcomes) != want {
		t.Errorf("outcomes %v, want %s", outcomes, want)
	}
}

func TestNothingIsSentOnceTheContextEnded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		sent := 0
		sending := func([]*directory.Operation) error {
			if sent++; sent == 2 {
				cancel()
			}
			return nil
		}
		var outcomes []string
		for o := range carrier(2, 1).Apply(ctx, []*directory.Operation{update("a"), update("b"), update("c"), update("d")}, sending) {
			outcomes = append(outcomes, fmt.Sprint(o.Op.Target, " ", o.Err != nil))
		}
		slices.Sort(outcomes)
		if want := "[a false b false c true d true]"; fmt.Sprint(outcomes) != want || sent != 2 {
			t.Errorf("%v after %d requests, want %s", outcomes, sent, want)
		}
	})
}

// numbers gives 0, 1, 2, …, each after a second, until the context ends.
func numbers(ctx context.Context) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range 5 {
			select {
			case <-ctx.Done():
				yield(0, ctx.Err())
				return
			case <-time.After(time.Second):
			}
			if !yield(i, nil) {
				return
			}
		}
		yield(0, errors.New("broken off"))
	}
}

func TestAhead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		start := time.Now()
		var got []string
		for n, err := range flight.Ahead(numbers(ctx), stop) {
			time.Sleep(time.Second) // the caller's own work, while the next one is read
			got = append(got, fmt.Sprint(n, " ", err))
		}
		// One after the other it would take eleven seconds.
		if want := "[0 <nil> 1 <nil> 2 <nil> 3 <nil> 4 <nil> 0 broken off]"; fmt.Sprint(got) != want || time.Since(start) != 7*time.Second {
			t.Errorf("%v after %v", got, time.Since(start))
		}
		ctx, stop = context.WithCancel(t.Context())
		start = time.Now()
		for range flight.Ahead(numbers(ctx), stop) {
			break
		}
		if time.Since(start) != time.Second || ctx.Err() == nil {
			t.Errorf("the read that was on its way was waited for, %v", time.Since(start))
		}
	})
}
