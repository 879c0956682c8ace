package graph_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	adapter "github.com/tenantctl/tenantctl/internal/directory/graph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

func object(pairs []any) *odata.Object {
	if len(pairs) == 0 {
		return nil
	}
	return odata.NewObject(pairs...)
}

// run applies operations and gives the outcomes, sorted, and how many
// operations each request announced. It fails if an operation has not exactly
// one outcome, or an outcome without having been announced.
func run(t *testing.T, a *adapter.Adapter, ops ...*directory.Operation) (outcomes []string, announced []int) {
	t.Helper()
	said, got := map[*directory.Operation]int{}, map[*directory.Operation]int{}
	var busy atomic.Bool
	sending := func(ops []*directory.Operation) error {
		if !busy.CompareAndSwap(false, true) {
			t.Error("sending is called by two goroutines at once")
		}
		defer busy.Store(false)
		announced = append(announced, len(ops))
		for _, op := range ops {
			said[op]++
		}
		return nil
	}
	for o := range a.Apply(t.Context(), ops, sending) {
		got[o.Op]++
		outcomes = append(outcomes, shown(o))
	}
	for _, op := range ops {
		if got[op] != 1 || said[op] == 0 {
			t.Errorf("%s: %d outcomes after %d announcements", op.Target, got[op], said[op])
		}
	}
	slices.Sort(outcomes)
	return outcomes, announced
}

func TestOneOperation(t *testing.T) {
	t.Parallel()
	below := func(id, path, other string) *directory.Operation {
		op := operation(directory.Link, id)
		op.Ref.Path, op.Other = path, directory.Ref{Set: "users", Key: other}
		return op
	}
	with := func(v directory.Verb, op *directory.Operation) *directory.Operation { op.Verb = v; return op }
	tests := []struct {
		op      *directory.Operation
		request string
		body    string
		outcome string
	}{
		{operation(directory.Create, "", "displayName", "L"), "POST /users", `{"displayName":"L"}`, " ok"},
		{operation(directory.Update, "a#b", "city", "X"), "PATCH /users/a%23b", `{"city":"X"}`, "a#b ok"},
		{operation(directory.Delete, "a"), "DELETE /users/a", "", "a ok"},
		{operation(directory.Delete, "none"), "DELETE /users/none", "", "none already"},
		{operation(directory.Delete, "html"), "DELETE /users/html", "", "html not found"},
		{operation(directory.Update, "none", "city", "X"), "PATCH /users/none", `{"city":"X"}`, "none not found"},
		{operation(directory.Restore, "a"), "POST /directory/deletedItems/a/restore", "", "a ok"},
		{operation(directory.Restore, "none"), "POST /directory/deletedItems/none/restore", "", "none not found"},
		{operation(directory.Erase, "a"), "DELETE /directory/deletedItems/a", "", "a ok"},
		{operation(directory.Erase, "none"), "DELETE /directory/deletedItems/none", "", "none already"},
		{join("g", "m"), "POST /groups/g/members/$ref", `{"@odata.id":"ROOT/directoryObjects/m"}`, "m ok"},
		{join("g", "old"), "POST /groups/g/members/$ref", `{"@odata.id":"ROOT/directoryObjects/old"}`, "old already"},
		{with(directory.Unlink, join("g", "m")), "DELETE /groups/g/members/m/$ref", "", "m ok"},
		{with(directory.Unlink, join("g", "none")), "DELETE /groups/g/members/none/$ref", "", "none already"},
		{with(directory.SetRef, below("u", "manager", "m")), "PUT /users/u/manager/$ref", `{"@odata.id":"ROOT/directoryObjects/m"}`, "u ok"},
		{with(directory.Clear, below("u", "manager", "")), "DELETE /users/u/manager/$ref", "", "u ok"},
		{with(directory.Clear, below("none", "manager", "")), "DELETE /users/none/manager/$ref", "", "none not found"},
		{with(directory.Unlink, join("NoneSuch", "m")), "DELETE /groups/NoneSuch/members/m/$ref", "", "m not found"},
		{with(directory.Invoke, below("u", "revokeSignInSessions", "")), "POST /users/u/revokeSignInSessions", "", "u ok"},
		{operation(directory.Update, "busy", "a", 1), "PATCH /users/busy", `{"a":1}`, "busy throttled"},
		{operation(directory.Update, "down", "a", 1), "PATCH /users/down", `{"a":1}`, "down unavailable!"},
		{operation(directory.Create, "", "manager@odata.bind", "users/1", "x@odata.bind", []string{"groups/2", "https://h/3"}), "POST /users", `{"manager@odata.bind":"ROOT/users/1","x@odata.bind":["ROOT/groups/2","https://h/3"]}`, " ok"},
	}
	for _, tt := range tests {
		t.Run(string(tt.op.Verb)+tt.outcome, func(t *testing.T) {
			t.Parallel()
			s, a := serve(t, nil)
			outcomes, _ := run(t, a, tt.op)
			if got := strings.Join(s.requests, "; "); got != tt.request {
				t.Errorf("requests %s, want %s", got, tt.request)
			}
			if strings.Join(outcomes, "; ") != tt.outcome {
				t.Errorf("outcomes %q, want %q", outcomes, tt.outcome)
			}
			if len(s.done) == 1 && s.done[0] != tt.request+" "+strings.ReplaceAll(tt.body, "ROOT", s.root) {
				t.Errorf("sent %s, want the body %s", s.done[0], tt.body)
			}
		})
	}
}

func TestWhatCannotBeSent(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil)
	unlink := operation(directory.Unlink, "g")
	unlink.Ref.Path = "members"
	through := operation(directory.Delete, "g")
	through.Ref = directory.Ref{Set: "groups", Key: "g", Path: "members/m"}
	var ops []*directory.Operation
	for range 700 {
		ops = append(ops, &directory.Operation{Verb: "paint", Target: "p"})
	}
	ops = append(ops, unlink, operation(directory.Update, "u", "a", 1))
	var got []string
	for o := range a.Apply(t.Context(), ops, func([]*directory.Operation) error { return nil }) {
		got = append(got, shown(o))
	}
	if len(got) != 702 || !slices.Contains(got, "g invalid") || !slices.Contains(got, "u ok") || got[0] != "p not supported" {
		t.Errorf("%d outcomes, the last are %q", len(got), got[len(got)-2:])
	}
	if len(s.requests) != 1 {
		t.Errorf("requests %q", s.requests)
	}
	for o := range a.Apply(t.Context(), []*directory.Operation{through}, func([]*directory.Operation) error { return nil }) {
		if !errors.Is(o.Err, apierr.Invalid) || len(s.requests) != 1 {
			t.Errorf("deletion of a member itself: %v", o.Err)
		}
	}
}

func TestBatches(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil)
	var ops []*directory.Operation
	for i := range 45 {
		ops = append(ops, operation(directory.Update, fmt.Sprintf("u%02d", i), "n", i))
	}
	ops[3].Ref.Key, ops[30].Ref.Key, ops[31].Ref.Key, ops[44].Ref.Key = "busy", "down", "lost", "bad"
	outcomes, announced := run(t, a, ops...)
	if fmt.Sprint(announced) != "[20 20 5]" {
		t.Errorf("requests of %v operations", announced)
	}
	var odd []string
	for _, o := range outcomes {
		if !strings.HasSuffix(o, " ok") {
			odd = append(odd, o)
		}
	}
	want := "[u03 throttled u30 unavailable! u31 unavailable! u44 not found]"
	if fmt.Sprint(odd) != want || len(s.done) != 41 {
		t.Errorf("failed %v and %d done, want %s", odd, len(s.done), want)
	}
}

func TestThrottledMemberSaysWhen(t *testing.T) {
	t.Parallel()
	_, a := serve(t, nil)
	ops := []*directory.Operation{operation(directory.Update, "busy", "a", 1), operation(directory.Update, "u", "a", 1)}
	for o := range a.Apply(t.Context(), ops, func([]*directory.Operation) error { return nil }) {
		if e := apierr.As(o.Err); e != nil && (e.RetryAfter != 3*time.Second || e.Target != "busy") {
			t.Errorf("%+v", e)
		}
	}
}

func TestEightBatchesAtOnce(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil)
	s.crowd = 8
	var ops []*directory.Operation
	for i := range 400 {
		ops = append(ops, operation(directory.Create, "", "userPrincipalName", fmt.Sprint(i)))
	}
	run(t, a, ops...)
	if s.max != 8 {
		t.Errorf("%d requests at once, want 8", s.max)
	}
}

func TestOrderOnOneObject(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil)
	s.pause = time.Millisecond
	var ops []*directory.Operation
	for i := range 200 {
		ops = append(ops, operation(directory.Update, []string{"u0", "u1", "u2", "U0"}[i%4], "n", i))
	}
	run(t, a, ops...)
	last := map[string]int{}
	for _, d := range s.done {
		var id string
		var n int
		if _, err := fmt.Sscanf(d, `PATCH /users/%s {"n":%d}`, &id, &n); err != nil {
			t.Fatal(d, err)
		}
		if id = strings.ToLower(id); n < last[id] {
			t.Fatalf("%s: %d came after %d", id, n, last[id])
		}
		last[id] = n
	}
}

func TestJoinAndLeaveKeepTheirOrder(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil)
	s.pause = time.Millisecond
	leave := join("g", "m")
	leave.Verb = directory.Unlink
	remove := operation(directory.Delete, "m")
	run(t, a, join("g", "m"), leave, join("g", "m"), join("g", "m2"), remove)
	var got []string
	for _, d := range s.done {
		if method, _, _ := strings.Cut(d, " "); strings.Contains(d, "/m/") || strings.Contains(d, "/m\"") || strings.Contains(d, "/m ") {
			got = append(got, method)
		}
	}
	if fmt.Sprint(got) != "[POST DELETE PATCH DELETE]" {
		t.Errorf("requests on m: %v\n%s", got, strings.Join(s.done, "\n"))
	}
}

func TestBatchFailsAsAWhole(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]string{503: "unavailable!", 429: "throttled", 401: "not signed in", 400: "invalid"} {
		s, a := serve(t, nil)
		s.whole = status
		outcomes, _ := run(t, a, operation(directory.Update, "u1", "a", 1), operation(directory.Delete, "u2"))
		if fmt.Sprint(outcomes) != "[u1 "+want+" u2 "+want+"]" {
			t.Errorf("%d: %v, want %s", status, outcomes, want)
		}
	}
}

func TestDryRun(t *testing.T) {
	t.Parallel()
	var kept []rest.Kept
	s, a := serve(t, func(o *rest.Options) { o.DryRun = func(k rest.Kept) { kept = append(kept, k) } })
	outcomes, _ := run(t, a, operation(directory.Create, "", "password", "hush"), operation(directory.Delete, "u2"))
	if fmt.Sprint(outcomes) != "[ kept back by dry run u2 kept back by dry run]" || len(s.requests) != 0 {
		t.Errorf("%v, requests %q", outcomes, s.requests)
	}
	if len(kept) != 1 || strings.Contains(string(kept[0].Body), "hush") || !strings.Contains(string(kept[0].Body), "/users/u2") {
		t.Errorf("kept %+v", kept)
	}
}

func TestDryRunKeepsTheOrder(t *testing.T) {
	t.Parallel()
	var kept []string
	_, a := serve(t, func(o *rest.Options) {
		o.DryRun = func(k rest.Kept) { kept = append(kept, strings.SplitAfter(string(k.Body), "/users/")[1][:4]) }
	})
	var ops []*directory.Operation
	for i := range 200 {
		ops = append(ops, operation(directory.Delete, fmt.Sprintf("%04d", i)))
	}
	run(t, a, ops...)
	if want := "[0000 0020 0040 0060 0080 0100 0120 0140 0160 0180]"; fmt.Sprint(kept) != want {
		t.Errorf("kept %v, want %s", kept, want)
	}
}
