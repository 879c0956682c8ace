package graph

import (
	"context"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// set is a collection at the root, or a place that acts as one.
type set struct {
	path    string   // as in a URL: "users", "directory/deletedItems"
	context string   // as in @odata.context
	typ     string   // EDM type of what it holds
	stored  []string // types of the stored objects, where typ is abstract
	deleted bool     // holds soft-deleted objects only
	paged   bool     // has pages; the others come whole
	writes  bool     // takes POST; its objects PATCH and DELETE
	patches bool     // its objects take PATCH, but nothing else
	beta    bool     // is at /beta only
	// computed gives the objects of a set that are not stored as such; in
	// any order, whole, and only to read.
	computed func(*exchange, *store.Tx) ([]*store.Record, error)
	// remove deletes an object of a computed set; nil deletes the stored one
	// with its id.
	remove func(*core.Directory, context.Context, *store.Record) error
	// post answers POST to a set that takes nothing else.
	post func(*exchange) error
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
	// contained: what the relation leads to is created by POST to it, and
	// changed and deleted by its path.
	contained bool
	// creates: POST makes an object of the type that it says itself to be and
	// links it.
	creates bool
	// computed gives what the relation of an object leads to where that is
	// not stored as links; in any order, whole, and only to read.
	computed func(*exchange, *store.Tx, *store.Record) ([]*store.Record, error)
}

// tables are what is served, an area each.
func tables() []func() ([]set, []relation, []operation) {
	return []func() ([]set, []relation, []operation){people, applicationArea, grants, licenses, roles, policies, accounts}
}

// findSet gives the set with a path, in any case; nil if there is none.
func (s *Service) findSet(path string) *set {
	i := slices.IndexFunc(s.served.sets, func(t set) bool { return strings.EqualFold(t.path, path) })
	if i < 0 {
		return nil
	}
	return &s.served.sets[i]
}

// isPrefix says that paths of sets begin so: "directory", "roleManagement".
func (s *Service) isPrefix(path string) bool {
	return slices.ContainsFunc(s.served.sets, func(t set) bool {
		return len(t.path) > len(path) && t.path[len(path)] == '/' && strings.EqualFold(t.path[:len(path)], path)
	})
}

// setOf gives the context name of the set in which objects of a type live.
func (s *Service) setOf(typ string) string {
	for _, t := range s.served.sets {
		if !t.deleted && (t.typ == typ || slices.Contains(t.stored, typ)) {
			return t.context
		}
	}
	return "directoryObjects"
}

// types are the stored types of which an object of t may be: itself and what
// extends it. The list is empty, not nil, where nothing of t is ever stored.
func (s *Service) types(t *edm.Type) []string {
	list := []string{}
	for _, name := range s.served.stored {
		if u := edm.Lookup(name); u != nil && u.Is(t.Name) {
			list = append(list, name)
		}
	}
	return list
}

// findRelation gives a relation of a type or of what it extends by its name
// in any case; nil if there is none.
func (s *Service) findRelation(owner *edm.Type, name string) *relation {
	i := slices.IndexFunc(s.served.relations, func(r relation) bool {
		return strings.EqualFold(r.name, name) && owner.Is(r.owner)
	})
	if i < 0 {
		return nil
	}
	return &s.served.relations[i]
}

// served is what the tables say, put together once a service.
type served struct {
	sets       []set
	relations  []relation
	operations []operation
	stored     []string // the types of stored objects
}

// newServed is run at every start of the program, so it looks up in the model
// no more than it must.
func newServed() served {
	s := served{sets: make([]set, 0, 64), relations: make([]relation, 0, 128), operations: make([]operation, 0, 64)}
	for _, area := range tables() {
		sets, relations, operations := area()
		s.sets = append(s.sets, sets...)
		s.relations = append(s.relations, relations...)
		s.operations = append(s.operations, operations...)
	}
	add := func(typ string) {
		if typ != "directoryObject" && !slices.Contains(s.stored, typ) {
			s.stored = append(s.stored, typ)
		}
	}
	for _, set := range s.sets {
		if len(set.stored) == 0 {
			add(set.typ)
		}
		for _, typ := range set.stored {
			add(typ)
		}
	}
	for _, r := range s.relations {
		if !r.contained {
			continue
		}
		if n, ok := edm.Lookup(r.owner).Navigation(r.name); ok {
			add(n.Type)
		}
	}
	return s
}
