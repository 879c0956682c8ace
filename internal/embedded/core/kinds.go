package core

import (
	"context"
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// kind is how the directory treats the objects of one type. What a row leaves
// out the type does not allow.
type kind struct {
	typ string
	// create makes an object from a body that fits the model.
	create func(*Directory, context.Context, *body) (*store.Record, error)
	// update changes one; the record may be older than what is stored.
	update func(*Directory, context.Context, *store.Record, *body) error
	// fixed objects cannot be deleted.
	fixed bool
	// soft tells whether a deleted object waits in the deleted items; nil is
	// never.
	soft func(*store.Record) bool
	// going refuses that an object is deleted, or takes along what cannot be
	// without it; for good says that it cannot come back.
	going func(d *Directory, tx *store.Tx, r *store.Record, forGood bool) error
	// back refuses that an object is restored, or mends it; its Deleted is
	// still set.
	back func(*Directory, *store.Tx, *store.Record) error
}

// linkRule says what may be linked by one relation of a type.
type linkRule struct {
	owner, relation string
	single          bool // leads to one object at most, set by PUT
	// may refuses that other is linked.
	may func(d *Directory, tx *store.Tx, owner, other *store.Record) error
	// leave refuses that an object whose id is other is unlinked; nil is never.
	leave func(tx *store.Tx, owner *store.Record, other string) error
	// linked and unlinked do what follows from a link that was made or taken
	// away; nil is nothing. They may change owner, and store it.
	linked, unlinked func(d *Directory, tx *store.Tx, owner, other *store.Record) error
}

// areas are the tables of kinds and of links, a file each.
func areas() (kinds []func() []kind, links []func() []linkRule) {
	return []func() []kind{peopleKinds, grantKinds, applicationKinds, roleKinds, tenantKinds}, []func() []linkRule{peopleLinks, grantLinks, applicationLinks, roleLinks, tenantLinks}
}

// kindOf gives the kind of a type; of unknown ones, one that allows nothing.
func kindOf(typ string) kind {
	kinds, _ := areas()
	for _, area := range kinds {
		for _, k := range area() {
			if k.typ == typ {
				return k
			}
		}
	}
	return kind{typ: typ, fixed: true}
}

// linkRuleOf gives the rule of a relation.
func linkRuleOf(owner, relation string) (linkRule, bool) {
	_, links := areas()
	for _, area := range links {
		rules := area()
		i := slices.IndexFunc(rules, func(l linkRule) bool { return l.owner == owner && l.relation == relation })
		if i >= 0 {
			return rules[i], true
		}
	}
	return linkRule{}, false
}
