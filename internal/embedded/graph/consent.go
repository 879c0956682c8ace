package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/permission"
)

// graphAppID is Microsoft Graph's application id, the same everywhere.
const graphAppID = "00000003-0000-0000-c000-000000000000"

// givenResource is the id of the resource whose app role a body assigns; "" if
// the request is about something else.
func (x *exchange) givenResource(t *target) (string, error) {
	if x.r.Method != http.MethodPost || t.kind != kindCollection || t.place.element().Name != "appRoleAssignment" {
		return "", nil
	}
	o, err := x.body()
	if err != nil {
		return "", err
	}
	return o.String("resourceId"), nil
}

// forGraph keeps the application permissions of Microsoft Graph from those who
// administer applications: only the highest roles, or an application that was
// itself permitted to, give them away, and nobody changes what they are.
func (j *judge) forGraph(a address, names []string) error {
	switch {
	case j.resource != "":
		return j.grantsGraph(a)
	case a.template != "/servicePrincipals/{id}" || j.method() != http.MethodPatch || !slices.ContainsFunc(names, isEntitlement):
		return nil
	}
	r, err := j.x.object(j.tx, a.home)
	if err == nil && r.Props.String("appId") == graphAppID {
		return j.refuse("what Microsoft Graph permits is Microsoft's to say")
	}
	return err
}

func isEntitlement(property string) bool {
	return slices.ContainsFunc([]string{"appRoles", "oauth2PermissionScopes", "servicePrincipalNames"},
		func(name string) bool { return strings.EqualFold(name, property) })
}

func (j *judge) grantsGraph(a address) error {
	if a.template == "/users/{id}/appRoleAssignments" || a.template == "/groups/{id}/appRoleAssignments" {
		return nil // these sign in as users
	}
	r, err := j.tx.Get(j.resource)
	if err != nil || r.Props.String("appId") != graphAppID {
		return nil //nolint:nilerr // that it is not there is said by what assigns it
	}
	if rule, ok := permission.Required(http.MethodPost, a.template); ok && !j.caller.User && rule.Allows(j.token.WithoutRoles()).Verdict == permission.Allowed {
		return nil
	}
	if err := j.loadRoles(); err != nil || permission.MayGrantGraph(j.token.DirectoryRoles) {
		return err
	}
	return j.refuse("permissions of Microsoft Graph are given by the highest roles only")
}
