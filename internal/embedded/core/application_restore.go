package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

type restoredURIs struct{}

// WithIdentifierURIs gives a context in which [Directory.Restore] gives an
// application these identifierUris in place of those that it had, as Azure AD
// Graph lets its clients ask. Nothing that a request to Microsoft Graph holds
// can make such a context.
func WithIdentifierURIs(ctx context.Context, uris []string) context.Context {
	return context.WithValue(ctx, restoredURIs{}, uris)
}

// renameBack sets the identifier URIs of a deleted application that is to be
// restored by those that the context asks for, if it does.
func (d *Directory) renameBack(ctx context.Context, tx *store.Tx, r *store.Record) error {
	uris, ok := ctx.Value(restoredURIs{}).([]string)
	if !ok || r.Type != "application" {
		return nil
	}
	b, err := d.parseBody(edm.Lookup("application"), odata.NewObject("identifierUris", uris), r.ID)
	if err != nil {
		return err
	}
	if err := b.checkApplication(); err != nil {
		return err
	}
	if err := b.freeApplicationNames(tx, r.ID); err != nil {
		return err
	}
	before := r.Props.Clone()
	b.mergeInto(r.Props)
	return followApplication(tx, before, r.Props)
}

// applicationBack refuses to restore an application of which another has the
// uniqueName or one of the identifier URIs.
func applicationBack(_ *Directory, tx *store.Tx, r *store.Record) error {
	b := &body{typ: edm.Lookup("application"), props: r.Props}
	return b.freeApplicationNames(tx, r.ID)
}
