package spcmd

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// graphAppID is the appId of Microsoft Graph, the same in every tenant.
const graphAppID = "00000003-0000-0000-c000-000000000000"

// The kinds of principals to which a role is offered (allowedMemberTypes).
const (
	application = "Application" // service principals
	person      = "User"        // users and groups
)

// defaultAccess is the id of the role that gives access without a role
// (Graph: appRoleAssignment).
const defaultAccess = "00000000-0000-0000-0000-000000000000"

// appRole is a role that a resource offers (Graph: resource type appRole).
type appRole struct {
	ID, Value, DisplayName string
	IsEnabled              bool
	AllowedMemberTypes     []string
}

// resource is a service principal whose roles can be assigned.
type resource struct {
	id, name string
	roles    []appRole
}

// resourceProperties are what a resource is made of.
func resourceProperties() []string { return []string{"id", "displayName", "appRoles"} }

func findResource(ctx context.Context, dir directory.Directory, name string) (*resource, error) {
	o, err := cmdkit.Find(ctx, dir, noun.ServicePrincipal(), name, resourceProperties())
	if err != nil {
		return nil, err
	}
	return readResource(o), nil
}

func readResource(o *odata.Object) *resource {
	r := &resource{id: o.ID(), name: o.String("displayName")}
	_ = o.Decode("appRoles", &r.roles) // without them no role is known by name
	r.roles = append(r.roles, appRole{ID: defaultAccess, DisplayName: "Default access", IsEnabled: true, AllowedMemberTypes: []string{application, person}})
	return r
}

// isFor tells whether the role can be assigned to principals of a kind.
func (a appRole) isFor(kind string) bool {
	return a.IsEnabled && slices.Contains(a.AllowedMemberTypes, kind)
}

// name is what the role is called in messages.
func (a appRole) name() string {
	if a.Value == "" {
		return a.ID
	}
	return a.Value
}

// role finds a role by its id, "" if there is none.
func (r *resource) role(id string) appRole {
	for _, a := range r.roles {
		if strings.EqualFold(a.ID, id) {
			return a
		}
	}
	return appRole{ID: id}
}

// values are those of the roles that can be assigned to principals of a kind.
func (r *resource) values(kind string) []string {
	var list []string
	for _, a := range r.roles {
		if a.isFor(kind) && a.Value != "" {
			list = append(list, a.Value)
		}
	}
	return list
}

// find gives the role that a name stands for: its value or its id. Roles for
// principals of the kind go before others of the same value.
func (r *resource) find(name, kind string) (appRole, error) {
	var other *appRole
	for _, a := range r.roles {
		if !strings.EqualFold(a.ID, name) && (a.Value == "" || !strings.EqualFold(a.Value, name)) {
			continue
		}
		if a.isFor(kind) {
			return a, nil
		}
		other = &a
	}
	target := "role " + name
	switch {
	case other != nil && !other.IsEnabled:
		return appRole{}, apierr.New(apierr.Invalid, target, r.name+" has disabled it")
	case other != nil:
		return appRole{}, apierr.New(apierr.Invalid, target, r.name+" offers it to "+others(kind)+" only")
	}
	err := cmdkit.NotFound(target, r.name+" offers no such role to "+principals(kind))
	return appRole{}, err.WithHint(r.offered(name, kind))
}

// principals is what messages call those of a kind.
func principals(kind string) string {
	if kind == person {
		return "users and groups"
	}
	return "applications"
}

func others(kind string) string {
	if kind == person {
		return principals(application)
	}
	return principals(person)
}

// fewRoles is how many names of roles a hint may hold.
const fewRoles = 20

// offered says what roles there are: the near ones, all if they are few, or
// how to see them.
func (r *resource) offered(name, kind string) string {
	values := r.values(kind)
	switch near := edm.Near(name, values); {
	case len(near) > 0:
		return "did you mean " + strings.Join(near, " or ") + "?"
	case len(values) == 0:
		return "it offers none"
	case len(values) <= fewRoles:
		return "there are: " + strings.Join(values, ", ")
	}
	return fmt.Sprintf("`tenantctl sp get %s --select appRoles --jq '.appRoles[].value' -o tsv` lists them", r.id)
}
