package oauth

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// resourceOf finds the service principal that a resource's name belongs to;
// nil if it is a service outside of the directory.
func (x *exchange) resourceOf(tx *store.Tx, a asked) (*store.Record, error) {
	if api, ok := apiOf(a.resource, x.r); ok {
		r, err := tx.Lookup("servicePrincipal", "appId", api.appID())
		return r, unlessMissing(err)
	}
	switch {
	case odata.IsGUID(a.resource):
		r, err := tx.Lookup("servicePrincipal", "appId", a.resource)
		if err == nil || !isMissing(err) {
			return r, err
		}
	default:
		r, err := principalNamed(tx, a.resource)
		if r != nil || err != nil {
			return r, err
		}
		if foreignResource(a.resource) {
			return nil, nil
		}
	}
	return nil, &failure{status: http.StatusBadRequest, kind: "invalid_resource", code: 500011, text: fmt.Sprintf(
		"The resource principal named %s was not found in the tenant named %s. This can happen if the application has not been installed by the administrator of the tenant "+
			"or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.", a.resource, x.Tenant)}
}

// principalNamed finds a service principal by one of its names.
func principalNamed(tx *store.Tx, name string) (*store.Record, error) {
	for _, n := range []string{name, strings.TrimSuffix(name, "/")} {
		r, err := first(tx, "servicePrincipal", "servicePrincipalNames/any(x:x eq %s)", n)
		if r != nil || err != nil {
			return r, err
		}
	}
	return nil, nil
}

// first gives the first object of a type that fits a filter with texts in its
// places, or nil.
func first(tx *store.Tx, typ, filter string, values ...string) (*store.Record, error) {
	for r, err := range list(tx, typ, filter, values...) {
		return r, err
	}
	return nil, nil
}

func list(tx *store.Tx, typ, filter string, values ...string) func(func(*store.Record, error) bool) {
	literals := make([]any, len(values))
	for i, v := range values {
		literals[i] = "'" + strings.ReplaceAll(v, "'", "''") + "'"
	}
	e, err := odata.ParseFilter(fmt.Sprintf(filter, literals...))
	if err != nil {
		return func(yield func(*store.Record, error) bool) { yield(nil, err) }
	}
	return tx.List(store.ListQuery{Types: []string{typ}, Filter: e})
}

// rolesOf are the application permissions of a resource that were given to a
// principal.
func rolesOf(tx *store.Tx, principal string, resource *store.Record) ([]string, error) {
	if resource == nil {
		return nil, nil
	}
	values, err := appRoles(resource)
	if err != nil {
		return nil, err
	}
	var roles []string
	for r, err := range list(tx, "appRoleAssignment", "principalId eq %s and resourceId eq %s", principal, resource.ID) {
		if err != nil {
			return nil, err
		}
		value := values[strings.ToLower(r.Props.String("appRoleId"))]
		if value != "" && !slices.Contains(roles, value) {
			roles = append(roles, value)
		}
	}
	slices.Sort(roles)
	return roles, nil
}

// appRoles are the values of a service principal's enabled roles by their ids.
func appRoles(resource *store.Record) (map[string]string, error) {
	var roles []struct {
		ID, Value string
		IsEnabled bool
	}
	if !resource.Props.IsNull("appRoles") {
		if err := resource.Props.Decode("appRoles", &roles); err != nil {
			return nil, err
		}
	}
	values := map[string]string{}
	for _, r := range roles {
		if r.IsEnabled {
			values[strings.ToLower(r.ID)] = r.Value
		}
	}
	return values, nil
}

// grantedTo are the delegated permissions of a resource that a client has for
// a user: what the user, or an administrator for all, consented to.
func grantedTo(tx *store.Tx, c *client, user string, resource *store.Record) ([]string, error) {
	if c.principal == nil || resource == nil {
		return nil, nil
	}
	var scopes []string
	for r, err := range list(tx, "oAuth2PermissionGrant", "clientId eq %s and resourceId eq %s", c.principal.ID, resource.ID) {
		if err != nil {
			return nil, err
		}
		if r.Props.String("consentType") != "AllPrincipals" && !strings.EqualFold(r.Props.String("principalId"), user) {
			continue
		}
		for _, s := range strings.Fields(r.Props.String("scope")) {
			if !slices.Contains(scopes, s) {
				scopes = append(scopes, s)
			}
		}
	}
	return scopes, nil
}

// delegated are the permissions that a client's token for a user holds. A
// client of Microsoft's own has what it asks for; of another one all that it
// asks for must have been consented to.
func (x *exchange) delegated(tx *store.Tx, g *granted) ([]string, error) {
	if k := g.client.known; k != nil {
		api, ok := apiOf(g.asked.resource, x.r)
		switch {
		case len(g.asked.names) > 0:
			return g.asked.names, nil
		case ok && api == MicrosoftGraph:
			return slices.Clone(k.scopes), nil
		}
		return []string{"user_impersonation"}, nil // as for Azure Resource Manager and Azure AD Graph
	}
	have, err := grantedTo(tx, g.client, g.user.ID, g.resource)
	if err != nil {
		return nil, err
	}
	for _, name := range g.asked.names {
		if !slices.ContainsFunc(have, func(s string) bool { return strings.EqualFold(s, name) }) {
			return nil, noConsent(g.client)
		}
	}
	if len(have) == 0 && g.resource != nil && len(g.asked.openID) == 0 {
		return nil, noConsent(g.client)
	}
	return have, nil
}

func noConsent(c *client) error {
	f := invalidGrant(65001, "The user or administrator has not consented to use the application with ID '%s' named '%s'. "+
		"Send an interactive authorization request for this user and resource.", c.appID, c.name)
	f.suberror = "consent_required"
	return f
}

// roleTemplates are the directory roles of a user, by template ("wids"), those
// by way of groups too.
func roleTemplates(tx *store.Tx, user string) ([]string, error) {
	var ids []string
	q := store.ListQuery{Types: []string{"directoryRole"}, Via: &store.Via{Relation: "members", ID: user, Reverse: true, Transitive: true}}
	for r, err := range tx.List(q) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, r.Props.String("roleTemplateId"))
	}
	// Every user's, by Microsoft's rule: the default user role.
	return append(ids, "b79fbf4d-3ef9-4689-8143-76b194e85509"), nil
}
