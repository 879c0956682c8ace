package core

import (
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

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
		if rule, _ := linkRuleOf(r.Type, b.relation); rule.single {
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

// link adds one object to a relation. Soft-deleted and unknown objects are not
// found, a second link is refused in Graph's words, which clients match.
func (d *Directory) link(tx *store.Tx, r *store.Record, relation, to string) error {
	rule, ok := linkRuleOf(r.Type, relation)
	if !ok || rule.single {
		return badRequest("Relation '%s' of resource '%s' cannot be changed.", relation, r.Type)
	}
	other, err := find(tx, to)
	if err != nil {
		return err
	}
	if err := rule.may(d, tx, r, other); err != nil {
		return err
	}
	added, err := tx.Link(relation, r.ID, other.ID)
	switch {
	case err == nil && !added:
		return badRequest("One or more added object references already exist for the following modified properties: '%s'.", relation)
	case err == nil && rule.linked != nil:
		return rule.linked(d, tx, r, other)
	}
	return err
}
