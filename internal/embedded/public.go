package embedded

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

// Exchange is one request that [Server.Public] answered, for a log.
type Exchange struct {
	Start    time.Time
	Method   string
	Path     string // escaped, without the query, which may hold secrets
	Status   int
	Bytes    int64 // of the answer's body
	Duration time.Duration
	Caller   string // object id, "" if nobody was signed in
	Refused  string // why the caller was not permitted, "" if it was
}

// maxPublicBody bounds a request's body as it comes, whatever is in it; each
// service has a smaller bound of its own.
const maxPublicBody = 8 << 20

// Public answers requests from a socket: Microsoft Graph under /v1.0 and
// /beta, Azure AD Graph under the tenant, for which only the access token of a
// request says who calls, and everything that signing in needs. done, if not nil, is told of each request
// when it is over.
func (s *Server) Public(done func(Exchange)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		seen := &recorder{ResponseWriter: w}
		if done != nil {
			defer func() {
				done(Exchange{start, r.Method, r.URL.EscapedPath(), seen.status, seen.bytes, time.Since(start), seen.caller, seen.refused})
			}()
		}
		s.public(seen, r)
	})
}

func (s *Server) public(w *recorder, r *http.Request) {
	if r.Body != nil {
		r.Body = http.MaxBytesReader(w, r.Body, maxPublicBody)
	}
	refuse := s.graph.Refuse
	if isAADGraph(r.URL) {
		refuse = s.aadgraph.Refuse
	}
	switch {
	case r.ContentLength > maxPublicBody:
		w.Header().Set("Connection", "close")
		refuse(w, r, &core.Error{Status: http.StatusRequestEntityTooLarge, Code: "RequestEntityTooLarge",
			Message: fmt.Sprintf("The request body is larger than %d bytes.", maxPublicBody)})
	case !cleanPath(r.URL):
		refuse(w, r, &core.Error{Status: http.StatusBadRequest, Code: "BadRequest",
			Message: "Invalid request path: it goes up, or holds what no path may."})
	case isGraphPath(r.URL.Path):
		s.serveGraph(w, r)
	case isAADGraph(r.URL):
		s.serveAADGraph(w, r)
	case strings.Trim(r.URL.Path, "/") == "":
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"service":"tenantctl embedded directory","tenantId":%q,"graph":["/v1.0","/beta"],"aadgraph":"/%s","openid-configuration":"/%s/v2.0/.well-known/openid-configuration"}`,
			tenantID, tenantID, tenantID)
	default:
		s.oauth.ServeHTTP(w, r)
	}
}

// serveGraph answers a request as the caller that its token names.
func (s *Server) serveGraph(w *recorder, r *http.Request) {
	caller, err := s.oauth.Caller(r)
	if err != nil {
		var e *core.Error
		if errors.As(err, &e) && e.Status == http.StatusUnauthorized {
			w.Header().Set("WWW-Authenticate", fmt.Sprintf(
				`Bearer realm="", authorization_uri="https://%s/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`, r.Host))
		}
		w.refused = err.Error()
		s.graph.Refuse(w, r, err)
		return
	}
	w.caller = caller.ID
	s.graph.ServeHTTP(w, r.WithContext(core.WithCaller(r.Context(), caller)))
}

// cleanPath tells whether a path has no part that is "." or "..", in whatever
// escaping, no backslash and no NUL.
func cleanPath(u *url.URL) bool {
	for _, path := range []string{u.EscapedPath(), u.Path} {
		for part := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
			if part == "." || part == ".." {
				return false
			}
		}
		if strings.ContainsAny(path, "\\\x00") {
			return false
		}
	}
	return true
}

// recorder notes what a log tells of an answer.
type recorder struct {
	http.ResponseWriter
	status  int
	bytes   int64
	caller  string
	refused string
}

// Refused implements graph.Refusals.
func (r *recorder) Refused(reason string) { r.refused = reason }

// WriteHeader implements http.ResponseWriter.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write implements io.Writer.
func (r *recorder) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(p)
	r.bytes += int64(n)
	return n, err
}

// Unwrap gives the writer below, for http.ResponseController.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// Approve lets the sign-in that waits for a device code go on as a user, named
// by id or userPrincipalName, and gives the name of the client (package oauth
// has the errors).
func (s *Server) Approve(ctx context.Context, code, user string) (client string, err error) {
	return s.oauth.Approve(ctx, code, user)
}

// IssueToken makes an access token for Microsoft Graph for a user or, if that
// is "", an application, without any sign-in. No request can reach it: it is
// for the process that owns the directory's file, and its tests (package
// oauth has the details).
func (s *Server) IssueToken(ctx context.Context, user, appID string) (string, error) {
	return s.oauth.IssueToken(ctx, user, appID)
}
