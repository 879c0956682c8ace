package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// createApplication follows facts/graph.md, section 10, and the reference on
// application. A password credential in the body is made as by addPassword,
// and the answer alone has its secretText.
func (d *Directory) createApplication(ctx context.Context, b *body) (*store.Record, error) {
	secrets, err := d.prepareApplication(ctx, b)
	if err != nil {
		return nil, err
	}
	var r *store.Record
	err = d.write(ctx, func(tx *store.Tx) (err error) {
		r, err = d.insertApplication(ctx, tx, b, secrets)
		return err
	})
	if err != nil || len(secrets) == 0 {
		return r, err
	}
	r.Props.Set(passwordList, secrets)
	return r, nil
}

// prepareApplication checks the body of a new application, gives it what all
// have, and makes the passwords that it asks for.
func (d *Directory) prepareApplication(ctx context.Context, b *body) ([]*odata.Object, error) {
	if err := b.require("displayName"); err != nil {
		return nil, err
	}
	if err := b.checkApplication(); err != nil {
		return nil, err
	}
	if err := b.checkBound(); err != nil {
		return nil, err
	}
	if err := d.openKeys(ctx, b); err != nil {
		return nil, err
	}
	b.ownedByCreator(ctx)
	b.applicationDefaults(d, ctx)
	if err := b.checkModelChange(new(odata.Object)); err != nil {
		return nil, err
	}
	return d.firstPasswords(b)
}

func (d *Directory) insertApplication(ctx context.Context, tx *store.Tx, b *body, secrets []*odata.Object) (*store.Record, error) {
	if err := b.freeApplicationNames(tx, ""); err != nil {
		return nil, err
	}
	domain, err := defaultDomain(tx)
	if err != nil {
		return nil, err
	}
	b.props.Set("publisherDomain", domain)
	kept := noCredentials()
	if err := b.setKeys(&store.Record{Props: new(odata.Object)}, kept); err != nil {
		return nil, err
	}
	for _, made := range secrets {
		if kept.Passwords[made.String("keyId")], err = hashPassword(ctx, made.String("secretText")); err != nil {
			return nil, err
		}
	}
	b.keepGiven(kept)
	return d.insertHolder(ctx, tx, b, kept)
}

// insertHolder stores a new object that has credentials, with its relations.
func (d *Directory) insertHolder(ctx context.Context, tx *store.Tx, b *body, kept credentials) (*store.Record, error) {
	if err := b.checkEncryptionKey(b.props); err != nil {
		return nil, err
	}
	secret, err := kept.secret()
	if err != nil {
		return nil, err
	}
	r, err := d.insert(tx, b, secret)
	if err != nil {
		return nil, err
	}
	if err := d.bind(tx, r, b.binds); err != nil {
		return nil, err
	}
	return r, noteCreator(ctx, tx, r)
}

func (d *Directory) updateApplication(ctx context.Context, r *store.Record, b *body) error {
	if b.props.Has("displayName") {
		if err := b.require("displayName"); err != nil {
			return err
		}
	}
	if err := b.checkApplication(); err != nil {
		return err
	}
	if err := d.openKeys(ctx, b); err != nil {
		return err
	}
	return d.write(ctx, func(tx *store.Tx) error { return d.changeApplication(tx, r.ID, b) })
}

func (d *Directory) changeApplication(tx *store.Tx, id string, b *body) error {
	r, err := live(tx, id)
	if err != nil {
		return err
	}
	if err := b.freeApplicationNames(tx, id); err != nil {
		return err
	}
	if err := b.checkEntitlements(r); err != nil {
		return err
	}
	if err := b.checkModelChange(r.Props); err != nil {
		return err
	}
	before := r.Props.Clone()
	if err := b.changeHolder(r); err != nil {
		return err
	}
	completeApplication(r.Props)
	if err := d.bind(tx, r, b.binds); err != nil {
		return err
	}
	if err := tx.Update(r); err != nil {
		return err
	}
	return followApplication(tx, before, r.Props)
}

// changeHolder merges the body into an object that has credentials.
func (b *body) changeHolder(r *store.Record) error {
	if err := b.checkBound(); err != nil {
		return err
	}
	kept := credentialsOf(r)
	if err := b.setKeys(r, kept); err != nil {
		return err
	}
	if err := b.setPasswords(r, kept); err != nil {
		return err
	}
	b.mergeInto(r.Props)
	if err := b.checkEncryptionKey(r.Props); err != nil {
		return err
	}
	return kept.keep(r)
}

// checkBound refuses a body that makes more relations than one request may.
func (b *body) checkBound() error {
	if n := b.bound(); n > maxBind {
		return badRequest("At most %d relations can be set in one request, and there are %d.", maxBind, n)
	}
	return nil
}
