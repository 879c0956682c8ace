package graph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// instantiate makes an application and its service principal from a template
// (facts/graph.md, section 10).
func (x *exchange) instantiate(t *target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	template, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	app, principal, err := x.s.core.Instantiate(x.r.Context(), core.Instance{Template: template,
		DisplayName: args.String("displayName"), Reference: args.String("serviceManagementReference")})
	if err != nil {
		return err
	}
	b := x.appendContext(make([]byte, 0, 4096), edm.Namespace+".applicationServicePrincipal")
	if b, err = x.appendMember(b, "application", app); err != nil {
		return err
	}
	if b, err = x.appendMember(b, "servicePrincipal", principal); err != nil {
		return err
	}
	return x.json(http.StatusCreated, append(b, '}'))
}

// appendMember appends an object as a member of an answer, whole.
func (x *exchange) appendMember(b []byte, name string, r *store.Record) ([]byte, error) {
	sel, err := x.s.selections(edm.Lookup(r.Type), nil)
	if err != nil {
		return nil, err
	}
	b, err = x.appendObject(nil, append(appendName(b, name), '{'), sel, r)
	return append(b, '}'), err
}
