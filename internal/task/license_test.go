package task_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

type licenses = []current.License

func plans(ids ...string) []string { return append([]string{}, ids...) }

// licensed makes users who have the licences.
func (b *bench) licensed(n int, have licenses) []directory.Ref {
	var refs []directory.Ref
	for i := range n {
		refs = append(refs, directory.Ref{Set: "users", Key: b.directory.Add("users",
			"userPrincipalName", upn(i), "licenseAssignmentStates", have)})
	}
	return refs
}

func assignment(user directory.Ref, before, add licenses, remove ...string) *directory.Operation {
	return &directory.Operation{
		Name: "assign", Verb: directory.Invoke, Ref: user.Below("assignLicense"), Target: user.Key,
		Body:   odata.NewObject("addLicenses", append(licenses{}, add...), "removeLicenses", plans(remove...)),
		Before: odata.NewObject("licenses", append(licenses{}, before...)),
	}
}

func (b *bench) wantLicenses(t *testing.T, user directory.Ref, want licenses) {
	t.Helper()
	o, err := b.directory.Get(t.Context(), user, odata.Query{})
	if err != nil {
		t.Fatal(err)
	}
	got := append(licenses{}, current.DirectLicenses(o)...)
	if d := cmp.Diff(append(licenses{}, want...), got); d != "" {
		t.Errorf("licences of %s (-want +got):\n%s", user.Key, d)
	}
}

func TestUndoOfLicenses(t *testing.T) {
	t.Parallel()
	e3 := current.License{SKU: "e3", Disabled: plans("sway")}
	for name, tt := range map[string]struct {
		before, add licenses
		remove      []string
	}{
		"a new one":   {nil, licenses{{SKU: "e3", Disabled: plans()}}, nil},
		"other plans": {licenses{e3}, licenses{{SKU: "e3", Disabled: plans()}}, nil},
		"removed":     {licenses{e3}, nil, []string{"e3"}},
		"swapped":     {licenses{e3}, licenses{{SKU: "e5", Disabled: plans("sway")}}, []string{"e3"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			user := b.licensed(1, tt.before)[0]
			done := b.mustRun(t, assignment(user, tt.before, tt.add, tt.remove...))
			if !done.Undoable {
				t.Error("it is not said to be undoable")
			}
			b.wantLicenses(t, user, tt.add)
			undo, err := b.Undo(t.Context(), done.ID)
			if err != nil || undo.Counts.Updated != 1 {
				t.Fatalf("%+v, %v", undo, err)
			}
			b.wantLicenses(t, user, tt.before)
			if !undo.Undoable {
				t.Error("the undo is not said to be undoable")
			}
			if _, err := b.Undo(t.Context(), undo.ID); err != nil {
				t.Fatal(err)
			}
			b.wantLicenses(t, user, tt.add)
		})
	}
}

// TestUndoOfLicensesChangedSince leaves alone what is not as the task left it.
func TestUndoOfLicensesChangedSince(t *testing.T) {
	t.Parallel()
	add := licenses{{SKU: "e3", Disabled: plans()}}
	for name, tt := range map[string]struct {
		now       licenses
		unchanged int
		code      string
	}{
		"other plans":        {licenses{{SKU: "e3", Disabled: plans("sway")}}, 0, "ChangedSince"},
		"taken back already": {nil, 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			user := b.licensed(1, nil)[0]
			done := b.mustRun(t, assignment(user, nil, add))
			b.mustRun(t, assignment(user, add, tt.now, "e3"))
			undo, _ := b.Undo(t.Context(), done.ID)
			if undo.Counts.Unchanged != tt.unchanged {
				t.Errorf("%+v", undo)
			}
			if tt.code != "" && (len(undo.Errors) != 1 || undo.Errors[0].Code != tt.code) {
				t.Errorf("errors %+v, want one %s", undo.Errors, tt.code)
			}
			b.wantLicenses(t, user, tt.now)
		})
	}
}

// TestLicensesInDoubt loses answers and connections: what took effect is found
// by reading back, and nothing is done twice.
func TestLicensesInDoubt(t *testing.T) {
	t.Parallel()
	have := licenses{{SKU: "e3", Disabled: plans()}}
	for _, fault := range []faulty.Fault{faulty.Lost, faulty.Cut, faulty.Clash, faulty.Throttled, faulty.Halt, faulty.HaltAfter} {
		b := newBench(t)
		b.directory.Fault = once(fault)
		users := b.licensed(30, have)
		var ops []*directory.Operation
		for _, u := range users {
			ops = append(ops, assignment(u, have, licenses{{SKU: "e5", Disabled: plans()}}, "e3"))
		}
		done := untilDone(t, b, task.Spec{Type: "assign.license", Ops: ops})
		if done.State != task.Completed || done.Counts.Updated != 30 {
			t.Fatalf("fault %v: %+v", fault, done)
		}
		for _, u := range users {
			b.wantLicenses(t, u, licenses{{SKU: "e5", Disabled: plans()}})
		}
		if twice := b.directory.Twice(); len(twice) > 0 {
			t.Errorf("fault %v: done twice: %v", fault, twice)
		}
	}
}

func TestDirectLicenses(t *testing.T) {
	t.Parallel()
	user, err := odata.ParseObject([]byte(`{"licenseAssignmentStates":[
		{"assignedByGroup":null,"disabledPlans":["b","a"],"skuId":"X","state":"Active"},
		{"assignedByGroup":"g","disabledPlans":[],"skuId":"y","state":"Active"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	got := current.DirectLicenses(user)
	if d := cmp.Diff(licenses{{SKU: "X", Disabled: plans("b", "a")}}, got); d != "" {
		t.Error(d)
	}
	l, ok := current.FindLicense(got, "x")
	if !ok || !current.SamePlans(l.Disabled, plans("A", "B", "a")) || current.SamePlans(l.Disabled, plans("a")) {
		t.Errorf("%+v, %v", l, ok)
	}
	for _, raw := range []string{`{}`, `{"licenseAssignmentStates":null}`, `{"licenseAssignmentStates":"x"}`} {
		var o odata.Object
		if json.Unmarshal([]byte(raw), &o) != nil || current.DirectLicenses(&o) != nil {
			t.Errorf("%s has licences", raw)
		}
	}
}
