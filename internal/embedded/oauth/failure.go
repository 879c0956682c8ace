package oauth

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// failure is a refusal of the token service: OAuth's word for it (RFC 6749,
// section 5.2) with Microsoft's number and text.
type failure struct {
	status int
	kind   string // "invalid_grant"
	code   int    // of AADSTS
	text   string
	// suberror is the finer word that some errors have, mostly "".
	suberror string
}

// Error gives the number and the text.
func (f *failure) Error() string { return fmt.Sprintf("AADSTS%d: %s", f.code, f.text) }

// errorBody is the form of an error (facts/scim-oauth.md, section 4).
type errorBody struct {
	Error         string `json:"error"`
	Description   string `json:"error_description"`
	Codes         []int  `json:"error_codes"`
	Timestamp     string `json:"timestamp"`
	TraceID       string `json:"trace_id"`
	CorrelationID string `json:"correlation_id"`
	Suberror      string `json:"suberror,omitempty"`
}

// fail answers with an error body: OAuth's, or for what is no business of the
// token service Graph's.
func (x *exchange) fail(err error) {
	var f *failure
	var e *core.Error
	switch {
	case errors.As(err, &f):
	case errors.As(err, &e):
		x.failGraph(e)
		return
	default:
		f = unexpected(err)
	}
	x.tell(f, err)
	if f.status == http.StatusUnauthorized {
		x.w.Header().Set("WWW-Authenticate", `Basic realm="`+x.r.Host+`"`)
	}
	if f.status == http.StatusServiceUnavailable {
		x.w.Header().Set("Retry-After", "1")
	}
	now := x.Now().UTC().Format("2006-01-02 15:04:05Z")
	trace := newID()
	correlation := x.correlation()
	x.w.Header().Set("x-ms-request-id", trace)
	x.json(f.status, errorBody{
		Error: f.kind,
		Description: fmt.Sprintf("AADSTS%d: %s\r\nTrace ID: %s\r\nCorrelation ID: %s\r\nTimestamp: %s",
			f.code, f.text, trace, correlation, now),
		Codes: []int{f.code}, Timestamp: now, TraceID: trace, CorrelationID: correlation, Suberror: f.suberror,
	})
}

// tell has the log told why, if the answer's writer takes it: the number, and
// of what is no refusal but a failure the cause, which the client is not told.
func (x *exchange) tell(f *failure, err error) {
	log, ok := x.w.(interface{ Refused(reason string) })
	if !ok {
		return
	}
	reason := fmt.Sprintf("%s AADSTS%d", f.kind, f.code)
	if f.status >= http.StatusInternalServerError {
		reason += ": " + err.Error()
	}
	log.Refused(reason)
}

func (x *exchange) failGraph(e *core.Error) {
	if e.Status == http.StatusUnauthorized {
		x.w.Header().Set("WWW-Authenticate", "Bearer")
	}
	x.json(e.Status, map[string]any{"error": map[string]any{"code": e.Code, "message": e.Message}})
}

// correlation is the id that the client gave the request, if it is one.
func (x *exchange) correlation() string {
	for _, id := range []string{x.r.Header.Get("client-request-id"), x.r.URL.Query().Get("client-request-id")} {
		if odata.IsGUID(id) {
			return id
		}
	}
	return newID()
}

// newID makes a random UUID (version 4).
func newID() string {
	var u [16]byte
	rand.Read(u[:])
	u[6], u[8] = u[6]&0x0f|0x40, u[8]&0x3f|0x80
	h := hex.EncodeToString(u[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// unexpected is the answer to a failure of the service itself. Only a busy
// file, which time mends, is 503.
func unexpected(err error) *failure {
	var busy *store.BusyError
	if errors.As(err, &busy) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return &failure{status: http.StatusServiceUnavailable, kind: "temporarily_unavailable", code: 90033,
			text: "A transient error has occurred. Please try again."}
	}
	return &failure{status: http.StatusInternalServerError, kind: "server_error", code: 90020, text: "The service failed. Its log has the reason."}
}

func isMissing(err error) bool { return errors.Is(err, store.ErrNotFound) }

func unlessMissing(err error) error {
	if isMissing(err) {
		return nil
	}
	return err
}

func noEndpoint(r *http.Request) error {
	return &core.Error{Status: http.StatusNotFound, Code: "NotFound",
		Message: "There is nothing at this path: " + r.Method + " " + r.URL.EscapedPath() + ". Microsoft Graph is under /v1.0 and /beta."}
}

func noTenant(name string) error {
	return &failure{status: http.StatusBadRequest, kind: "invalid_request", code: 90002, text: fmt.Sprintf("Tenant '%s' not found. "+
		"Check to make sure you have the correct tenant ID and are signing into the correct cloud. "+
		"Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.", name)}
}

func missingParameter(name string) error {
	return &failure{status: http.StatusBadRequest, kind: "invalid_request", code: 900144,
		text: fmt.Sprintf("The request body must contain the following parameter: '%s'.", name)}
}

func invalidScope(scope string) error {
	return &failure{status: http.StatusBadRequest, kind: "invalid_scope", code: 70011, text: fmt.Sprintf(
		"The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope %s is not valid.", scope)}
}

func invalidGrant(code int, format string, args ...any) *failure {
	return &failure{status: http.StatusBadRequest, kind: "invalid_grant", code: code, text: fmt.Sprintf(format, args...)}
}

func invalidClient(code int, format string, args ...any) *failure {
	return &failure{status: http.StatusUnauthorized, kind: "invalid_client", code: code, text: fmt.Sprintf(format, args...)}
}
