package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// purgeAtOnce bounds how many objects one purge removes.
const purgeAtOnce = 1000

// Purge removes deleted objects that can no longer be restored. It writes
// only if there are some.
func (d *Directory) Purge(ctx context.Context) error {
	filter, err := odata.ParseFilter("deletedDateTime lt " + stamp(d.Now().Add(-RestorePeriod)))
	if err != nil {
		return err
	}
	q := store.ListQuery{Deleted: true, Filter: filter, Limit: purgeAtOnce}
	var found []*store.Record
	find := func(tx *store.Tx) error {
		found = found[:0]
		for r, err := range tx.List(q) {
			if err != nil {
				return err
			}
			found = append(found, r)
		}
		return nil
	}
	if err := d.Read(ctx, find); err != nil || len(found) == 0 {
		return err
	}
	return d.write(ctx, func(tx *store.Tx) error {
		if err := find(tx); err != nil {
			return err
		}
		for _, r := range found {
			// A part may have gone with its whole by now.
			if err := removeWhole(tx, r); err != nil && !isNotFound(err) {
				return err
			}
		}
		return nil
	})
}
