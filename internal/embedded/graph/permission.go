package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/internal/permission"
)

// Refusals may be implemented by the http.ResponseWriter of a request: it is
// told why the request was not permitted, for a log. The client is not.
type Refusals interface{ Refused(reason string) }

// permit refuses what the caller has no permission for. What has no rule in
// the table of permissions is for trusted callers only.
func (x *exchange) permit(t *target) error {
	c, _ := core.CallerOf(x.r.Context())
	if c.Trusted || t.place == nil { // the rest is for every caller
		return nil
	}
	names, err := x.givenNames(t)
	if err != nil {
		return err
	}
	given, err := x.given(t)
	if err != nil {
		return err
	}
	return x.s.core.Read(x.r.Context(), func(tx *store.Tx) error {
		x.judge = &judge{x: x, tx: tx, caller: c, seen: map[string]bool{}, given: given,
			token: permission.Token{User: c.User, Roles: c.Roles, Scopes: c.Scopes}}
		if err := x.judge.all(t, names); err != nil || t.place.cast == nil || t.place.typ.Name != "directoryObject" {
			return err
		}
		x.judge.cast = t.place.cast
		return x.judge.loadRoles() // the type may be one that only roles let see
	})
}

// givenNames are the properties that a body sets where that decides: some of a
// user have permissions of their own, a group may be made for roles, and what
// is bound to an application needs what binding it needs.
func (x *exchange) givenNames(t *target) ([]string, error) {
	changes := x.r.Method == http.MethodPatch && t.kind == kindEntity && t.place.element().Is("directoryObject")
	creates := x.r.Method == http.MethodPost && t.kind == kindCollection && !t.ref && (slices.Contains(
		[]string{"group", "application", "servicePrincipal"}, t.place.element().Name) || t.place.relation != nil && t.place.relation.creates)
	if !changes && !creates {
		return nil, nil
	}
	o, err := x.body()
	if err != nil {
		return nil, err
	}
	var names []string
	for name := range o.All() {
		p, ok := edm.Lookup("user").Property(name)
		if !ok {
			p, ok = edm.Lookup("group").Property(name)
		}
		switch {
		case ok:
			names = append(names, p.Name)
		case !strings.Contains(name, "@odata.") || isBinding(name):
			names = append(names, name)
		}
	}
	return names, nil
}

// directoryRoles are the template ids of the roles that an object has, itself
// or by way of a group.
func directoryRoles(tx *store.Tx, id string) ([]string, error) {
	q := store.ListQuery{Types: []string{"directoryRole"}, Via: &store.Via{Relation: "members", ID: id, Reverse: true, Transitive: true}}
	var list []string
	for r, err := range tx.List(q) {
		if err != nil {
			return nil, err
		}
		list = append(list, r.Props.String("roleTemplateId"))
	}
	return slices.Compact(list), nil
}
