package embedded

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/aadgraph"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/graph"
	"github.com/tenantctl/tenantctl/internal/embedded/oauth"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// Options say where the directory lives.
type Options struct {
	// Path is the directory's file; its folder is made when needed.
	Path string
	// Now is the clock; nil is the system's.
	Now func() time.Time
}

// Server is the embedded directory. It is safe for concurrent use.
type Server struct {
	options  Options
	graph    *graph.Service
	aadgraph *aadgraph.Service
	oauth    *oauth.Service

	mu     sync.Mutex
	store  *store.Store
	closed bool
}

// tenantID is the id of the one tenant that the directory holds.
const tenantID = seed.TenantID

var errClosed = errors.New("the directory has been closed")

// Open makes a server. Nothing is read or written before the first request:
// a file that is damaged or cannot be made is told by the answers (package
// graph has their codes).
func Open(_ context.Context, o Options) (*Server, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Server{options: o}
	d := core.New(s.opened, o.Now)
	s.graph = graph.New(d, o.Now)
	s.aadgraph = aadgraph.New(aadgraph.Options{Graph: s.graph, Directory: d, Tenant: tenantID, Now: o.Now})
	s.oauth = oauth.New(oauth.Options{Open: s.opened, Directory: d, Tenant: tenantID, Now: o.Now})
	return s, nil
}

// opened gives the store, which the first call opens and brings up to the
// present seed. A failure is not kept: the next request tries again.
func (s *Server) opened(ctx context.Context) (*store.Store, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return nil, errClosed
	case s.store != nil:
		return s.store, nil
	}
	opened, err := store.Open(ctx, s.options.Path, store.Options{Image: seed.Image})
	if err != nil {
		return nil, err
	}
	if err := seed.Upgrade(ctx, opened); err != nil {
		opened.Close()
		return nil, err
	}
	s.store = opened
	return opened, nil
}

// Handler answers requests that come with a caller in their context, such as
// those of [Server.Transport]: Azure AD Graph's below a tenant, Microsoft
// Graph's otherwise. Others get 401.
func (s *Server) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isAADGraph(r.URL) {
			s.aadgraph.ServeHTTP(w, r)
			return
		}
		s.graph.ServeHTTP(w, r)
	})
}

// Close closes the file, if it was opened. Requests must have ended; later
// ones are answered 500.
func (s *Server) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	if s.store == nil {
		return nil
	}
	err := s.store.Close()
	s.store = nil
	return err
}
