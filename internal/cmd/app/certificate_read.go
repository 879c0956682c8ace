package appcmd

import (
	"context"
	"crypto/x509"
	"fmt"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// hasCertificate tells whether an application has a certificate. One that it
// lets end earlier than the certificate itself, and that is over, is an error.
func hasCertificate(a *app.App, owner *odata.Object, sum string) (bool, error) {
	had := signing.Find(signing.Keys(owner), sum)
	if had != nil && signing.End(had).Before(a.Now()) {
		return true, apierr.New(apierr.Conflict, "app "+owner.String("displayName"), "it has this certificate, but let it end at "+had.String("endDateTime")).
			WithHint("remove that key first: tenantctl app removekey APP " + had.String("keyId"))
	}
	return had != nil, nil
}

// readKeys reads an application with its credentials. A list of applications
// leaves the certificates themselves out, which tell what a key is for and
// which, so that one that was found by its name is read again by itself.
func readKeys(ctx context.Context, dir directory.Directory, name string) (*odata.Object, error) {
	owner, err := cmdkit.Find(ctx, dir, noun.App(), name, credentialProperties())
	if err != nil {
		return nil, err
	}
	for _, c := range signing.Keys(owner) {
		if c.String("key") == "" {
			return dir.Get(ctx, noun.App().RefOf(name, owner), odata.Query{Select: credentialProperties()})
		}
	}
	return owner, nil
}

// readCertificate reads a certificate from a file, for an application to sign
// in with. One that is over is an error.
func readCertificate(a *app.App, path string) (*x509.Certificate, error) {
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

// credentialProperties are what is read of an application whose credentials
// change.
func credentialProperties() []string {
	return []string{"id", "appId", "displayName", "keyCredentials", "passwordCredentials"}
}

// kept gives the expired key credentials of an application as a list is to
// hold them that replaces the old one: with their ids, without their keys
// (facts/graph.md, section 10).
func kept(owner *odata.Object) []*odata.Object {
	list := signing.Keys(owner)
	for _, c := range list {
		c.Delete("key")
	}
	return list
}
