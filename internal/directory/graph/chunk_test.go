package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
)

func TestChunks(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil)
	var ops []*directory.Operation
	for i := range 410 {
		ops = append(ops, join("g", fmt.Sprintf("m%03d", i)))
	}
	for i, id := range map[int]string{7: "bad7", 200: "old200", 201: "bad201", 409: "old409"} {
		ops[i].Other.Key, ops[i].Target = id, id
	}
	outcomes, announced := run(t, a, ops...)
	if announced[0] != 20 || slices.Max(announced) != 20 {
		t.Errorf("requests of %v members; one group takes 20 at a time", announced)
	}
	if len(announced) > 45 {
		t.Errorf("%d requests: %v", len(announced), announced)
	}
	var odd []string
	for _, o := range outcomes {
		if !strings.HasSuffix(o, " ok") {
			odd = append(odd, o)
		}
	}
	if want := "[bad201 not found bad7 not found old200 already old409 already]"; fmt.Sprint(odd) != want {
		t.Errorf("%v, want %s", odd, want)
	}
	added := strings.Join(s.done, "\n")
	for _, op := range ops {
		id := `directoryObjects/` + op.Other.Key + `"`
		if n := strings.Count(added, id); n != 1 && !strings.HasPrefix(op.Target, "bad") && !strings.HasPrefix(op.Target, "old") {
			t.Errorf("%s was added %d times", op.Target, n)
		}
	}
}

func TestChunksThatAreNotSplit(t *testing.T) {
	t.Parallel()
	for state, want := range map[string]string{"denied": "not permitted", "missing": "not found"} {
		s, a := serve(t, nil)
		s.group = state
		var ops []*directory.Operation
		for i := range 20 {
			ops = append(ops, join("g", fmt.Sprint("m", i)))
		}
		outcomes, _ := run(t, a, ops...)
		if len(s.requests) != 1 || outcomes[0] != "m0 "+want || outcomes[19] != "m9 "+want {
			t.Errorf("%s: %d requests, %q", state, len(s.requests), outcomes[0])
		}
	}
}

func TestOnlyMembersOfGroupsAreChunked(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil)
	owner := func(id string) *directory.Operation { op := join("g", id); op.Ref.Path = "owners"; return op }
	run(t, a, owner("a"), owner("b"), join("g", "x"), join("h", "y"), join("g", "X"), join("g", "z"))
	want := "POST /$batch\n  POST /groups/g/owners/$ref\n  POST /groups/h/members/$ref\nPOST /groups/g/owners/$ref\nPOST /groups/g/members/$ref\nPATCH /groups/g"
	if got := strings.Join(s.requests, "\n"); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestGroupsSideBySide fills several groups at once, each of them with one
// request at a time (the service watches that).
func TestGroupsSideBySide(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil)
	s.pause = time.Millisecond
	var ops []*directory.Operation
	for i := range 1200 {
		ops = append(ops, join(fmt.Sprint("g", i%30), fmt.Sprint("m", i)))
	}
	_, announced := run(t, a, ops...)
	if announced[0] != 400 || len(s.done) != 60 {
		t.Errorf("first request has %d members of %d chunks in all, want 20 groups x 20 of 60", announced[0], len(s.done))
	}
}
