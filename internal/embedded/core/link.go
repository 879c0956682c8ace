package core

import (
	"context"
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// Documented limits of relations (facts/graph.md, section 7).
const (
	maxBind   = 20  // relations in one create or update
	maxOwners = 100 // owners of a group
)

// AddRef links an object to another: a member or an owner of a group. It is a
// refusal if the link is there already.
func (d *Directory) AddRef(ctx context.Context, from, relation, to string) error {
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, from)
		if err != nil {
			return err
		}
		return d.link(tx, r, relation, to)
	})
}

// SetRef makes to the one object that from is linked to: its manager.
func (d *Directory) SetRef(ctx context.Context, from, relation, to string) error {
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, from)
		if err != nil {
			return err
		}
		return d.setSingle(tx, r, relation, to)
	})
}

func (d *Directory) setSingle(tx *store.Tx, r *store.Record, relation, to string) error {
	other, err := live(tx, to)
	if err != nil {
		return err
	}
	if other.Type != "user" && other.Type != "orgContact" || other.ID == r.ID {
		return badRequest("Invalid object specified for relation '%s'.", relation)
	}
	if err := clearSingle(tx, r.ID, relation); err != nil {
		return err
	}
	_, err = tx.Link(relation, r.ID, other.ID)
	return err
}

func clearSingle(tx *store.Tx, from, relation string) error {
	old := store.ListQuery{Via: &store.Via{Relation: relation, ID: from}}
	var ids []string
	for r, err := range tx.List(old) {
		if err != nil {
			return err
		}
		ids = append(ids, r.ID)
	}
	for _, id := range ids {
		if _, err := tx.Unlink(relation, from, id); err != nil {
			return err
		}
	}
	return nil
}

// RemoveRef takes a link away. It is not found if there is none.
func (d *Directory) RemoveRef(ctx context.Context, from, relation, to string) error {
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, from)
		if err != nil {
			return err
		}
		if err := mayUnlink(tx, r, relation, to); err != nil {
			return err
		}
		removed, err := tx.Unlink(relation, from, to)
		if err == nil && !removed {
			return NotFound(to)
		}
		return err
	})
}

func mayUnlink(tx *store.Tx, r *store.Record, relation, to string) error {
	if relation == "members" && isDynamic(r) {
		return denied()
	}
	if relation != "owners" {
		return nil
	}
	linked, err := tx.Linked(relation, r.ID, to)
	if err != nil || !linked {
		return err
	}
	n, err := tx.CountLinks(relation, r.ID)
	if err == nil && n <= 1 {
		return badRequest("The group must have at least one owner, hence this owner cannot be removed.")
	}
	return err
}

// bound is how many relations the body makes.
func (b *body) bound() int {
	n := 0
	for _, x := range b.binds {
		n += len(x.ids)
	}
	return n
}

// bind makes the relations that a body names; one that is refused fails all.
func (d *Directory) bind(tx *store.Tx, r *store.Record, binds []bind) error {
	for _, b := range binds {
		if b.relation == "manager" {
			if err := d.setSingle(tx, r, b.relation, b.ids[0]); err != nil {
				return err
			}
			continue
		}
		for _, id := range b.ids {
			if err := d.link(tx, r, b.relation, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// link adds one member or owner. Soft-deleted and unknown objects are not
// found, a second link is refused in Graph's words, which clients match.
func (d *Directory) link(tx *store.Tx, r *store.Record, relation, to string) error {
	if r.Type != "group" || relation != "members" && relation != "owners" {
		return badRequest("Relation '%s' of resource '%s' cannot be changed.", relation, r.Type)
	}
	other, err := find(tx, to)
	if err != nil {
		return err
	}
	if err := d.mayLink(tx, r, relation, other); err != nil {
		return err
	}
	added, err := tx.Link(relation, r.ID, other.ID)
	if err == nil && !added {
		return badRequest("One or more added object references already exist for the following modified properties: '%s'.", relation)
	}
	return err
}

func (d *Directory) mayLink(tx *store.Tx, r *store.Record, relation string, other *store.Record) error {
	if relation == "members" {
		return mayJoin(r, other)
	}
	if other.Type != "user" && other.Type != "servicePrincipal" {
		return badRequest("An owner of a group must be a user or a service principal.")
	}
	n, err := tx.CountLinks(relation, r.ID)
	if err == nil && n >= maxOwners {
		return badRequest("A group can have at most %d owners.", maxOwners)
	}
	return err
}

func mayJoin(group, other *store.Record) error {
	switch {
	case isDynamic(group):
		return denied()
	case group.ID == other.ID:
		return badRequest("A group cannot be a member of itself.")
	case isUnified(group.Props) && other.Type == "group":
		return badRequest("Nesting is currently not supported for groups that can be synced with Microsoft 365.")
	case !slices.Contains([]string{"user", "group", "servicePrincipal", "device", "orgContact"}, other.Type):
		return badRequest("An invalid reference was specified: an object of type '%s' cannot be a member.", other.Type)
	}
	return nil
}

func isDynamic(r *store.Record) bool {
	return slices.Contains(r.Props.Strings("groupTypes"), "DynamicMembership")
}

// find gives a live object by its id, or a user by its UPN.
func find(tx *store.Tx, key string) (*store.Record, error) {
	r, err := live(tx, key)
	if err == nil {
		return r, nil
	}
	if byName, nameErr := tx.Lookup("user", "userPrincipalName", key); nameErr == nil {
		return byName, nil
	}
	return nil, err
}
