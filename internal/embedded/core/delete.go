package core

import (
	"context"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// RestorePeriod is how long a deleted object can be restored
// (facts/graph.md, section 6).
const RestorePeriod = 30 * 24 * time.Hour

// Delete removes a live object: users and Microsoft 365 groups go to the
// deleted items for [RestorePeriod], security groups at once. The caller
// itself cannot go: in process "me" must be somebody (a choice).
func (d *Directory) Delete(ctx context.Context, id string) error {
	if c, _ := CallerOf(ctx); c.ID == id {
		return badRequest("You cannot delete the account that you are signed in with.")
	}
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, id)
		if err != nil {
			return err
		}
		k := kindOf(r.Type)
		if k.fixed {
			return badRequest("Objects of type '%s' cannot be deleted.", r.Type)
		}
		if err := keepAdministrator(tx, r); err != nil {
			return err
		}
		soft := k.soft != nil && k.soft(r)
		if k.going != nil {
			if err := k.going(d, tx, r, !soft); err != nil {
				return err
			}
		}
		if r.Type == "domain" {
			forgetDomains(ctx)
		}
		if soft {
			return d.bury(tx, r)
		}
		return removeWhole(tx, r)
	})
}

// bury moves an object to the deleted items. The UPN of a user becomes free:
// it is kept behind the id without dashes (facts/graph.md: unverified).
func (d *Directory) bury(tx *store.Tx, r *store.Record) error {
	r.Deleted = d.Now()
	r.Props.Set("deletedDateTime", stamp(r.Deleted))
	if r.Type == "user" {
		r.Props.Set("userPrincipalName", upnPrefix(r.ID)+r.Props.String("userPrincipalName"))
	}
	if err := tx.Update(r); err != nil {
		return err
	}
	return d.buryParts(tx, r)
}

// Restore brings a deleted object back and gives it as stored.
func (d *Directory) Restore(ctx context.Context, id string) (*store.Record, error) {
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		if r, err = deleted(tx, id); err != nil {
			return err
		}
		if d.expired(r) {
			return NotFound(id)
		}
		if err := d.renameBack(ctx, tx, r); err != nil {
			return err
		}
		return d.unbury(tx, r)
	})
	return r, err
}

func (d *Directory) unbury(tx *store.Tx, r *store.Record) error {
	if back := kindOf(r.Type).back; back != nil {
		if err := back(d, tx, r); err != nil {
			return err
		}
	}
	r.Deleted = time.Time{}
	r.Props.Delete("deletedDateTime")
	if err := tx.Restore(r); err != nil {
		return err
	}
	return d.unburyParts(tx, r)
}

// Erase removes a deleted object for good.
func (d *Directory) Erase(ctx context.Context, id string) error {
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := deleted(tx, id)
		if err != nil {
			return err
		}
		if going := kindOf(r.Type).going; going != nil {
			if err := going(d, tx, r, true); err != nil {
				return err
			}
		}
		return removeWhole(tx, r)
	})
}

// expired says that an object was deleted longer ago than can be restored.
func (d *Directory) expired(r *store.Record) bool {
	return d.now().Sub(r.Deleted) > RestorePeriod
}

func upnPrefix(id string) string { return strings.ReplaceAll(id, "-", "") }
