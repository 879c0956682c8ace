package core

import (
	"context"

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
	rule, ok := linkRuleOf(r.Type, relation)
	if !ok || !rule.single {
		return badRequest("Relation '%s' of resource '%s' cannot be set.", relation, r.Type)
	}
	other, err := find(tx, to)
	if err != nil {
		return err
	}
	if err := rule.may(d, tx, r, other); err != nil {
		return err
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
		if err != nil {
			return err
		}
		return d.unlinked(tx, r, relation, to)
	})
}

// unlinked does what follows from a link that was taken away.
func (d *Directory) unlinked(tx *store.Tx, r *store.Record, relation, to string) error {
	rule, ok := linkRuleOf(r.Type, relation)
	if !ok || rule.unlinked == nil {
		return nil
	}
	other, err := tx.Get(to)
	if err != nil {
		return err
	}
	return rule.unlinked(d, tx, r, other)
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
