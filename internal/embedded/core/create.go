package core

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"time"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Create makes an object of a type ("user", "group") and gives it as stored.
// The object may name relations by "owners@odata.bind" and the like.
func (d *Directory) Create(ctx context.Context, typ string, o *odata.Object) (*store.Record, error) {
	t := edm.Lookup(typ)
	if t == nil {
		return nil, badRequest("Unknown type '%s'.", typ)
	}
	b, err := d.parseNew(t, o)
	if err != nil {
		return nil, err
	}
	if shared, ok := together(ctx); ok {
		b.domains = shared.domains
	}
	k := kindOf(typ)
	if k.create == nil {
		return nil, badRequest("Objects of type '%s' cannot be created.", typ)
	}
	if err := d.setExtensions(ctx, b, nil); err != nil {
		return nil, err
	}
	return k.create(d, ctx, b)
}

// CreateIn is [Directory.Create] for an object that a relation of another
// contains or leads to, such as a federated credential of an application.
func (d *Directory) CreateIn(ctx context.Context, in Within, o *odata.Object) (*store.Record, error) {
	t := edm.Lookup(in.Type)
	if t == nil {
		return nil, badRequest("Unknown type '%s'.", in.Type)
	}
	b, err := d.parseNew(t, o)
	if err != nil {
		return nil, err
	}
	b.within = in
	k := kindOf(t.Name)
	if k.create == nil {
		return nil, badRequest("Objects of type '%s' cannot be created.", in.Type)
	}
	if err := d.setExtensions(ctx, b, nil); err != nil {
		return nil, err
	}
	return k.create(d, ctx, b)
}

func (d *Directory) parseNew(t *edm.Type, o *odata.Object) (*body, error) {
	b, err := d.parseBody(t, o, "")
	if err != nil {
		return nil, err
	}
	return b, b.checkReadOnlyParts(new(odata.Object))
}

// Within is the relation in which an object is created: that of the object
// with id Owner whose links are named Relation. Type is the new object's.
type Within struct{ Owner, Relation, Type string }

// createPlain makes an object for which the model, the uniqueness of its
// properties and its relations are all the rules; it becomes part of the
// object that contains it, if there is one.
func (d *Directory) createPlain(ctx context.Context, b *body) (*store.Record, error) {
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		r, err = d.insertPlain(tx, b)
		return err
	})
	return r, err
}

func (d *Directory) insertPlain(tx *store.Tx, b *body) (*store.Record, error) {
	if err := b.checkUnique(tx, ""); err != nil {
		return nil, err
	}
	r, err := d.insert(tx, b, nil)
	if err != nil {
		return nil, err
	}
	return r, d.bind(tx, r, b.binds)
}

// join makes a new object part of the one that it is created in, or a member
// of it.
func (d *Directory) join(tx *store.Tx, in Within, r *store.Record) error {
	if in.Relation == "" {
		return nil
	}
	owner, err := live(tx, in.Owner)
	if err != nil {
		return err
	}
	if rule, ok := linkRuleOf(owner.Type, in.Relation); ok {
		if err := rule.may(d, tx, owner, r); err != nil {
			return err
		}
	}
	_, err = tx.Link(in.Relation, owner.ID, r.ID)
	return err
}

// insert stores a new object with the properties of b and what every
// directory object has.
func (d *Directory) insert(tx *store.Tx, b *body, secret []byte) (*store.Record, error) {
	id := cmp.Or(b.id, newID())
	props := odata.NewObject("id", id)
	for name, raw := range b.props.All() {
		if string(raw) != "null" {
			props.Set(name, raw)
		}
	}
	r := &store.Record{ID: id, Type: b.typ.Name, Props: props, Secret: secret}
	if _, ok := b.typ.Property("securityIdentifier"); ok {
		props.Set("securityIdentifier", SecurityIdentifier(id))
	}
	if err := tx.Insert(r); err != nil {
		return nil, err
	}
	return r, d.join(tx, b.within, r)
}

// created sets the properties that a new object has from its birth.
func (b *body) created(now time.Time) {
	b.props.Set("createdDateTime", stamp(now))
}

// newID makes a random object id: a GUID of version 4.
func newID() string {
	var u [16]byte
	rand.Read(u[:])
	return guidOf(u)
}

// guidOf writes bytes as a GUID of version 4.
func guidOf(u [16]byte) string {
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	h := hex.EncodeToString(u[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}
