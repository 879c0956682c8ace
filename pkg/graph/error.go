package graph

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// errorBody is Graph's error object; InnerError nests, the finest innermost.
type errorBody struct {
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Details    []apierr.Detail `json:"details"`
	InnerError *errorBody      `json:"innerError"`
	InnerLower *errorBody      `json:"innererror"`
	RequestID  string          `json:"request-id"`
}

// Decode makes an *apierr.Error of an error that Microsoft Graph answered
// (facts/graph.md, section 1). Codes of inner errors are added to Details, so
// that HasCode finds them. It is what [New] gives to rest.Options.Decode.
func Decode(res *http.Response, body []byte) error {
	e := &apierr.Error{
		Kind: apierr.KindOfStatus(res.StatusCode), Status: res.StatusCode,
		RequestID: res.Header.Get("request-id"),
	}
	var answer struct {
		Error errorBody `json:"error"`
	}
	if json.Unmarshal(body, &answer) != nil || answer.Error.Code == "" && answer.Error.Message == "" {
		e.Message = "the directory answered HTTP " + res.Status
		return e
	}
	fill(e, answer.Error)
	refine(e)
	return e
}

func fill(e *apierr.Error, b errorBody) {
	e.Code, e.Message, e.Details = b.Code, strings.TrimSpace(b.Message), b.Details
	if len(b.Details) > 0 && b.Details[0].Target != "" {
		e.Target = b.Details[0].Target
	}
	for in := b.inner(); in != nil; in = in.inner() {
		if in.Code != "" && in.Code != e.Code {
			e.Details = append(e.Details, apierr.Detail{Code: in.Code, Message: in.Message})
		}
		if e.RequestID == "" {
			e.RequestID = in.RequestID
		}
	}
}

func (b *errorBody) inner() *errorBody {
	if b.InnerError != nil {
		return b.InnerError
	}
	return b.InnerLower
}

// refine finds what the status alone does not tell, and the hints that are
// certain.
func refine(e *apierr.Error) {
	switch {
	case e.Status == http.StatusBadRequest && conflicts(e):
		e.Kind = apierr.Conflict
	case e.HasCode("Directory_ConcurrencyViolation"):
		// Two writes met on one object: this one was refused for now.
		e.Kind = apierr.Throttled
	case e.Status == http.StatusFailedDependency:
		// A batch member that waited for one that failed: nothing was done.
		e.Kind = apierr.Throttled
	}
	switch e.Code {
	case "directoryReadOnly", "directoryFull", "directoryCorrupt", "directoryNewer", "directoryNoFile":
		// The embedded directory's own: its file cannot be used, nothing was
		// done, and waiting does not help.
		e.Kind = apierr.Other
	case "InvalidAuthenticationToken":
		e.Hint = "sign in again"
	case "Directory_ExpiredPageToken":
		e.Hint = "start the list again"
	case "Directory_QuotaExceeded":
		e.Hint = "the directory holds as many objects as it may; erase deleted ones or ask for more"
	}
}

// conflicts tells whether a 400 says that the directory already holds what
// was to be made. The service has no status of its own for this; where it
// gives no detail either, its fixed wordings are all there is.
func conflicts(e *apierr.Error) bool {
	if e.HasCode("ObjectConflict") || e.HasCode("ConflictingObjects") {
		return true
	}
	for _, text := range []string{
		"already exist", "conflicting object with one or more of the specified property values",
	} {
		if strings.Contains(e.Message, text) {
			return true
		}
	}
	return false
}
