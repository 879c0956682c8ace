package core

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// States and errors of an assignment (facts/graph.md, section 8).
const (
	stateActive    = "Active"
	stateError     = "Error"
	noError        = "None"
	countViolation = "CountViolation"
)

// assignment is why a user has a licence, or should have one: an item of
// licenseAssignmentStates.
type assignment struct {
	Group    *string  `json:"assignedByGroup"` // the group's id, null if direct
	Disabled []string `json:"disabledPlans"`
	Error    string   `json:"error"`
	Updated  string   `json:"lastUpdatedDateTime"`
	SKU      string   `json:"skuId"`
	State    string   `json:"state"`
}

func (a *assignment) group() string {
	if a.Group == nil {
		return ""
	}
	return *a.Group
}

// holder is a user, as the licences' books see it. Of one product either all
// assignments are active, and the user has taken one unit, or none is: then
// they are a group's, and there was no unit.
type holder struct {
	user   *store.Record
	list   []assignment
	before []assignment // as stored; the units of its active ones are the user's
}

func holderOf(user *store.Record) (*holder, error) {
	h := &holder{user: user}
	if user.Props.IsNull("licenseAssignmentStates") {
		return h, nil
	}
	err := user.Props.Decode("licenseAssignmentStates", &h.list)
	h.before = slices.Clone(h.list)
	return h, err
}

func (h *holder) find(sku, group string) *assignment {
	i := slices.IndexFunc(h.list, func(a assignment) bool { return a.SKU == sku && a.group() == group })
	if i < 0 {
		return nil
	}
	return &h.list[i]
}

// put adds an assignment, or gives the one that is there other plans.
func (h *holder) put(a assignment, now string) {
	if a.Disabled == nil {
		a.Disabled = []string{}
	}
	old := h.find(a.SKU, a.group())
	switch {
	case old == nil:
		a.Updated = now
		h.list = append(h.list, a)
	case !slices.Equal(old.Disabled, a.Disabled):
		old.Disabled, old.Updated = a.Disabled, now
	}
}

// from makes the assignments of a group those of a list.
func (h *holder) from(group string, list []License, now string) {
	for _, one := range list {
		h.put(assignment{Group: &group, SKU: one.SKU, Disabled: one.Disabled}, now)
	}
	h.list = slices.DeleteFunc(h.list, func(a assignment) bool {
		return a.group() == group && !slices.ContainsFunc(list, func(one License) bool { return one.SKU == a.SKU })
	})
}

// remove takes a direct assignment away.
func (h *holder) remove(sku string) error {
	if h.find(sku, "") != nil {
		h.list = slices.DeleteFunc(h.list, func(a assignment) bool { return a.SKU == sku && a.Group == nil })
		return nil
	}
	if slices.Contains(products(h.list, ""), sku) {
		return badRequest("User license is inherited from a group membership and it cannot be removed directly from the user.")
	}
	return badRequest("User does not have a corresponding license.")
}

// products are the ids of the products in some assignments, in their order:
// of those in a state, "" of all.
func products(list []assignment, state string) []string {
	var ids []string
	for _, a := range list {
		if (state == "" || a.State == state) && !slices.Contains(ids, a.SKU) {
			ids = append(ids, a.SKU)
		}
	}
	return ids
}

// mark gives every assignment of a product a state.
func (h *holder) mark(sku, state, reason, now string) {
	for i := range h.list {
		a := &h.list[i]
		if a.SKU == sku && a.State != state {
			a.State, a.Error, a.Updated = state, reason, now
		}
	}
}

// failing are the groups whose licences the user should have and has not.
func failing(list []assignment) []string {
	var groups []string
	for _, a := range list {
		if a.State == stateError && !slices.Contains(groups, a.group()) {
			groups = append(groups, a.group())
		}
	}
	return groups
}

// effective are the licences that the user has: a plan is on if any of the
// assignments has it on.
func (h *holder) effective() []License {
	list := []License{}
	for _, sku := range products(h.list, stateActive) {
		one := License{SKU: sku, Disabled: []string{}}
		first := true
		for _, a := range h.list {
			if a.SKU != sku {
				continue
			}
			if first {
				one.Disabled = append(one.Disabled, a.Disabled...)
			}
			one.Disabled = slices.DeleteFunc(one.Disabled, func(id string) bool { return !slices.Contains(a.Disabled, id) })
			first = false
		}
		list = append(list, one)
	}
	return list
}
