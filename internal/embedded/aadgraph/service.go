package aadgraph

import (
	"net/http"
	"sync"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
)

// Options say which directory is served.
type Options struct {
	// Graph answers the requests that this package builds: the Microsoft
	// Graph service of the same directory.
	Graph http.Handler
	// Directory holds the rules.
	Directory *core.Directory
	// Tenant is the tenant's id.
	Tenant string
	// Now is the clock.
	Now func() time.Time
}

// Service answers Azure AD Graph requests. It is an http.Handler and safe for
// concurrent use.
type Service struct {
	Options
	// model and functions are worked out at the first request.
	model     func() *model
	functions func() []function
}

// New makes a service. Nothing is read or made before the first request.
func New(o Options) *Service {
	return &Service{Options: o, model: sync.OnceValue(newModel), functions: sync.OnceValue(functions)}
}

// ServeHTTP answers one request. The caller is found in the request's context
// ([core.WithCaller]); without one only $metadata is answered.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := s.exchange(w, r)
	defer inbound.Recover(&x.sent, x.fail)
	if err := x.serve(); err != nil {
		x.fail(err)
	}
}

// Refuse answers a request that does not come through to the service, such as
// one without a good token, with an error body as the service's own are.
func (s *Service) Refuse(w http.ResponseWriter, r *http.Request, err error) {
	s.exchange(w, r).fail(err)
}

// IsMetadata tells whether a request asks for $metadata, the one document
// that needs no authentication.
func IsMetadata(r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	segments, err := parsePath(r.URL.EscapedPath())
	return err == nil && len(segments) == 2 && isMetadataSegment(segments[1].text)
}

func (x *exchange) serve() error {
	segments, err := x.address()
	if err != nil {
		return err
	}
	if err := x.parseOptions(); err != nil {
		return err
	}
	if len(segments) == 1 && isMetadataSegment(segments[0].text) {
		return x.csdl()
	}
	if _, ok := core.CallerOf(x.r.Context()); !ok {
		return unauthenticated()
	}
	if len(segments) == 1 && segments[0].text == "$batch" && !x.nested {
		return x.batch()
	}
	t, err := x.resolve(segments)
	if err != nil {
		return err
	}
	return x.dispatch(t)
}

// dispatch calls the verb.
func (x *exchange) dispatch(t *target) error {
	switch {
	case t.function != nil && t.function.method != x.r.Method:
		return notAllowed()
	case t.function != nil:
		return t.function.run(x, t)
	case t.set == nil && t.relation == nil:
		return x.serviceDocument()
	case t.links:
		return x.links(t)
	case t.property != nil:
		return x.propertyOf(t)
	}
	switch x.r.Method {
	case http.MethodGet, http.MethodHead:
		return x.get(t)
	case http.MethodPost:
		return x.create(t)
	case http.MethodPatch:
		return x.update(t)
	case http.MethodDelete:
		return x.remove(t)
	}
	return notAllowed()
}

func notAllowed() error {
	return &core.Error{Status: http.StatusMethodNotAllowed, Code: core.CodeBadRequest,
		Message: "Specified HTTP method is not allowed for the request target."}
}

func unauthenticated() error {
	return &core.Error{Status: http.StatusUnauthorized, Code: "Authentication_MissingOrMalformed",
		Message: "Access Token missing or malformed."}
}
