package seed

import (
	"context"
	"errors"
	"strconv"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Fixed ids of the seeded tenant.
const (
	TenantID        = "6f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a35" // also the organization's id
	AdministratorID = "0c9a6d1f-8e42-4b7d-a5f3-6b1e9d274c80"
	Domain          = "contoso.onmicrosoft.com"
	Administrator   = "admin@" + Domain
)

// born is when everything in the seed was created.
const born = "2024-01-01T00:00:00Z"

// versionKey is where the store keeps the number of steps that were applied.
const versionKey = "seed.version"

// step is what one version of the seed added.
type step struct {
	objects []object
	links   []link
	entries []entries
}

type object struct {
	typ   string
	props *odata.Object
}

type link struct{ relation, from, to string }

// steps lists the versions of the seed. A step that was published is never
// changed; what is new becomes another one. They are functions, since every
// run of the program counts them and nearly none needs what they hold.
func steps() []func() step {
	return []func() step{first, second, third}
}

// Upgrade gives the store what the seed holds and it lacks. It only reads if
// that is nothing.
func Upgrade(ctx context.Context, s *store.Store) error {
	want := len(steps())
	var have int
	err := s.Read(ctx, func(tx *store.Tx) (err error) {
		have, err = Version(tx)
		return err
	})
	if err != nil || have >= want {
		return err
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		have, err := Version(tx)
		if err != nil {
			return err
		}
		for ; have < want; have++ {
			if err := steps()[have]().apply(tx); err != nil {
				return err
			}
		}
		return tx.SetMeta(versionKey, strconv.Itoa(want))
	})
}

// Version is the number of steps of the seed that a directory was given.
func Version(tx *store.Tx) (int, error) {
	text, err := tx.Meta(versionKey)
	if err != nil || text == "" {
		return 0, err
	}
	return strconv.Atoi(text)
}

func (s step) apply(tx *store.Tx) error {
	for _, o := range s.objects {
		if err := o.apply(tx); err != nil {
			return err
		}
	}
	for _, l := range s.links {
		if _, err := tx.Link(l.relation, l.from, l.to); err != nil {
			return err
		}
	}
	for _, e := range s.entries {
		if err := e.apply(tx); err != nil {
			return err
		}
	}
	return nil
}

// apply adds the object. One that is registered for an application of which
// the tenant has made a service principal itself is left out.
func (o object) apply(tx *store.Tx) error {
	if o.typ == "servicePrincipal" {
		_, err := tx.Lookup(o.typ, "appId", o.props.String("appId"))
		if !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	return tx.Insert(&store.Record{ID: o.props.ID(), Type: o.typ, Props: o.props})
}
