package licensecmd

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func aUser() *odata.Object {
	return odata.NewObject("id", "u", "userPrincipalName", "lee@x", "usageLocation", "JP")
}

// TestPlansOff: a plan that any working assignment has on is on.
func TestPlansOff(t *testing.T) {
	t.Parallel()
	own := assignment{source: direct, State: "Active", Disabled: []string{"a", "B"}}
	sales := assignment{source: "Sales", Group: "g", State: "Active", Disabled: []string{"b"}}
	failed := assignment{source: "Sales", Group: "g", State: "Error", Error: "CountViolation", Disabled: []string{"b"}}
	for name, tt := range map[string]struct {
		assignments []assignment
		cell        string
		off         []string // in effect
	}{
		"alone":                      {[]assignment{own}, "SWAY;TEAMS1", []string{"SWAY", "TEAMS1"}},
		"two":                        {[]assignment{own, sales}, "SWAY (off in direct, on by Sales);TEAMS1 (off in direct, Sales)", []string{"TEAMS1"}},
		"what fails switches off":    {[]assignment{own, failed}, "SWAY (off in direct);TEAMS1 (off in direct, Sales)", []string{"SWAY", "TEAMS1"}},
		"none":                       {[]assignment{{source: direct, State: "Active"}}, "", []string{}},
		"a plan that is not offered": {[]assignment{{source: direct, State: "Active", Disabled: []string{"x"}}}, "x", []string{"x"}},
	} {
		h := holding{sku: "1", known: true, assignments: tt.assignments}
		row := h.row(catalogue()[0], aUser())
		if got := plansOff(row); got != tt.cell {
			t.Errorf("%s: the cell reads %q, want %q", name, got, tt.cell)
		}
		if d := cmp.Diff(tt.off, append([]string{}, row.Strings("disabledPlanNames")...)); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// TestStateOfAHolding: one assignment that works is enough, but what is in
// error is told.
func TestStateOfAHolding(t *testing.T) {
	t.Parallel()
	works := assignment{source: direct, State: "Active", Error: "None", Updated: "2026-01-01T00:00:00Z"}
	fails := assignment{source: "Sales", Group: "g", State: "Error", Error: "CountViolation", Updated: "2026-02-01T00:00:00Z"}
	for name, tt := range map[string]struct {
		assignments []assignment
		state, code string
		direct      bool
		groups      int
		updated     string
	}{
		"works":      {[]assignment{works}, "Active", "None", true, 0, "2026-01-01T00:00:00Z"},
		"fails":      {[]assignment{fails}, "Error", "CountViolation", false, 1, "2026-02-01T00:00:00Z"},
		"one of two": {[]assignment{fails, works}, "Active", "CountViolation", true, 1, "2026-02-01T00:00:00Z"},
	} {
		h := holding{sku: "1", known: true, assignments: tt.assignments}
		row := h.row(catalogue()[0], aUser())
		groups, err := odata.ParseList(orEmpty(raw(row, "groups")))
		if err != nil || len(groups) != tt.groups || row.String("state") != tt.state || row.String("error") != tt.code ||
			row.String("lastUpdatedDateTime") != tt.updated || row.IsNull("explanation") != (tt.code == "None") {
			t.Errorf("%s: %s", name, row.AppendJSON(nil))
		}
		if got, _ := row.Bool("direct"); got != tt.direct {
			t.Errorf("%s: direct is %v", name, got)
		}
	}
}

func raw(o *odata.Object, name string) []byte {
	text, _ := o.Raw(name)
	return text
}

// TestErrorsInWords: each code of Graph is a sentence and something to do.
func TestErrorsInWords(t *testing.T) {
	t.Parallel()
	for code, want := range map[string][2]string{
		"CountViolation":                     {"no free unit of E3", "license remove"},
		"MutuallyExclusiveViolation":         {"exclude each other", "license assign lee@x --sku SKU --disable-plan PLAN"},
		"DependencyViolation":                {"needs a plan", "switch the needed plan on"},
		"ProhibitedInUsageLocationViolation": {"usage location (JP)", "user update lee@x --usage-location"},
		"UniquenessViolation":                {"mail address", "another address"},
		"Others":                             {"no reason (Others)", "audit log"},
	} {
		for group, begins := range map[string]string{"": "", "g": `the group "Sales" gives it, but `} {
			e := explainError(assignment{Group: group, source: "Sales", State: "Error", Error: code}, catalogue()[0], aUser())
			if e.code != code || !strings.HasPrefix(e.text, begins) || !strings.Contains(e.text, want[0]) || !strings.Contains(e.action, want[1]) ||
				!strings.Contains(e.action, "/users/u/reprocessLicenseAssignment") {
				t.Errorf("%s: %+v", code, e)
			}
		}
	}
	if e := explainError(assignment{State: "ActiveWithError", Error: "CountViolation"}, catalogue()[0], aUser()); e.text == "" || strings.Contains(e.action, "reprocess") {
		t.Errorf("active with an error: %+v", e)
	}
	if e := explainError(assignment{State: "Disabled", Error: "None"}, catalogue()[0], aUser()); e.text == "" || e.code != "None" {
		t.Errorf("switched off: %+v", e)
	}
}

// TestUnexplained: of a directory that does not tell, nothing is invented.
func TestUnexplained(t *testing.T) {
	t.Parallel()
	user, err := odata.ParseObject([]byte(`{"assignedLicenses":[{"skuId":"1","disabledPlans":["a"]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	list, err := unexplained(user)
	if err != nil || len(list) != 1 {
		t.Fatalf("%v, %v", list, err)
	}
	row := list[0].row(catalogue()[0], user)
	for _, name := range []string{"direct", "groups", "assignments", "explanation", "lastUpdatedDateTime"} {
		if !row.Has(name) || !row.IsNull(name) {
			t.Errorf("%s is %s", name, raw(row, name))
		}
	}
	if plansOff(row) != "SWAY" || row.String("state") != "unknown" || row.String("error") != "unknown" {
		t.Errorf("%s", row.AppendJSON(nil))
	}
	if list, err := unexplained(odata.NewObject("assignedLicenses", nil)); err != nil || len(list) != 0 {
		t.Errorf("nobody's: %v, %v", list, err)
	}
}
