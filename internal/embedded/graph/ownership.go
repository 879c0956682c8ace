package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/permission"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// owned permits the request if the caller owns the object that the template
// begins with. Whoever creates, owns: package core sees to that.
func (j *judge) owned(rule permission.Rule, a address) error {
	if a.template == "/servicePrincipals" {
		return j.ownsBacking(j.named("appId"))
	}
	if !strings.Contains(a.template, "{id}") || strings.HasPrefix(a.template, "/applicationTemplates/") {
		return nil
	}
	r, err := j.x.object(j.tx, a.home)
	if j.x.createsMissing(a.home, err) {
		return j.ownsMissing(a.home)
	}
	if err != nil {
		return err
	}
	linked, err := j.tx.Linked("owners", r.ID, j.caller.ID)
	if err == nil && !linked {
		return j.refuse("the caller is no owner: " + rule.Method + " " + rule.Template)
	}
	return err
}

// isSelf says that the place is the user that calls.
func (j *judge) isSelf(p *place) bool {
	if !j.caller.User || p.set == nil || p.set.path != "users" || p.key == nil {
		return false
	}
	if p.key.property == "" && !strings.Contains(p.key.value, "@") {
		return strings.EqualFold(p.key.value, j.caller.ID)
	}
	r, err := j.x.object(j.tx, p)
	return err == nil && r.ID == j.caller.ID // one that is not there is nobody's self
}

// rollsOwnKey says that an application changes its own keys, for which it
// needs no permission but the proof ("Add a certificate using a rolling key",
// facts/scim-oauth.md, section 7).
func (j *judge) rollsOwnKey(a address) (bool, error) {
	if j.caller.User || !slices.Contains([]string{
		"/applications/{id}/addKey", "/applications/{id}/removeKey", "/servicePrincipals/{id}/addKey", "/servicePrincipals/{id}/removeKey",
	}, a.template) {
		return false, nil
	}
	r, err := j.x.object(j.tx, a.home)
	return err == nil && j.caller.AppID != "" && strings.EqualFold(r.Props.String("appId"), j.caller.AppID), err
}

// forRoles refuses changes of groups that may have directory roles to those who
// may not assign roles and do not own the group ("Use groups to manage role
// assignments", learn.microsoft.com/entra/identity/role-based-access-control/groups-concept).
func (j *judge) forRoles(a address, names []string) error {
	below, ok := strings.CutPrefix(a.template, "/groups")
	below, _, _ = strings.Cut(strings.TrimPrefix(below, "/{id}"), "/{id}")
	changes := ok && slices.Contains([]string{"", "/members", "/members/$ref", "/owners", "/owners/$ref"}, below)
	changes = changes || strings.HasPrefix(a.template, "/directory/deletedItems/microsoft.graph.group/{id}") // restored, or gone for good
	if j.x.reads() || !changes && !slices.Contains(names, "isAssignableToRole") {
		return nil
	}
	rule, _ := permission.Required(http.MethodPost, "/directoryRoles/{id}/members/$ref")
	d, err := j.allows(rule)
	if err != nil || d.Verdict != permission.Denied {
		return err
	}
	if slices.Contains(names, "isAssignableToRole") {
		return j.refuse("a group for roles: " + d.Reason)
	}
	if !strings.Contains(a.template, "{id}") {
		return nil
	}
	return j.notForRoles(a.home, d.Reason)
}

// notForRoles refuses if the group at the place may have roles and the caller
// does not own it.
func (j *judge) notForRoles(home *place, reason string) error {
	r, err := j.x.object(j.tx, home)
	if j.x.createsMissing(home, err) {
		return nil
	}
	if err != nil {
		return err
	}
	if assignable, _ := r.Props.Bool("isAssignableToRole"); !assignable {
		return nil
	}
	owns, err := j.tx.Linked("owners", r.ID, j.caller.ID)
	if err == nil && !owns {
		return j.refuse("the group may have roles: " + reason)
	}
	return err
}

// expandedNames are the relations that $expand names.
func expandedNames(expand string) ([]string, error) {
	if expand == "" {
		return nil, nil
	}
	list, err := odata.ParseExpand(expand)
	if err != nil {
		return nil, invalidQuery("Parsing OData Select and Expand failed: " + err.Error())
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name)
	}
	return names, nil
}
