package graph

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// set is a collection at the root, or a place that acts as one.
type set struct {
	path    string // as in a URL: "users", "directory/deletedItems"
	context string // as in @odata.context
	typ     string // EDM type of what it holds
	deleted bool   // holds soft-deleted objects only
	paged   bool   // has pages; the others come whole
	writes  bool   // takes POST; its objects PATCH and DELETE
}

// sets are the collections that are served.
func sets() []set {
	return []set{
		{path: "users", context: "users", typ: "user", paged: true, writes: true},
		{path: "groups", context: "groups", typ: "group", paged: true, writes: true},
		{path: "directoryObjects", context: "directoryObjects", typ: "directoryObject", paged: true},
		{path: "directory/deletedItems", context: "directoryObjects", typ: "directoryObject", deleted: true, paged: true},
		{path: "organization", context: "organization", typ: "organization"},
		{path: "domains", context: "domains", typ: "domain"},
		{path: "directoryRoles", context: "directoryRoles", typ: "directoryRole"},
		{path: "directoryRoleTemplates", context: "directoryRoleTemplates", typ: "directoryRoleTemplate"},
		{path: "subscribedSkus", context: "subscribedSkus", typ: "subscribedSku"},
		{path: "servicePrincipals", context: "servicePrincipals", typ: "servicePrincipal", paged: true},
		{path: "applications", context: "applications", typ: "application", paged: true},
		{path: "applicationTemplates", context: "applicationTemplates", typ: "applicationTemplate", paged: true},
	}
}

func findSet(path string) *set {
	for _, s := range sets() {
		if strings.EqualFold(s.path, path) {
			return &s
		}
	}
	return nil
}

// setOf gives the context name of the set in which objects of a type live.
func setOf(typ string) string {
	for _, s := range sets() {
		if s.typ == typ && !s.deleted {
			return s.context
		}
	}
	return "directoryObjects"
}

// types are the stored types of which an object of t may be: itself and what
// extends it. The list is empty, not nil, where nothing of t is ever stored.
func types(t *edm.Type) []string {
	list := []string{}
	for _, s := range sets() {
		if u := edm.Lookup(s.typ); u != nil && s.typ != "directoryObject" && u.Is(t.Name) {
			list = append(list, s.typ)
		}
	}
	return list
}

// relation is a navigation property that is served, as links of the store.
type relation struct {
	owner      string // EDM type
	name       string
	link       string // the store's relation
	reverse    bool   // from the link's target to its source
	transitive bool
	single     bool
	writes     bool // takes $ref
}

func relations() []relation {
	return []relation{
		{owner: "group", name: "members", link: "members", writes: true},
		{owner: "group", name: "owners", link: "owners", writes: true},
		{owner: "group", name: "transitiveMembers", link: "members", transitive: true},
		{owner: "group", name: "memberOf", link: "members", reverse: true},
		{owner: "group", name: "transitiveMemberOf", link: "members", reverse: true, transitive: true},
		{owner: "user", name: "manager", link: "manager", single: true, writes: true},
		{owner: "user", name: "directReports", link: "manager", reverse: true},
		{owner: "user", name: "memberOf", link: "members", reverse: true},
		{owner: "user", name: "transitiveMemberOf", link: "members", reverse: true, transitive: true},
		{owner: "user", name: "ownedObjects", link: "owners", reverse: true},
		{owner: "servicePrincipal", name: "memberOf", link: "members", reverse: true},
		{owner: "servicePrincipal", name: "transitiveMemberOf", link: "members", reverse: true, transitive: true},
		{owner: "servicePrincipal", name: "owners", link: "owners"},
		{owner: "servicePrincipal", name: "ownedObjects", link: "owners", reverse: true},
		{owner: "application", name: "owners", link: "owners"},
		{owner: "directoryRole", name: "members", link: "members"},
	}
}

func findRelation(owner *edm.Type, name string) *relation {
	for _, r := range relations() {
		if r.owner == owner.Name && strings.EqualFold(r.name, name) {
			return &r
		}
	}
	return nil
}
