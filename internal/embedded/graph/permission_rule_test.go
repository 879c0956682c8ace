package graph

import (
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/permission"
)

// TestEveryRouteHasARule goes over all that the tables serve: what has no row
// in the table of permissions would be refused to every client with a token.
func TestEveryRouteHasARule(t *testing.T) {
	t.Parallel()
	s := &Service{served: newServed()}
	n := 0
	check := func(method, template string) {
		n++
		if _, ok := permission.Required(method, template); !ok && !slices.Contains(trustedOnly(), method+" "+template) {
			t.Errorf("no rule for %s %s: add a row to internal/permission", method, template)
		}
	}
	for _, set := range s.served.sets {
		if set.deleted {
			continue // asked by type, in TestDeletedItemsHaveRules
		}
		if set.post != nil {
			check("POST", "/"+set.path)
			continue
		}
		check("GET", "/"+set.path)
		check("GET", "/"+set.path+"/{id}")
		if set.patches {
			check("PATCH", "/"+set.path+"/{id}")
		}
		if set.writes {
			check("POST", "/"+set.path)
			check("PATCH", "/"+set.path+"/{id}")
			check("DELETE", "/"+set.path+"/{id}")
		}
	}
	for _, r := range s.served.relations {
		for _, owner := range s.homes(r.owner) {
			s.checkRelation(r, owner+"/"+r.name, check)
		}
	}
	for _, o := range s.served.operations {
		for _, home := range s.homes(o.binding) {
			if o.deleted {
				home = "/directory/deletedItems/" + edm.Namespace + ".user/{id}"
			}
			if o.collection {
				home = strings.TrimSuffix(home, "/{id}")
			}
			check(o.method, home+"/"+o.name)
		}
	}
	if n < 50 {
		t.Errorf("the tables have %d routes only", n)
	}
}

// homes are the templates of objects of a type, or of what extends it.
func (s *Service) homes(typ string) []string {
	var list []string
	for _, stored := range s.types(edm.Lookup(typ)) {
		home := s.objectTemplate(stored)
		if home != "/directoryObjects/{id}" && !slices.Contains(list, home) {
			list = append(list, home)
		}
	}
	if typ == "directoryObject" {
		list = slices.DeleteFunc(list, func(home string) bool { return slices.Contains(childless(), home) })
	}
	return list
}

func (s *Service) checkRelation(r relation, template string, check func(method, template string)) {
	check("GET", template)
	switch {
	case r.contained && r.single:
		check("PUT", template)
		check("DELETE", template)
	case r.contained:
		check("POST", template)
		check("DELETE", template+"/{id}")
	case r.writes && r.single:
		check("PUT", template+"/$ref")
		check("DELETE", template+"/$ref")
	case r.writes:
		check("POST", template+"/$ref")
		check("DELETE", template+"/{id}/$ref")
	}
}

// trustedOnly are requests that the tables allow by their flags and that
// Microsoft Graph does not have.
func trustedOnly() []string {
	return []string{"POST /users/{id}/changePassword"} // of "me" alone
}

// childless are the directory objects that are members of nothing.
func childless() []string { return []string{} }

func TestDeletedItemsHaveRules(t *testing.T) {
	t.Parallel()
	const set = "/directory/deletedItems"
	for _, typ := range []string{"user", "group", "application", "servicePrincipal", "administrativeUnit"} {
		of := set + "/" + edm.Namespace + "." + typ
		for _, line := range []string{"GET " + of, "GET " + of + "/{id}", "DELETE " + of + "/{id}", "POST " + of + "/{id}/restore"} {
			method, template, _ := strings.Cut(line, " ")
			if _, ok := permission.Required(method, template); !ok {
				t.Errorf("no rule for %s", line)
			}
		}
	}
}
