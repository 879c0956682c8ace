package rest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Markers in the chain of a failure without an answer. They decide about
// repeating and are not for callers, who have Kind and Sent.
var (
	errNotSent = errors.New("nothing was sent")
	errCut     = errors.New("the connection was cut")
	errSignIn  = errors.New("the sign-in failed")
)

// marked is a cause with its marker.
type marked struct {
	cause, marker error
}

func (m marked) Error() string   { return m.cause.Error() }
func (m marked) Unwrap() []error { return []error{m.cause, m.marker} }

// noAnswer makes the error of an attempt that ended without a whole answer.
// left says that the request got as far as a connection.
func noAnswer(a *attempt, err error, left bool) error {
	sent := left && !a.of.harmless()
	if a.context().Err() != nil {
		return doubtful(ended(a.context()), sent)
	}
	host := a.http.URL.Host
	e := &apierr.Error{
		Kind: apierr.Unavailable, Method: a.of.Method, URL: shown(a.of.URL), Sent: sent,
		Message: "no answer from " + host + ": " + reason(err),
		Hint:    "check the endpoint, the network and the proxy",
		Err:     marked{err, errCut},
	}
	switch {
	case untrusted(err):
		e.Message = host + " is not trusted: " + reason(err)
		e.Hint = "if the directory has a certificate of its own, name its authority in the profile (ca)"
		e.Sent, e.Err = false, err
	case !left || unreached(err):
		e.Message = "cannot reach " + host + ": " + reason(err)
		e.Sent, e.Err = false, marked{err, errNotSent}
	}
	return e
}

// unreached tells whether the failure came before there was a connection.
func unreached(err error) bool {
	var op *net.OpError
	var dns *net.DNSError
	return errors.As(err, &op) && op.Op == "dial" || errors.As(err, &dns)
}

// untrusted tells whether the server could not prove who it is: repeating
// does not help.
func untrusted(err error) bool {
	var verify *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var name x509.HostnameError
	return errors.As(err, &verify) || errors.As(err, &authority) || errors.As(err, &name)
}

// reason gives the innermost words of a network failure: the outer ones
// repeat method and address.
func reason(err error) string {
	var op *net.OpError
	if errors.As(err, &op) && op.Err != nil {
		return op.Err.Error()
	}
	return err.Error()
}

// ended makes the error of a context that is over: the user's doing, or the
// deadline's.
func ended(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return &apierr.Error{
			Kind: apierr.Unavailable, Message: "the deadline passed before the directory had answered",
			Hint: "give it more time with --deadline", Err: ctx.Err(),
		}
	}
	return &apierr.Error{Kind: apierr.Interrupted, Message: "interrupted", Err: ctx.Err()}
}
