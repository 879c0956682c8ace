package aadgraph

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// request is one of Microsoft Graph, built by this package. Nothing of what
// the client sent is in it but what was read, checked and written anew.
type request struct {
	method   string
	path     string        // escaped, below the version: "users('id')/manager"
	query    url.Values    // nil: none
	body     *odata.Object // nil: none
	advanced bool          // ConsistencyLevel: eventual
	entity   *entity       // whose property names an error's text may hold; nil: none
}

// graph asks the Microsoft Graph service in process, for the same caller. The
// answer is nil if there was no body; an answer of 400 or more is a
// *core.Error in Azure AD Graph's terms.
func (x *exchange) graph(q request) (*odata.Object, error) {
	data, err := x.forward(q)
	if err != nil || len(data) == 0 {
		return nil, err
	}
	return odata.ParseObject(data)
}

// graphPage is graph for a list.
func (x *exchange) graphPage(q request) (*odata.Page, error) {
	data, err := x.forward(q)
	if err != nil {
		return nil, err
	}
	return odata.ParsePage(data)
}

func (x *exchange) forward(q request) ([]byte, error) {
	var body []byte
	if q.body != nil {
		body = q.body.AppendJSON(nil)
	}
	target := "http://" + innerHost + "/v1.0/" + q.path
	if len(q.query) > 0 {
		target += "?" + q.query.Encode()
	}
	r, err := http.NewRequestWithContext(core.WithGivenSecrets(x.r.Context()), q.method, target, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if q.advanced {
		r.Header.Set("ConsistencyLevel", "eventual")
	}
	w := &inner{header: http.Header{}, outer: x.w}
	x.s.Graph.ServeHTTP(w, r)
	if w.status >= http.StatusBadRequest {
		return nil, x.refusalOf(w, q.entity)
	}
	return w.body.Bytes(), nil
}

// innerHost is in the links of the inner answers, none of which leaves this
// package as it is.
const innerHost = "directory.local"

// inner is the answer of the Graph service.
type inner struct {
	header http.Header
	status int
	body   bytes.Buffer
	outer  http.ResponseWriter
}

// Header implements http.ResponseWriter.
func (w *inner) Header() http.Header { return w.header }

// WriteHeader implements http.ResponseWriter.
func (w *inner) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

// Write implements io.Writer.
func (w *inner) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}

// Refused passes on why a caller was not permitted, for the log.
func (w *inner) Refused(reason string) {
	if log, ok := w.outer.(interface{ Refused(string) }); ok {
		log.Refused(reason)
	}
}

// refusalOf reads an error that Graph answered.
func (x *exchange) refusalOf(w *inner, e *entity) error {
	var answer struct {
		Error struct {
			Code, Message string
			Details       []core.Detail
		}
	}
	if err := json.Unmarshal(w.body.Bytes(), &answer); err != nil || answer.Error.Code == "" {
		return &core.Error{Status: http.StatusInternalServerError, Code: codeInternal, Message: "An internal error has occurred."}
	}
	refused := &core.Error{Status: w.status, Code: answer.Error.Code, Message: x.rename(e, answer.Error.Message), Details: answer.Error.Details}
	for i := range refused.Details {
		refused.Details[i].Target = x.rename(e, refused.Details[i].Target)
	}
	return refused
}

// key writes an object's key for a path: "users('id')". It is quoted, so that
// no key can be taken for an operation, a cast or an option.
func keyed(set, key string) string {
	return set + "('" + url.PathEscape(strings.ReplaceAll(key, "'", "''")) + "')"
}
