package core

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// audit makes directoryAudit objects of changes, in their order.
type audit struct {
	tx    *store.Tx
	marks []store.ChangeMark // those that are still to come
	known map[string]*store.Record
}

func (a *audit) entry(c store.Change) *store.Record {
	id := fmt.Sprintf("Directory_%016x", c.Seq)
	at, correlation, caller := a.when(c)
	operation, activity := activityOf(c)
	return &store.Record{ID: id, Type: "directoryAudit", Props: odata.NewObject("id", id,
		"category", categoryOf(c.Type),
		"correlationId", correlation,
		"result", "success",
		"resultReason", "",
		"activityDisplayName", activity,
		"activityDateTime", at,
		"loggedByService", "Core Directory",
		"operationType", operation,
		"initiatedBy", caller,
		"targetResources", a.targets(c),
		"additionalDetails", []string{})}
}

// when gives what the mark of a change says. A change without one is of the
// time when the directory was made.
func (a *audit) when(c store.Change) (at, correlation string, caller *odata.Object) {
	for len(a.marks) > 0 && a.marks[0].Seq < c.Seq {
		a.marks = a.marks[1:]
	}
	var m mark
	if len(a.marks) == 0 || json.Unmarshal([]byte(a.marks[0].Text), &m) != nil {
		return "2024-01-01T00:00:00Z", "00000000-0000-4000-8000-000000000000", odata.NewObject("user", nil, "app", nil)
	}
	return m.At, fmt.Sprintf("00000000-0000-4000-8000-%012x", a.marks[0].Seq), a.initiator(m)
}

func (a *audit) initiator(m mark) *odata.Object {
	r := a.record(m.ID)
	if m.User {
		return odata.NewObject("user", odata.NewObject("id", m.ID, "displayName", name(r, "displayName"),
			"ipAddress", nil, "userPrincipalName", name(r, "userPrincipalName")), "app", nil)
	}
	return odata.NewObject("user", nil, "app", odata.NewObject("appId", m.AppID,
		"displayName", name(r, "displayName"), "servicePrincipalId", m.ID, "servicePrincipalName", nil))
}

// record gives an object if it is still there, else nil.
func (a *audit) record(id string) *store.Record {
	if r, ok := a.known[id]; ok {
		return r
	}
	r, err := a.tx.Get(id)
	if err != nil {
		r = nil
	}
	a.known[id] = r
	return r
}

func name(r *store.Record, property string) any {
	if r == nil || r.Props.IsNull(property) {
		return nil
	}
	return r.Props.String(property)
}

// targets are the objects that a change is about: of a link what was linked,
// and then what it was linked to.
func (a *audit) targets(c store.Change) []*odata.Object {
	var list []*odata.Object
	if c.Other != "" {
		typ := "directoryObject"
		if r := a.record(c.Other); r != nil {
			typ = r.Type
		}
		list = append(list, a.target(c.Other, typ))
	}
	return append(list, a.target(c.ID, c.Type))
}

func (a *audit) target(id, typ string) *odata.Object {
	r := a.record(id)
	var groupType any
	if typ == "group" {
		groupType = "azureAD"
		if r != nil && isUnified(r.Props) {
			groupType = "unifiedGroups"
		}
	}
	return odata.NewObject("id", id, "displayName", name(r, "displayName"), "type", strings.ToUpper(typ[:1])+typ[1:],
		"userPrincipalName", name(r, "userPrincipalName"), "groupType", groupType, "modifiedProperties", []string{})
}
