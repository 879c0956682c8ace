package core

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// freeLicenses gives the units of a user that is deleted back. The deleted
// user still shows what it had, so that it can have it again.
func (d *Directory) freeLicenses(tx *store.Tx, user *store.Record) error {
	if !user.Deleted.IsZero() {
		return nil // it has none
	}
	h, err := holderOf(user)
	if err != nil || len(h.list) == 0 {
		return err
	}
	l := d.openLedger(tx)
	for _, id := range products(h.list, stateActive) {
		if err := l.free(id); err != nil {
			return err
		}
	}
	kept := h.list
	h.list = nil
	if err := l.noteErrors(h); err != nil {
		return err
	}
	h.list = kept
	return l.close()
}

// restoreLicenses gives a user that comes back its licences again: direct
// ones as far as there are units, and those of the groups that it is a member
// of now. The record is changed, not stored.
func (d *Directory) restoreLicenses(tx *store.Tx, user *store.Record) error {
	h, err := holderOf(user)
	if err != nil {
		return err
	}
	l := d.openLedger(tx)
	h.before = nil // a deleted user has no unit
	for i := range h.list {
		h.list[i].State = ""
	}
	if err := l.inherit(h); err != nil || len(h.list) == 0 && user.Props.IsNull("licenseAssignmentStates") {
		return err
	}
	for _, id := range products(h.list, "") {
		s, err := l.sku(id)
		if err != nil {
			return err
		}
		if s.consumed >= s.units {
			h.list = slices.DeleteFunc(h.list, func(a assignment) bool { return a.SKU == id && a.Group == nil })
		}
	}
	if err := l.balance(h); err != nil {
		return err
	}
	if _, err := l.describe(h); err != nil {
		return err
	}
	return l.close()
}
