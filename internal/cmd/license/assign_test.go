package licensecmd

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func catalogue() products {
	return products{
		{id: "1", name: "E3", free: 1, bought: 5, plans: []servicePlan{{"a", "SWAY"}, {"b", "TEAMS1"}, {"c", "YAMMER"}}},
		{id: "2", name: "EMS", free: 0, bought: 5, plans: []servicePlan{{"a", "SWAY"}, {"d", "RMS"}}},
	}
}

func someone(t *testing.T, props string) *person {
	t.Helper()
	o, err := odata.ParseObject([]byte(props))
	if err != nil {
		t.Fatal(err)
	}
	return &person{name: "lee", user: o, direct: current.DirectLicenses(o)}
}

const hasE3 = `{"id":"u","usageLocation":"US","assignedLicenses":[{"skuId":"1","disabledPlans":["b"]}],
	"licenseAssignmentStates":[{"skuId":"1","disabledPlans":["b"],"assignedByGroup":null}]}`

const inherits = `{"id":"u","usageLocation":"US","assignedLicenses":[{"skuId":"1","disabledPlans":["b"]}],
	"licenseAssignmentStates":[{"skuId":"1","disabledPlans":["b"],"assignedByGroup":"g"}]}`

// Plans that are to be off come beside those that are, unless --replace.
func TestOrder(t *testing.T) {
	t.Parallel()
	const nobody = `{"id":"u"}`
	for name, tt := range map[string]struct {
		user    string
		off     []string
		replace bool
		want    []string // nil: nothing is sent
	}{
		"new":                       {nobody, nil, false, []string{}},
		"new, with a plan off":      {nobody, []string{"teams1"}, false, []string{"b"}},
		"another one too":           {hasE3, []string{"sway"}, false, []string{"a", "b"}},
		"so already":                {hasE3, nil, false, nil},
		"so already, by its id":     {hasE3, []string{"B"}, false, nil},
		"replaced":                  {hasE3, []string{"SWAY"}, true, []string{"a"}},
		"all on":                    {hasE3, nil, true, []string{}},
		"replaced by the same":      {hasE3, []string{"TEAMS1", "b"}, true, nil},
		"beside that of a group":    {inherits, nil, false, []string{}},
		"off beside that of groups": {inherits, []string{"SWAY"}, false, []string{"a"}},
	} {
		o := &assignOptions{products: catalogue()[:1], replace: tt.replace}
		plans, err := o.products.plans(tt.off)
		if err != nil {
			t.Fatal(err)
		}
		o.plans = plans
		got := o.order(someone(t, tt.user))
		var want []current.License
		if tt.want != nil {
			want = []current.License{{SKU: "1", Disabled: tt.want}}
		}
		if d := cmp.Diff(want, got.add); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// A plan goes to each of the products that has it.
func TestPlansOfSeveralProducts(t *testing.T) {
	t.Parallel()
	got, err := catalogue().plans([]string{"SWAY", "RMS"})
	if d := cmp.Diff(map[string][]string{"1": {"a"}, "2": {"a", "d"}}, got); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
	_, err = catalogue().plans([]string{"SWY"})
	if e := apierr.As(err); e == nil || e.Kind != apierr.NotFound || !strings.Contains(e.Hint, "did you mean SWAY") || !strings.Contains(e.Hint, "RMS") {
		t.Errorf("%v", err)
	}
}

// Who has a product from whichever side needs no unit for it.
func TestUnitsAreCountedBefore(t *testing.T) {
	t.Parallel()
	free := func(free int) products {
		all := catalogue()[:1]
		all[0].free = free
		return all
	}
	for name, tt := range map[string]struct {
		free    int
		users   []string
		refused string
	}{
		"enough":        {1, []string{`{"id":"u"}`}, ""},
		"one too many":  {1, []string{`{"id":"u"}`, `{"id":"v"}`}, "2 units are needed, but only 1 of 5 are free"},
		"none":          {0, []string{`{"id":"u"}`}, "1 unit is needed"},
		"other plans":   {0, []string{hasE3}, ""},
		"by a group":    {0, []string{inherits}, ""},
		"error is none": {0, []string{`{"id":"u","licenseAssignmentStates":[{"skuId":"1","assignedByGroup":"g","state":"Error"}]}`}, "1 unit is needed"},
	} {
		o := &assignOptions{products: free(tt.free), plans: map[string][]string{"1": {"a"}}}
		var orders []order
		for _, u := range tt.users {
			orders = append(orders, o.order(someone(t, u)))
		}
		err := o.checkUnits(orders)
		switch {
		case tt.refused == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case tt.refused != "" && (apierr.KindOf(err) != apierr.Invalid || err == nil || !strings.Contains(err.Error(), tt.refused)):
			t.Errorf("%s: %v, want %q", name, err, tt.refused)
		}
	}
}

func TestNamesFromAFile(t *testing.T) {
	t.Parallel()
	in := "\ufefflee@contoso.com\r\n\n  ada@contoso.com\t\n"
	a := &app.App{IO: &iostreams.Streams{In: strings.NewReader(in)}}
	got, err := readNames(a, "-")
	if err != nil || len(got) != 2 || got[0].name != "lee@contoso.com" || got[1].name != "ada@contoso.com" || got[1].line != 3 {
		t.Errorf("%+v, %v", got, err)
	}
}
