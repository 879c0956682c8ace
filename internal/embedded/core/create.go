package core

import (
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
	b, err := d.parseBody(t, o, "")
	if err != nil {
		return nil, err
	}
	if shared, ok := together(ctx); ok {
		b.domains = shared.domains
	}
	switch typ {
	case "user":
		return d.createUser(ctx, b)
	case "group":
		return d.createGroup(ctx, b)
	}
	return nil, badRequest("Objects of type '%s' cannot be created.", typ)
}

// insert stores a new object with the properties of b and what every
// directory object has.
func (d *Directory) insert(tx *store.Tx, b *body, secret []byte) (*store.Record, error) {
	id := newID()
	props := odata.NewObject("id", id)
	for name, raw := range b.props.All() {
		if string(raw) != "null" {
			props.Set(name, raw)
		}
	}
	r := &store.Record{ID: id, Type: b.typ.Name, Props: props, Secret: secret}
	props.Set("securityIdentifier", SecurityIdentifier(id))
	return r, tx.Insert(r)
}

// created sets the properties that a new object has from its birth.
func (b *body) created(now time.Time) {
	b.props.Set("createdDateTime", stamp(now))
}

// newID makes a random object id: a GUID of version 4.
func newID() string {
	var u [16]byte
	rand.Read(u[:])
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	h := hex.EncodeToString(u[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}
