package signing

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// What probes look for (Operation.Name).
const (
	// Wait is for the application to be shown with a certificate.
	Wait = "wait"
	// SignIn is for the certificate to get a token.
	SignIn = "sign_in"
)

// Probe looks whether an application is shown with a certificate, or the
// certificate signs in (task.Steps).
func (s *Signer) Probe(ctx context.Context, d directory.Directory, op *directory.Operation, look int) (later bool, err error) {
	switch op.Name {
	case Wait:
		s.sayOnce(look, "waiting until the directory shows the certificate "+op.Body.String("thumbprint"))
		err = shown(ctx, d, op)
	case SignIn:
		s.sayOnce(look, "signing in with the certificate "+op.Signing.Key.Thumbprint)
		err = s.signsIn(ctx, op)
	default:
		err = apierr.New(apierr.Unsupported, op.Target, "this version knows no step "+op.Name)
	}
	return passing(err), err
}

func (s *Signer) sayOnce(look int, line string) {
	if look == 1 {
		s.say(line)
	}
}

// passing tells whether an error may be gone later: if it is of the moment,
// or one that a replica gives which has not heard of the certificate.
func passing(err error) bool {
	switch apierr.KindOf(err) {
	case apierr.Throttled, apierr.Unavailable:
		return err != nil
	}
	e := apierr.As(err)
	// The certificate is not registered; the application is not there
	// (Microsoft: reference-error-codes).
	return e != nil && (e.Code == notShown || e.HasCode("AADSTS700027") || e.HasCode("AADSTS700016"))
}

// notShown is the code of a certificate that the directory does not show.
const notShown = "KeyNotShown"

// shown looks whether an application has a certificate.
func shown(ctx context.Context, d directory.Directory, op *directory.Operation) error {
	o, err := d.Get(ctx, op.Ref.Below(""), odata.Query{Select: []string{"id", "keyCredentials"}})
	if err != nil && apierr.KindOf(err) != apierr.NotFound {
		return err
	}
	sum := op.Body.String("thumbprint")
	if err == nil && Find(Keys(o), sum) != nil {
		return nil
	}
	e := apierr.New(apierr.NotFound, op.Target, "the directory does not show the certificate "+sum)
	e.Code = notShown
	return e
}

// signsIn gets a token with the key.
func (s *Signer) signsIn(ctx context.Context, op *directory.Operation) error {
	c, err := s.reopen(ctx, op.Signing.Key)
	if err == nil {
		err = s.SignIn(ctx, op.Signing.As, c)
	}
	return err
}
