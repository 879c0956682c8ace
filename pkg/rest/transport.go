package rest

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Transport sends requests over connections that it keeps. It is safe for
// concurrent use.
type Transport struct {
	own *http.Transport        // trusts the caller's authorities only; nil if there are none
	all func() *http.Transport // trusts the system's too
	// outside is set once a server's certificate came from elsewhere.
	outside atomic.Bool
}

// NewTransport makes a transport with proxies from the environment, HTTP/2,
// and enough idle connections for the batches that are on their way at once;
// it gives up on a server that never answers. authorities are certificates,
// in PEM, to trust besides those of the system; nil is none.
//
// To read the system's hundred and more takes longer than all else that a
// short command does, so that they are read only for a server whose
// certificate the caller's own do not vouch for.
func NewTransport(authorities []byte) *Transport {
	t := &Transport{all: sync.OnceValue(func() *http.Transport { return trusting(withSystem(authorities)) })}
	if len(authorities) > 0 {
		own := x509.NewCertPool()
		own.AppendCertsFromPEM(authorities)
		t.own = trusting(own)
	}
	return t
}

// withSystem gives the system's authorities and others; nil is the system's.
func withSystem(authorities []byte) *x509.CertPool {
	if len(authorities) == 0 {
		return nil
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	pool.AppendCertsFromPEM(authorities)
	return pool
}

func trusting(roots *x509.CertPool) *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	if roots != nil {
		t.TLSClientConfig = &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
	}
	t.MaxIdleConnsPerHost = 16
	t.ResponseHeaderTimeout = 5 * time.Minute
	return t
}

// RoundTrip implements http.RoundTripper. A request whose server the caller's
// own authorities do not vouch for has not been sent, and is sent by those of
// the system.
func (t *Transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if t.own == nil || t.outside.Load() {
		return t.all().RoundTrip(r)
	}
	res, err := t.own.RoundTrip(r)
	var refused *tls.CertificateVerificationError
	if !errors.As(err, &refused) {
		return res, err
	}
	again, fresh := anew(r)
	if fresh != nil {
		return nil, err
	}
	t.outside.Store(true)
	return t.all().RoundTrip(again)
}

// anew is a request whose body can be read again: the refusal has closed it.
func anew(r *http.Request) (*http.Request, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return r, nil
	}
	if r.GetBody == nil {
		return nil, errors.New("the body can be read only once")
	}
	body, err := r.GetBody()
	again := r.Clone(r.Context())
	again.Body = body
	return again, err
}

// CloseIdleConnections closes the connections that no request uses.
func (t *Transport) CloseIdleConnections() {
	if t.own != nil {
		t.own.CloseIdleConnections()
	}
	if t.own == nil || t.outside.Load() {
		t.all().CloseIdleConnections()
	}
}
