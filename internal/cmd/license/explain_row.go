package licensecmd

import (
	"context"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// holding is a product that a user has, or was to get, and the assignments
// that are the reason.
type holding struct {
	sku         string
	assignments []assignment
	// off are the plans that are off in effect, where the assignments are not
	// known.
	off   []string
	known bool
}

// assignment is one reason for a licence (Graph: licenseAssignmentState).
type assignment struct {
	SKU      string   `json:"skuId"`
	Group    string   `json:"assignedByGroup"` // "" if direct
	Disabled []string `json:"disabledPlans"`
	State    string   `json:"state"`
	Error    string   `json:"error"`
	Updated  string   `json:"lastUpdatedDateTime"`
	source   string   // "direct", or the group's name
}

// failed tells whether the assignment gives nothing.
func (a assignment) failed() bool { return a.State == "Error" || a.State == "Disabled" }

const (
	noError  = "None"
	direct   = "direct"
	notKnown = "unknown"
)

// readHoldings gives the products of a user, each once, in the directory's
// order.
func readHoldings(ctx context.Context, dir directory.Directory, user *odata.Object) ([]*holding, error) {
	if !dir.Supports(directory.CanExplain) {
		return unexplained(user)
	}
	var states []assignment
	if !user.IsNull("licenseAssignmentStates") {
		if err := user.Decode("licenseAssignmentStates", &states); err != nil {
			return nil, err
		}
	}
	groups := groupNames{dir: dir, known: map[string]string{}}
	var list []*holding
	for _, s := range states {
		s.source = direct
		if s.Group != "" {
			name, err := groups.name(ctx, s.Group)
			if err != nil {
				return nil, err
			}
			s.source = name
		}
		i := slices.IndexFunc(list, func(h *holding) bool { return strings.EqualFold(h.sku, s.SKU) })
		if i < 0 {
			list = append(list, &holding{sku: s.SKU, known: true})
			i = len(list) - 1
		}
		list[i].assignments = append(list[i].assignments, s)
	}
	return list, nil
}

// unexplained gives the products of a user of whom no more is known.
func unexplained(user *odata.Object) ([]*holding, error) {
	var licenses []current.License
	if user.IsNull("assignedLicenses") {
		return nil, nil
	}
	err := user.Decode("assignedLicenses", &licenses)
	var list []*holding
	for _, l := range licenses {
		list = append(list, &holding{sku: l.SKU, off: l.Disabled})
	}
	return list, err
}

// row is the holding as it is printed.
func (h *holding) row(p product, user *odata.Object) *odata.Object {
	row := odata.NewObject("skuPartNumber", p.name, "skuId", p.id)
	h.setSources(row)
	explained := h.problem(p, user)
	row.Set("state", h.state())
	row.Set("error", explained.code)
	row.Set("explanation", orNull(explained.text))
	row.Set("action", orNull(explained.action))
	off := h.plans(p)
	row.Set("disabledPlans", off)
	names := []string{}
	for _, o := range off {
		if len(o.EnabledBy) == 0 {
			names = append(names, o.Name)
		}
	}
	row.Set("disabledPlanNames", names)
	if !h.known {
		row.Set("lastUpdatedDateTime", nil)
		row.Set("assignments", nil)
		return row
	}
	row.Set("lastUpdatedDateTime", h.updated())
	row.Set("assignments", h.each(p, user))
	return row
}

func (h *holding) setSources(row *odata.Object) {
	if !h.known {
		row.Set("direct", nil)
		row.Set("groups", nil)
		row.Set("sources", []string{notKnown})
		return
	}
	groups, sources := []*odata.Object{}, []string{}
	for _, a := range h.assignments {
		sources = append(sources, a.source)
		if a.Group != "" {
			groups = append(groups, odata.NewObject("id", a.Group, "displayName", a.source))
		}
	}
	row.Set("direct", len(groups) < len(sources))
	row.Set("groups", groups)
	row.Set("sources", sources)
}

// state is that of the best assignment: one that works is enough.
func (h *holding) state() string {
	if !h.known {
		return notKnown
	}
	for _, a := range h.assignments {
		if !a.failed() {
			return a.State
		}
	}
	return h.assignments[0].State
}

// updated is when the last of the assignments changed.
func (h *holding) updated() string {
	last := ""
	for _, a := range h.assignments {
		last = max(last, a.Updated) // RFC 3339 in UTC sorts as text
	}
	return last
}

// each gives the assignments one by one.
func (h *holding) each(p product, user *odata.Object) []*odata.Object {
	var list []*odata.Object
	for _, a := range h.assignments {
		e := explainError(a, p, user)
		list = append(list, odata.NewObject("source", a.source, "assignedByGroup", orNull(a.Group),
			"disabledPlanNames", p.planNames(a.Disabled), "state", a.State, "error", e.code,
			"explanation", orNull(e.text), "action", orNull(e.action), "lastUpdatedDateTime", a.Updated))
	}
	return list
}

// orNull is a text, or null where there is none.
func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}
