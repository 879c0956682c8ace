package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/internal/permission"
	"github.com/tenantctl/tenantctl/pkg/odata"
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
	given, names, err := x.given(t)
	if err != nil {
		return err
	}
	return x.s.core.Read(x.r.Context(), func(tx *store.Tx) error {
		x.judge = &judge{x: x, tx: tx, caller: c, seen: map[string]bool{}, given: given,
			token: permission.Token{User: c.User, Roles: c.Roles, Scopes: c.Scopes}}
		if err := x.judge.all(t, names); err != nil || t.place.typ.Name != "directoryObject" || t.place.cast == nil && !x.narrows() {
			return err
		}
		x.judge.cast = t.place.cast
		return x.judge.loadRoles() // the type may be one that only roles let see
	})
}

// given is the body of a request where what it says decides, read once; for
// others it is empty. names are the properties that it sets: some of a user
// have permissions of their own, a group may be made for roles, and what is
// bound to an application needs what binding it needs. What else decides is of
// which resource an app role is assigned, and of which application a service
// principal is made.
func (x *exchange) given(t *target) (body *odata.Object, names []string, err error) {
	changes := x.r.Method == http.MethodPatch && t.kind == kindEntity && t.place.element().Is("directoryObject")
	posts := x.r.Method == http.MethodPost && t.kind == kindCollection && !t.ref
	creates := posts && (slices.Contains([]string{"group", "application", "servicePrincipal"}, t.place.element().Name) ||
		t.place.relation != nil && t.place.relation.creates)
	assigns := posts && t.place.element().Name == "appRoleAssignment"
	if !changes && !creates && !assigns {
		return new(odata.Object), nil, nil
	}
	if body, err = x.body(); err != nil || assigns {
		return body, nil, err
	}
	return body, givenNames(body), nil
}

// givenNames are the names of what a body sets, as the model spells those of
// users and groups.
func givenNames(body *odata.Object) []string {
	var names []string
	for name := range body.All() {
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
	return names
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
