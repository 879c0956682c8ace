package graph

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
)

// Service answers Microsoft Graph requests. It is an http.Handler and safe
// for concurrent use.
type Service struct {
	core *core.Directory
	now  func() time.Time
	// served are the tables.
	served served
	// defaults keeps the selections of types without $select, by *edm.Type.
	defaults sync.Map
	buffers  sync.Pool // of *[]byte, for pages
}

// New makes a service over a directory. The clock dates errors and tokens.
func New(d *core.Directory, now func() time.Time) *Service {
	return &Service{core: d, now: now, served: newServed()}
}

// ServeHTTP answers one request. The caller is found in the request's
// context ([core.WithCaller]); without one the answer is 401.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := s.exchange(w, r)
	defer inbound.Recover(&x.sent, x.fail)
	if err := x.serve(); err != nil {
		x.fail(err)
	}
}

// serve does what every request needs and hands it on.
func (x *exchange) serve() error {
	if _, ok := core.CallerOf(x.r.Context()); !ok {
		return &core.Error{Status: http.StatusUnauthorized, Code: "InvalidAuthenticationToken",
			Message: "Access token is empty."}
	}
	version, path, ok := splitVersion(x.r.URL.EscapedPath())
	if !ok {
		return &core.Error{Status: http.StatusBadRequest, Code: "BadRequest", Message: "Invalid version: expected /v1.0 or /beta."}
	}
	x.version = version
	x.path = path
	segments, err := parsePath(path)
	if err != nil {
		return err
	}
	if err := x.parseOptions(); err != nil {
		return err
	}
	if err := x.checkExtensions(); err != nil {
		return err
	}
	t, err := x.resolve(segments)
	if err != nil {
		return err
	}
	if err := x.permit(t); err != nil {
		return err
	}
	return x.dispatch(t)
}

// splitVersion takes the version off an escaped path. Azure CLI's older
// relative, "myorganization", is passed over.
func splitVersion(escaped string) (version, path string, ok bool) {
	version, path, _ = strings.Cut(strings.TrimPrefix(escaped, "/"), "/")
	version = strings.ToLower(version)
	if version != "v1.0" && version != "beta" {
		return "", "", false
	}
	const tenant = "myorganization/"
	if len(path) >= len(tenant) && strings.EqualFold(path[:len(tenant)], tenant) {
		path = path[len(tenant):]
	}
	return version, path, true
}

// dispatch calls the verb.
func (x *exchange) dispatch(t *target) error {
	if t.kind == kindOperation {
		return x.operation(t)
	}
	switch x.r.Method {
	case http.MethodGet, http.MethodHead:
		return x.get(t)
	case http.MethodPost:
		return x.post(t)
	case http.MethodPatch:
		return x.patch(t)
	case http.MethodPut:
		return x.put(t)
	case http.MethodDelete:
		return x.delete(t)
	}
	return notAllowed()
}

func notAllowed() error {
	return &core.Error{Status: http.StatusMethodNotAllowed, Code: core.CodeBadRequest,
		Message: "Specified HTTP method is not allowed for the request target."}
}
