package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// createDevice registers a device ("Create device").
func (d *Directory) createDevice(ctx context.Context, b *body) (*store.Record, error) {
	err := b.require("accountEnabled", "alternativeSecurityIds", "deviceId", "displayName", "operatingSystem", "operatingSystemVersion")
	if err != nil {
		return nil, err
	}
	b.props.Set("registrationDateTime", stamp(d.Now()))
	return d.createPlain(ctx, b)
}

func mayUseDevice(_ *Directory, _ *store.Tx, _, other *store.Record) error {
	if other.Type != "user" && other.Type != "servicePrincipal" {
		return badRequest("An object of type '%s' cannot be an owner or user of a device.", other.Type)
	}
	return nil
}
