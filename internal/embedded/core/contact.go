package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// AddContact puts an organizational contact (orgContact) with a displayName
// into the directory; manager is the id of the user or contact that it reports
// to, "" for none. The service has contacts from Exchange or a directory on
// premises and no request makes one: this is for the process that owns the
// directory's file, and its tests.
func (d *Directory) AddContact(ctx context.Context, o *odata.Object, manager string) (*store.Record, error) {
	b := &body{typ: edm.Lookup("orgContact"), props: new(odata.Object)}
	for name, raw := range o.All() {
		if err := edm.CheckValue(b.typ, name, raw); err != nil {
			return nil, b.invalid(name, err)
		}
		b.props.Set(name, raw)
	}
	if err := b.require("displayName"); err != nil {
		return nil, err
	}
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		if r, err = d.insertPlain(tx, b); err != nil || manager == "" {
			return err
		}
		to, err := live(tx, manager)
		if err != nil {
			return err
		}
		if err := mayManage(d, tx, r, to); err != nil {
			return err
		}
		_, err = tx.Link("manager", r.ID, to.ID)
		return err
	})
	return r, err
}
