package core

import (
	"bytes"
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
	b, err := d.parseBody(t, withoutSame(t, r, o), r.ID)
	if err != nil {
		return err
	}
	if err := b.checkImmutable(r); err != nil {
		return err
	}
	if err := b.checkReadOnlyParts(r.Props); err != nil {
		return err
	}
	k := kindOf(r.Type)
	if k.update == nil {
		return badRequest("Objects of type '%s' cannot be changed.", r.Type)
	}
	if err := d.setExtensions(ctx, b, r.Props); err != nil {
		return err
	}
	return k.update(d, ctx, r, b)
}

// updatePlain changes an object for which the model and the uniqueness of its
// properties are all the rules.
func (d *Directory) updatePlain(ctx context.Context, r *store.Record, b *body) error {
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, r.ID)
		if err != nil {
			return err
		}
		if err := b.checkUnique(tx, r.ID); err != nil {
			return err
		}
		b.mergeInto(r.Props)
		if err := d.bind(tx, r, b.binds); err != nil {
			return err
		}
		return tx.Update(r)
	})
}

// checkImmutable refuses another value for what is fixed at birth. Clients send
// back what they were given: the same value passes, and an empty list for one
// that was never set, which is how that is answered.
func (b *body) checkImmutable(r *store.Record) error {
	for name, raw := range b.props.All() {
		is, _ := r.Props.Raw(name)
		if b.typ.Rule(name).Immutable && !bytes.Equal(raw, is) && !(isNothing(raw) && isNothing(is)) {
			return badProperty(name, "Property '%s' cannot be changed after the object is created.", name)
		}
	}
	return nil
}

// isNothing tells of a value that is absent, null or an empty list.
func isNothing(raw []byte) bool {
	return len(raw) == 0 || string(raw) == "null" || string(raw) == "[]"
}
