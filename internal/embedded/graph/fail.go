package graph

import (
	"context"
	"errors"
	"net/http"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Codes of failures that are the directory file's, not the request's. They
// are this project's own, so that a client can say how to go on.
const (
	CodeReadOnly = "directoryReadOnly" // 500: the file or its folder cannot be written
	CodeFull     = "directoryFull"     // 507: the disk is full
	CodeCorrupt  = "directoryCorrupt"  // 500: the file is damaged
	CodeNewer    = "directoryNewer"    // 500: the file was written by a newer program
	CodeNoFile   = "directoryNoFile"   // 500: the file cannot be opened or made
	CodeBusy     = "serviceNotAvailable"
)

// fail answers with an error body (facts/graph.md, section 1).
func (x *exchange) fail(err error) {
	e := refusal(err)
	if e.Status == http.StatusServiceUnavailable {
		x.w.Header().Set("Retry-After", "1")
	}
	if e.Status == http.StatusUnauthorized && x.w.Header().Get("WWW-Authenticate") == "" {
		x.w.Header().Set("WWW-Authenticate", "Bearer")
	}
	b := append([]byte(`{"error":{"code":`), quoted(e.Code)...)
	b = append(appendName(b, "message"), quoted(e.Message)...)
	if len(e.Details) > 0 {
		b = appendDetails(appendName(b, "details"), e.Details)
	}
	b = append(b, `,"innerError":{"date":`...)
	b = appendString(b, x.s.now().UTC().Format("2006-01-02T15:04:05"))
	b = appendString(appendName(b, "request-id"), x.id)
	b = appendString(appendName(b, "client-request-id"), x.clientID)
	b = append(b, "}}}"...)
	x.metadata = inbound.MinimalMetadata
	_ = x.json(e.Status, b)
}

func quoted(s string) []byte { return appendString(nil, s) }

func appendDetails(b []byte, details []core.Detail) []byte {
	b = append(b, '[')
	for i, d := range details {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		b = appendString(appendName(b, "code"), d.Code)
		b = appendString(appendName(b, "message"), d.Message)
		b = appendString(appendName(b, "target"), d.Target)
		b = append(b, '}')
	}
	return append(b, ']')
}

// refusal gives any error the shape of a refusal.
func refusal(err error) *core.Error {
	var e *core.Error
	var filter *edm.FilterError
	var syntax *odata.SyntaxError
	var unanswered *store.FilterError
	switch {
	case errors.As(err, &e):
		return e
	case errors.As(err, &filter):
		if filter.Unsupported {
			return unsupportedQuery(filter.Error())
		}
		return invalidQuery(filter.Error())
	case errors.As(err, &syntax):
		return invalidQuery(syntax.Error())
	case errors.As(err, &unanswered):
		return unsupportedQuery(unanswered.Error())
	case errors.Is(err, store.ErrExists): // only where rules of the store are stricter than those of core
		return &core.Error{Status: http.StatusBadRequest, Code: core.CodeBadRequest, Message: err.Error(),
			Details: []core.Detail{{Code: core.CodeConflict, Message: err.Error(), Target: "userPrincipalName"}}}
	case errors.Is(err, store.ErrNotFound):
		return &core.Error{Status: http.StatusNotFound, Code: core.CodeNotFound, Message: "The resource does not exist."}
	}
	return storeFailure(err)
}

// Explain gives the code and the text of the answers to requests that fail
// with this error.
func Explain(err error) (code, message string) {
	e := refusal(err)
	return e.Code, e.Message
}

// storeFailure says what is wrong with the directory file and how to go on.
// Only a busy file is 503, which clients try again.
func storeFailure(err error) *core.Error {
	var busy *store.BusyError
	switch {
	case errors.Is(err, store.ErrReadOnly):
		return &core.Error{Status: http.StatusInternalServerError, Code: CodeReadOnly, Message: err.Error() +
			". Make the file and its folder writable, or set TENANTCTL_HOME to a folder that is"}
	case errors.Is(err, store.ErrFull):
		return &core.Error{Status: http.StatusInsufficientStorage, Code: CodeFull, Message: err.Error() +
			". Nothing of this request was kept: free some space and run the command again"}
	case errors.Is(err, store.ErrCorrupt):
		return &core.Error{Status: http.StatusInternalServerError, Code: CodeCorrupt, Message: err.Error() +
			". The file was left as it is: put back a copy of it, or move it away and an empty directory is made"}
	case errors.Is(err, store.ErrNewer):
		return &core.Error{Status: http.StatusInternalServerError, Code: CodeNewer, Message: err.Error() +
			". Use the version of tenantctl that wrote it, or a later one"}
	case errors.Is(err, store.ErrUnreadable):
		return &core.Error{Status: http.StatusInternalServerError, Code: CodeNoFile, Message: err.Error() +
			". Look at what is there, or set TENANTCTL_HOME to a folder that can be made or written"}
	case errors.As(err, &busy), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &core.Error{Status: http.StatusServiceUnavailable, Code: CodeBusy,
			Message: "The request was given up before it was done: " + err.Error()}
	}
	return &core.Error{Status: http.StatusInternalServerError, Code: "generalException", Message: err.Error()}
}

func invalidQuery(message string) *core.Error {
	return &core.Error{Status: http.StatusBadRequest, Code: core.CodeBadRequest, Message: message}
}

func unsupportedQuery(message string) *core.Error {
	return &core.Error{Status: http.StatusBadRequest, Code: "Request_UnsupportedQuery", Message: message}
}
