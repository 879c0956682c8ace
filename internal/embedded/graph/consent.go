package graph

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/internal/permission"
)

// isDirectoryAPI says that an application id, the same everywhere, is that of
// Microsoft Graph or Azure AD Graph.
func isDirectoryAPI(appID string) bool {
	return appID == "00000003-0000-0000-c000-000000000000" || appID == "00000002-0000-0000-c000-000000000000"
}

// forGraph keeps the application permissions of Microsoft Graph and of Azure AD
// Graph from those who administer applications: only the highest roles, or an
// application that was itself permitted to, give them away, and nobody changes
// what they are ("Application Administrator", Microsoft Entra built-in roles).
func (j *judge) forGraph(a address, names []string) error {
	for _, resource := range j.named("resourceId") {
		if err := j.grantsGraph(a, resource); err != nil {
			return err
		}
	}
	if a.template != "/servicePrincipals/{id}" || j.method() != http.MethodPatch || !slices.ContainsFunc(names, isEntitlement) {
		return nil
	}
	r, err := j.x.object(j.tx, a.home)
	if err == nil && isDirectoryAPI(r.Props.String("appId")) {
		return j.refuse("what Microsoft Graph and Azure AD Graph permit is Microsoft's to say")
	}
	return err
}

func isEntitlement(property string) bool {
	return slices.ContainsFunc([]string{"appRoles", "oauth2PermissionScopes", "servicePrincipalNames"},
		func(name string) bool { return strings.EqualFold(name, property) })
}

// grantsGraph refuses to give a permission of either service away.
func (j *judge) grantsGraph(a address, resource string) error {
	if a.template == "/users/{id}/appRoleAssignments" || a.template == "/groups/{id}/appRoleAssignments" {
		return nil // these sign in as users
	}
	r, err := j.tx.Get(resource)
	switch {
	case errors.Is(err, store.ErrNotFound): // what assigns it says so
		return nil
	case err != nil || !isDirectoryAPI(r.Props.String("appId")):
		return err
	}
	if rule, ok := permission.Required(http.MethodPost, a.template); ok && !j.caller.User && rule.Allows(j.token.WithoutRoles()).Verdict == permission.Allowed {
		return nil
	}
	if err := j.loadRoles(); err != nil || permission.MayGrantGraph(j.token.DirectoryRoles) {
		return err
	}
	return j.refuse("permissions of the directory are given by the highest roles only")
}

// ownsMissing permits what a PATCH is to create, where the caller could make
// it by a POST.
func (j *judge) ownsMissing(home *place) error {
	j.missing = true
	if home.typ.Name != "servicePrincipal" {
		return nil
	}
	return j.ownsBacking(append(j.named("appId"), home.key.value))
}

// ownsBacking permits a service principal of applications that the caller
// owns: whoever makes it is its owner, and could sign in as the application.
func (j *judge) ownsBacking(appIDs []string) error {
	for _, appID := range appIDs {
		app, err := j.tx.Lookup("application", "appId", appID)
		if errors.Is(err, store.ErrNotFound) { // what creates it says so
			continue
		}
		if err != nil {
			return err
		}
		owns, err := j.tx.Linked("owners", app.ID, j.caller.ID)
		if err == nil && !owns {
			err = j.refuse("the caller is no owner of the application whose service principal it would make")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// named are the values that the body has under a name, in whatever case, as
// bodies are read; there may be several.
func (j *judge) named(name string) []string {
	var values []string
	for given := range j.given.All() {
		if strings.EqualFold(given, name) {
			values = append(values, j.given.String(given))
		}
	}
	return values
}
