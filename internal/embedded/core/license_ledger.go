package core

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// ledger is the arithmetic of licences within one transaction: consumedUnits
// of a product is the number of live users that have it, however many reasons
// each has for it, and never grows beyond the units that were bought. It is a
// counter that changes with each user that gets or loses the product; nothing
// ever counts users. What a ledger changes is stored when it is closed.
type ledger struct {
	d      *Directory
	tx     *store.Tx
	now    string
	skus   map[string]*sku
	groups map[string]*store.Record // those in use, so that all see one record
}

func (d *Directory) openLedger(tx *store.Tx) *ledger {
	return &ledger{d: d, tx: tx, now: stamp(d.Now()), skus: map[string]*sku{}, groups: map[string]*store.Record{}}
}

// close stores the counters.
func (l *ledger) close() error {
	for _, s := range l.skus {
		if !s.changed {
			continue
		}
		s.record.Props.Set("consumedUnits", s.consumed)
		if err := l.tx.Update(s.record); err != nil {
			return err
		}
		s.changed = false
	}
	return nil
}

// check refuses products that the tenant has not, that are not for users, and
// plans that are not in them.
func (l *ledger) check(c LicenseChange) error {
	for _, add := range c.Add {
		s, err := l.sku(add.SKU)
		if err != nil {
			return err
		}
		if s.record.Props.String("appliesTo") == "Company" {
			return badRequest("License %s cannot be assigned to a user.", add.SKU)
		}
		for _, id := range add.Disabled {
			if !s.has(id) {
				return badRequest("The service plan %s does not belong to the license %s.", id, add.SKU)
			}
		}
	}
	for _, id := range c.Remove {
		if _, err := l.sku(id); err != nil {
			return err
		}
	}
	return nil
}

// settle gives and takes the units that a user's assignments need, and stores
// the user. It is an error if there is none for a direct assignment.
func (l *ledger) settle(h *holder) error {
	if err := l.balance(h); err != nil {
		return err
	}
	changed, err := l.describe(h)
	if err != nil || !changed {
		return err
	}
	return l.tx.Update(h.user)
}

// balance first frees what is no longer needed, so that a swap of two
// products needs no unit more.
func (l *ledger) balance(h *holder) error {
	held := products(h.before, stateActive)
	wanted := products(h.list, "")
	for _, id := range held {
		if !slices.Contains(wanted, id) {
			if err := l.free(id); err != nil {
				return err
			}
		}
	}
	for _, id := range wanted {
		s, err := l.sku(id)
		switch {
		case err != nil:
			return err
		case slices.Contains(held, id) || s.take():
			h.mark(id, stateActive, noError, l.now)
		case h.find(id, "") != nil:
			return badRequest("Subscription with SKU %s does not have any available licenses.", id)
		default:
			h.mark(id, stateError, countViolation, l.now)
		}
	}
	return l.noteErrors(h)
}

func (l *ledger) free(id string) error {
	s, err := l.sku(id)
	if err != nil {
		return err
	}
	s.give()
	return nil
}

// noteErrors keeps the relation membersWithLicenseErrors of the groups that a
// user has licences of, and their hasMembersWithLicenseErrors.
func (l *ledger) noteErrors(h *holder) error {
	before, after := failing(h.before), failing(h.list)
	for _, id := range before {
		if !slices.Contains(after, id) {
			if err := l.noteError(id, h.user.ID, false); err != nil {
				return err
			}
		}
	}
	for _, id := range after {
		if !slices.Contains(before, id) {
			if err := l.noteError(id, h.user.ID, true); err != nil {
				return err
			}
		}
	}
	return nil
}

// relationErrors leads from a group to the members for which there were no
// units.
const relationErrors = "membersWithLicenseErrors"

func (l *ledger) noteError(group, user string, failing bool) error {
	g, err := l.group(group)
	if isNotFound(err) {
		return nil // it is gone, with its links
	}
	if err != nil {
		return err
	}
	any := failing
	if failing {
		_, err = l.tx.Link(relationErrors, group, user)
	} else if _, err = l.tx.Unlink(relationErrors, group, user); err == nil {
		any, err = l.hasErrors(group)
	}
	if had, _ := g.Props.Bool("hasMembersWithLicenseErrors"); err != nil || had == any {
		return err
	}
	g.Props.Set("hasMembersWithLicenseErrors", any)
	return l.tx.Update(g)
}

// hasErrors looks for one link, and counts none: there may be very many.
func (l *ledger) hasErrors(group string) (bool, error) {
	for _, err := range l.tx.List(store.ListQuery{Via: &store.Via{Relation: relationErrors, ID: group}, Limit: 1}) {
		return err == nil, err
	}
	return false, nil
}

func (l *ledger) group(id string) (*store.Record, error) {
	if g := l.groups[id]; g != nil {
		return g, nil
	}
	g, err := l.tx.Get(id)
	if err == nil {
		l.groups[id] = g
	}
	return g, err
}
