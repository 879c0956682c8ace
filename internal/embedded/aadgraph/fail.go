package aadgraph

import (
	"errors"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Codes that are not core's (facts/aadgraph.md, section 5).
const (
	codeInternal    = "Service_InternalServerError"
	codeUnsupported = "Request_UnsupportedQuery"
	codeMediaType   = "Request_MediaTypeNotSupported"
)

// fail answers with an error body.
func (x *exchange) fail(err error) {
	e := translated(err)
	if e.Status == http.StatusServiceUnavailable {
		x.w.Header().Set("Retry-After", "1")
	}
	if e.Status == http.StatusUnauthorized && x.w.Header().Get("WWW-Authenticate") == "" {
		x.w.Header().Set("WWW-Authenticate", "Bearer")
	}
	o := odata.NewObject("code", e.Code, "message", odata.NewObject("lang", "en", "value", e.Message),
		"requestId", x.id, "date", x.s.Now().UTC().Format("2006-01-02T15:04:05"))
	if len(e.Details) > 0 {
		o.Set("values", details(e.Details))
	}
	_ = x.json(e.Status, odata.NewObject("odata.error", o).AppendJSON(nil))
}

// details are the two items that the service gives of the first finer reason.
func details(list []core.Detail) []*odata.Object {
	return []*odata.Object{
		odata.NewObject("item", "PropertyName", "value", list[0].Target),
		odata.NewObject("item", "PropertyErrorCode", "value", list[0].Code),
	}
}

// translated gives any error the shape of a refusal in the service's terms.
func translated(err error) *core.Error {
	var e *core.Error
	var syntax *odata.SyntaxError
	var filter *edm.FilterError
	switch {
	case errors.As(err, &e):
	case errors.As(err, &syntax), errors.As(err, &filter):
		e = &core.Error{Status: http.StatusBadRequest, Code: core.CodeBadRequest, Message: err.Error()}
	default:
		e = &core.Error{Status: http.StatusInternalServerError, Code: codeInternal, Message: err.Error()}
	}
	code := codeOf(e)
	if code == e.Code {
		return e
	}
	c := *e
	c.Code = code
	return &c
}

// codeOf translates the codes that only Microsoft Graph has. Those that the
// directory's file has of its own stay as they are.
func codeOf(e *core.Error) string {
	if e.Status == http.StatusUnsupportedMediaType {
		return codeMediaType
	}
	switch e.Code {
	case "InvalidAuthenticationToken":
		if strings.Contains(e.Message, "expired") {
			return "Authentication_ExpiredToken"
		}
		return "Authentication_MissingOrMalformed"
	case "BadRequest", "RequestEntityTooLarge", core.CodeConflict, "invalidRequest":
		return core.CodeBadRequest
	case "UnsupportedQuery":
		return codeUnsupported
	case "UnknownError", "InternalServerError", "generalException":
		return codeInternal
	case "serviceNotAvailable":
		return "Directory_ReplicaUnavailable"
	case "TooManyRequests":
		return "Request_ThrottledTemporarily"
	}
	return e.Code
}

// noSegment is the answer to a path that names nothing.
func noSegment(name string) error {
	return &core.Error{Status: http.StatusNotFound, Code: core.CodeNotFound,
		Message: "Resource not found for the segment '" + name + "'."}
}

func unsupported(message string) error {
	return &core.Error{Status: http.StatusBadRequest, Code: codeUnsupported, Message: message}
}

func isNotFound(err error) bool {
	var e *core.Error
	return errors.As(err, &e) && e.Status == http.StatusNotFound
}

func mediaType(message string) error {
	return &core.Error{Status: http.StatusUnsupportedMediaType, Code: codeMediaType, Message: message}
}
