package core

import (
	"errors"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

func isNotFound(err error) bool { return errors.Is(err, store.ErrNotFound) }

// live gives an object that is there and not deleted.
func live(tx *store.Tx, id string) (*store.Record, error) {
	r, err := tx.Get(id)
	if isNotFound(err) || err == nil && !r.Deleted.IsZero() {
		return nil, NotFound(id)
	}
	return r, err
}

// deleted gives an object that waits in the deleted items by itself, not as a
// part of another.
func deleted(tx *store.Tx, id string) (*store.Record, error) {
	r, err := tx.Get(id)
	if isNotFound(err) || err == nil && (r.Deleted.IsZero() || !IsRestorable(r.Type)) {
		return nil, NotFound(id)
	}
	return r, err
}

// IsRestorable tells whether deleted objects of a type wait in the deleted
// items, or some of them.
func IsRestorable(typ string) bool { return kindOf(typ).soft != nil }

// Restorable are the types of which [IsRestorable] tells so.
func Restorable() []string {
	var types []string
	kinds, _ := areas()
	for _, area := range kinds {
		for _, k := range area() {
			if k.soft != nil {
				types = append(types, k.typ)
			}
		}
	}
	return types
}

// freeName refuses a UPN that a live user other than self has.
func freeName(tx *store.Tx, upn, self string) error {
	r, err := tx.Lookup("user", "userPrincipalName", upn)
	if isNotFound(err) {
		return nil
	}
	if err == nil && r.ID != self {
		return taken("userPrincipalName")
	}
	return err
}
