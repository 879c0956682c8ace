package core

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// assignedPlan is an item of a user's assignedPlans.
type assignedPlan struct {
	Assigned string `json:"assignedDateTime"`
	Status   string `json:"capabilityStatus"`
	Service  string `json:"service"`
	ID       string `json:"servicePlanId"`
}

// describe writes into the user what follows from its assignments; changed
// says that they are not as they were stored. Plans that a user once had stay
// among assignedPlans, as deleted.
func (l *ledger) describe(h *holder) (changed bool, err error) {
	states, err := json.Marshal(h.list)
	if err != nil {
		return false, err
	}
	if h.list == nil {
		states = []byte("[]")
	}
	before, _ := h.user.Props.Raw("licenseAssignmentStates")
	if string(states) == string(before) || len(before) == 0 && len(h.list) == 0 {
		return false, nil
	}
	h.user.Props.Set("licenseAssignmentStates", json.RawMessage(states))
	licenses := h.effective()
	h.user.Props.Set("assignedLicenses", licenses)
	plans, err := l.plansOf(licenses)
	if err != nil {
		return false, err
	}
	var old []assignedPlan
	if !h.user.Props.IsNull("assignedPlans") {
		if err := h.user.Props.Decode("assignedPlans", &old); err != nil {
			return false, err
		}
	}
	assigned, provisioned := describePlans(old, plans, l.now)
	h.user.Props.Set("assignedPlans", assigned)
	h.user.Props.Set("provisionedPlans", provisioned)
	return true, nil
}

// plansOf are the plans that are on, each once.
func (l *ledger) plansOf(licenses []License) ([]servicePlan, error) {
	var on []servicePlan
	for _, one := range licenses {
		s, err := l.sku(one.SKU)
		if err != nil {
			return nil, err
		}
		for _, p := range s.plans {
			known := slices.ContainsFunc(on, func(q servicePlan) bool { return q.ID == p.ID })
			if !known && !slices.Contains(one.Disabled, strings.ToLower(p.ID)) {
				on = append(on, p)
			}
		}
	}
	return on, nil
}

func describePlans(old []assignedPlan, on []servicePlan, now string) ([]assignedPlan, []*odata.Object) {
	assigned, provisioned := []assignedPlan{}, []*odata.Object{}
	var services []string
	for _, p := range on {
		service := serviceOf(p.Name)
		one := assignedPlan{Assigned: now, Status: "Enabled", Service: service, ID: p.ID}
		i := slices.IndexFunc(old, func(q assignedPlan) bool { return q.ID == p.ID && q.Status == "Enabled" })
		if i >= 0 {
			one.Assigned = old[i].Assigned
		}
		assigned = append(assigned, one)
		if !slices.Contains(services, service) {
			services = append(services, service)
			provisioned = append(provisioned, odata.NewObject(
				"capabilityStatus", "Enabled", "provisioningStatus", "Success", "service", service))
		}
	}
	for _, p := range old {
		if !slices.ContainsFunc(assigned, func(q assignedPlan) bool { return q.ID == p.ID }) {
			if p.Status != "Deleted" {
				p.Status, p.Assigned = "Deleted", now
			}
			assigned = append(assigned, p)
		}
	}
	return assigned, provisioned
}

// serviceOf is the service that a plan belongs to, as assignedPlans names it;
// the plan's own name where none is known.
func serviceOf(plan string) string {
	table := [...]struct{ prefix, service string }{
		{"EXCHANGE_", "exchange"}, {"LOCKBOX_", "exchange"}, {"ATP_", "exchange"},
		{"SHAREPOINT", "SharePoint"}, {"ONEDRIVE", "SharePoint"},
		{"TEAMS", "TeamspaceAPI"}, {"MCO", "MicrosoftCommunicationsOnline"},
		{"OFFICESUBSCRIPTION", "MicrosoftOffice"}, {"YAMMER_", "YammerEnterprise"},
		{"SWAY", "Sway"}, {"PROJECTWORKMANAGEMENT", "ProjectWorkManagement"},
		{"RMS_", "RMSOnline"}, {"AAD_", "AADPremiumService"}, {"FLOW_", "ProcessSimple"},
		{"BPOS_S_TODO", "To-Do"}, {"BI_AZURE", "PowerBI"},
	}
	for _, row := range table {
		if strings.HasPrefix(plan, row.prefix) {
			return row.service
		}
	}
	return plan
}
