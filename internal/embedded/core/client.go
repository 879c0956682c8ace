package core

import (
	"context"
	"crypto/x509"
	"errors"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// Client is who signs in as an application.
type Client struct {
	// Application is nil for a service principal whose application is
	// another tenant's.
	Application *store.Record
	Principal   *store.Record
}

// ErrSignIn says that a user cannot sign in: no such user, a wrong password,
// or an account that is disabled or has none. Which it is, nobody is told.
var ErrSignIn = errors.New("invalid user name or password")

// Client finds the client with an appId. It is [NotFound] if the tenant has
// no service principal for it, or a disabled one.
func (d *Directory) Client(ctx context.Context, appID string) (*Client, error) {
	c := new(Client)
	err := d.Read(ctx, func(tx *store.Tx) (err error) {
		if c.Principal, err = tx.Lookup("servicePrincipal", "appId", appID); err != nil {
			return err
		}
		c.Application, err = tx.Lookup("application", "appId", appID)
		if isNotFound(err) {
			return nil
		}
		return err
	})
	if isNotFound(err) || err == nil && isDisabled(c.Principal) {
		return nil, NotFound(appID)
	}
	return c, err
}

// isDisabled says that nobody can sign in with an object.
func isDisabled(r *store.Record) bool {
	enabled, set := r.Props.Bool("accountEnabled")
	disabled, _ := r.Props.Bool("isDisabled")
	return set && !enabled || disabled
}

// holders are the objects whose credentials are the client's.
func (c *Client) holders() []*store.Record {
	if c.Application == nil {
		return []*store.Record{c.Principal}
	}
	return []*store.Record{c.Application, c.Principal}
}

// ClientSecret tells whether secret is one of the client's passwords that are
// in force now.
func (d *Directory) ClientSecret(_ context.Context, c *Client, secret string) (bool, error) {
	now, found := d.now(), false
	for _, r := range c.holders() {
		kept := credentialsOf(r)
		for _, o := range credentialList(r.Props, passwordList) {
			hash, ok := kept.Passwords[o.String("keyId")]
			if ok && inForce(o, now) && CheckSecret(hash, secret) {
				found = true
			}
		}
	}
	return found, nil
}

// ClientKeys gives the certificates with which the client may sign: those of
// its key credentials of type AsymmetricX509Cert and usage Verify that are in
// force now.
func (d *Directory) ClientKeys(_ context.Context, c *Client) ([]*x509.Certificate, error) {
	var list []*x509.Certificate
	for _, r := range c.holders() {
		list = append(list, signers(r, d.now())...)
	}
	return list, nil
}

// signers are the certificates of one object's keys that are in force, by
// their credential's dates and by their own.
func signers(r *store.Record, now time.Time) []*x509.Certificate {
	var list []*x509.Certificate
	kept := credentialsOf(r)
	for _, o := range credentialList(r.Props, keyList) {
		if o.String("type") != typeCertificate || o.String("usage") != usageVerify || !inForce(o, now) {
			continue
		}
		cert, err := x509.ParseCertificate(kept.Keys[o.String("keyId")])
		if err == nil && !now.Before(cert.NotBefore) && !now.After(cert.NotAfter) {
			list = append(list, cert)
		}
	}
	return list
}

// UserPassword gives the user with a userPrincipalName if the password is
// theirs and they may sign in; else [ErrSignIn].
func (d *Directory) UserPassword(ctx context.Context, upn, password string) (*store.Record, error) {
	var user *store.Record
	err := d.Read(ctx, func(tx *store.Tx) (err error) {
		user, err = tx.Lookup("user", "userPrincipalName", upn)
		return err
	})
	switch {
	case isNotFound(err):
		_, _ = hashPassword(ctx, password) // as slow as where there is such a user
		return nil, ErrSignIn
	case err != nil:
		return nil, err
	case !CheckSecret(user.Secret, password) || isDisabled(user):
		return nil, ErrSignIn
	}
	return user, nil
}
