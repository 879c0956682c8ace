package graph_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// many is enough operations for 50 requests.
func many() []*directory.Operation {
	var ops []*directory.Operation
	for i := range 1000 {
		ops = append(ops, operation(directory.Update, fmt.Sprint("u", i), "n", i))
	}
	return ops
}

func TestContextEnds(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil)
	s.pause = 200 * time.Millisecond
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	requests, unsent, doubt := 0, 0, 0
	sending := func([]*directory.Operation) error {
		if requests++; requests == 10 {
			time.Sleep(s.pause / 4) // the ninth has left, and is not answered yet
			cancel()
		}
		return nil
	}
	for o := range a.Apply(ctx, many(), sending) {
		e := apierr.As(o.Err)
		switch {
		case e == nil:
			continue
		case e.Kind != apierr.Interrupted:
			t.Fatal(o.Err)
		case e.Sent:
			doubt++
			continue
		}
		unsent++
		if slices.ContainsFunc(s.effects(), func(d string) bool { return strings.Contains(d, o.Op.Target+" ") }) {
			t.Errorf("%s is said not to have been sent and was done", o.Op.Target)
		}
	}
	// Requests that never got a connection are unsent too.
	if unsent < 800 || doubt == 0 || unsent+doubt > 1000 || requests != 10 {
		t.Errorf("%d unsent, %d in doubt, after %d requests", unsent, doubt, requests)
	}
}

func TestSendingRefuses(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil)
	full := errors.New("disk full")
	requests := 0
	counts := map[string]int{}
	for o := range a.Apply(t.Context(), many(), func([]*directory.Operation) error {
		if requests++; requests == 3 {
			return full
		}
		return nil
	}) {
		switch {
		case o.Err == nil:
			counts["ok"]++
		case errors.Is(o.Err, full):
			counts["full"]++
		case errors.Is(o.Err, apierr.Interrupted):
			counts["unsent"]++
		}
	}
	if counts["ok"] != 40 || counts["full"] != 20 || counts["unsent"] != 940 || len(s.effects()) != 40 {
		t.Errorf("%v, %d done", counts, len(s.effects()))
	}
}

func TestCallerStops(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil)
	n := 0
	for range a.Apply(t.Context(), many(), func([]*directory.Operation) error { return nil }) {
		if n++; n == 5 {
			break
		}
	}
	if n != 5 || s.waiting() != 0 || len(s.effects()) > 400 {
		t.Errorf("%d outcomes, %d requests still on their way, %d done", n, s.waiting(), len(s.effects()))
	}
}
