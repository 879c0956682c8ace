package keys

import (
	"context"
	"crypto/x509"
	"fmt"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// has tells whether the owner has a certificate. One that it
// lets end earlier than the certificate itself, and that is over, is an error.
func (o *subject) has(owner *odata.Object, sum string) (bool, error) {
	had := signing.Find(signing.Keys(owner), sum)
	if had != nil && signing.End(had).Before(o.app.Now()) {
		return true, apierr.New(apierr.Conflict, o.called(owner), "it has this certificate, but let it end at "+had.String("endDateTime")).
			WithHint(o.words("remove that key first: `tenantctl {app} removekey {APP} ") + had.String("keyId") + "`")
	}
	return had != nil, nil
}

// read reads the owner with its credentials. A list of owners leaves the certificates themselves out, which tell what a key is for and
// which, so that one that was found by its name is read again by itself.
func (o *subject) read(ctx context.Context, dir directory.Directory) (*odata.Object, error) {
	owner, err := cmdkit.Find(ctx, dir, o.Noun, o.name, credentialProperties())
	if err != nil {
		return nil, err
	}
	for _, c := range signing.Keys(owner) {
		if c.String("key") == "" {
			return dir.Get(ctx, o.Noun.RefOf(o.name, owner), odata.Query{Select: credentialProperties()})
		}
	}
	return owner, nil
}

// ReadCertificate reads a certificate from a file, for an owner to sign in
// with. One that is over is an error.
func ReadCertificate(a *app.App, path string) (*x509.Certificate, error) {
	cert, err := credential.LoadCertificate(path)
	if err != nil {
		return nil, err
	}
	if a.Now().After(cert.NotAfter) {
		return nil, credential.Valid(cert, a.Now())
	}
	if !credential.Signs(cert) {
		fmt.Fprintf(a.IO.Err, "warning: the key of %s is not RSA: the directory keeps the certificate, but nobody can sign in with it\n", path)
	}
	return cert, nil
}

// credentialProperties are what is read of an owner whose credentials
// change.
func credentialProperties() []string {
	return []string{"id", "appId", "displayName", "keyCredentials", "passwordCredentials"}
}

// kept gives the expired key credentials of an owner as a list is to
// hold them that replaces the old one: with their ids, without their keys
// (facts/graph.md, section 10).
func kept(owner *odata.Object) []*odata.Object {
	list := signing.Keys(owner)
	for _, c := range list {
		c.Delete("key")
	}
	return list
}
