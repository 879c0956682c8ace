package licensecmd

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// planOff is a plan that is off in an assignment at least. It is off in effect
// if it is on in none.
type planOff struct {
	ID         string   `json:"servicePlanId"`
	Name       string   `json:"servicePlanName"`
	DisabledBy []string `json:"disabledBy"`
	EnabledBy  []string `json:"enabledBy"`
}

// plans are those that are off somewhere, sorted by name. An assignment that
// gives nothing switches nothing on.
func (h *holding) plans(p product) []planOff {
	found := []planOff{}
	for _, id := range h.everyOff() {
		off := planOff{ID: id, Name: p.planNames([]string{id})[0], DisabledBy: []string{}, EnabledBy: []string{}}
		for _, a := range h.assignments {
			switch {
			case slices.ContainsFunc(a.Disabled, func(d string) bool { return strings.EqualFold(d, id) }):
				off.DisabledBy = append(off.DisabledBy, a.source)
			case !a.failed():
				off.EnabledBy = append(off.EnabledBy, a.source)
			}
		}
		found = append(found, off)
	}
	slices.SortFunc(found, func(a, b planOff) int { return cmp.Compare(a.Name, b.Name) })
	return found
}

// everyOff are the ids of the plans that any assignment has off.
func (h *holding) everyOff() []string {
	ids := slices.Clone(h.off)
	for _, a := range h.assignments {
		ids = append(ids, a.Disabled...)
	}
	for i := range ids {
		ids[i] = strings.ToLower(ids[i])
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// plansOff is the cell of the plans that are off, and by which assignment
// where there are several.
func plansOff(row *odata.Object) string {
	var list []planOff
	if row.Decode("disabledPlans", &list) != nil {
		return ""
	}
	var words []string
	for _, p := range list {
		switch {
		case len(p.EnabledBy) > 0:
			words = append(words, p.Name+" (off in "+strings.Join(p.DisabledBy, ", ")+", on by "+strings.Join(p.EnabledBy, ", ")+")")
		case len(row.Strings("sources")) > 1:
			words = append(words, p.Name+" (off in "+strings.Join(p.DisabledBy, ", ")+")")
		default:
			words = append(words, p.Name)
		}
	}
	return strings.Join(words, ";")
}
