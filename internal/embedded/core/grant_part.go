package core

import (
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// parts are the relations of a type that lead to objects which cannot be
// without the one that is linked, such as what it was assigned: they go with
// it and come back with it.
func parts(typ string) []string {
	switch typ {
	case "user":
		return []string{relAssigned, relGrants, relHeld, StreamPhoto}
	case "group":
		return []string{relAssigned, relHeld, relScoped, StreamPhoto}
	case "servicePrincipal":
		return []string{relAssigned, relAssignedTo, relGrants, relGrantedOn, relHeld, relScoped, classificationLinks}
	case "application":
		return []string{relScoped, StreamLogo, federatedLinks, extensionLinks}
	case "administrativeUnit", "device":
		return []string{relScoped}
	}
	return nil
}

// partsOf gives the live or the deleted parts of an object.
func partsOf(tx *store.Tx, r *store.Record, deleted bool) ([]*store.Record, error) {
	var list []*store.Record
	for _, relation := range parts(r.Type) {
		q := store.ListQuery{Deleted: deleted, Via: &store.Via{Relation: relation, ID: r.ID}}
		for part, err := range tx.List(q) {
			if err != nil {
				return nil, err
			}
			list = append(list, part)
		}
	}
	return list, nil
}

// removeWhole takes an object away for good, and its parts with it.
func removeWhole(tx *store.Tx, r *store.Record) error {
	for _, deleted := range []bool{false, true} {
		list, err := partsOf(tx, r, deleted)
		if err != nil {
			return err
		}
		for _, part := range list {
			if err := tx.Remove(part.ID); err != nil {
				return err
			}
		}
	}
	return tx.Remove(r.ID)
}

// buryParts hides the parts of an object that was deleted.
func (d *Directory) buryParts(tx *store.Tx, r *store.Record) error {
	list, err := partsOf(tx, r, false)
	if err != nil {
		return err
	}
	for _, part := range list {
		part.Deleted = d.Now()
		if err := tx.Update(part); err != nil {
			return err
		}
	}
	return nil
}

// unburyParts brings back the parts of a restored object that are parts of no
// other deleted one.
func (d *Directory) unburyParts(tx *store.Tx, r *store.Record) error {
	list, err := partsOf(tx, r, true)
	if err != nil {
		return err
	}
	for _, part := range list {
		waits, err := isPartOfDeleted(tx, part)
		if err != nil {
			return err
		}
		if waits {
			continue
		}
		part.Deleted = time.Time{}
		if err := tx.Update(part); err != nil {
			return err
		}
	}
	return nil
}

func isPartOfDeleted(tx *store.Tx, part *store.Record) (bool, error) {
	for _, relation := range []string{relAssigned, relAssignedTo, relGrants, relGrantedOn, relHeld, relScoped} {
		n, err := tx.Count(store.ListQuery{Deleted: true, Via: &store.Via{Relation: relation, ID: part.ID, Reverse: true}})
		if err != nil || n > 0 {
			return n > 0, err
		}
	}
	return false, nil
}
