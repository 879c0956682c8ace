package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Update changes the properties that o names: collections are replaced whole,
// null clears. r is the object as read; it may be older than what is stored.
func (d *Directory) Update(ctx context.Context, r *store.Record, o *odata.Object) error {
	t := edm.Lookup(r.Type)
	if t == nil {
		return badRequest("Objects of type '%s' cannot be changed.", r.Type)
	}
	b, err := d.parseBody(t, o, r.ID)
	if err != nil {
		return err
	}
	if err := b.checkImmutable(); err != nil {
		return err
	}
	switch r.Type {
	case "user":
		return d.updateUser(ctx, r, b)
	case "group":
		return d.updateGroup(ctx, r, b)
	}
	return badRequest("Objects of type '%s' cannot be changed.", r.Type)
}

func (b *body) checkImmutable() error {
	for name := range b.props.All() {
		if b.typ.Rule(name).Immutable {
			return badProperty(name, "Property '%s' cannot be changed after the object is created.", name)
		}
	}
	return nil
}
