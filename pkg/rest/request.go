package rest

import (
	"encoding/json"
	"net/http"
	"net/url"
)

// Request is what is asked of a directory.
type Request struct {
	Method string
	// Path is relative to the base and already percent-encoded.
	Path string
	// Query is the raw query, without "?".
	Query string
	// URL, if not nil, stands in place of Path and Query: a link that the
	// directory gave. It must lie below the base.
	URL    *url.URL
	Header http.Header
	// Body is sent again with each attempt. Its type is JSON unless Header
	// says otherwise.
	Body []byte
	// Read says that the request changes nothing although its method is not
	// GET: it may leave in a dry run and may be repeated.
	Read bool
	// Operations is how many operations the request stands for, for the
	// limiter: the members of a batch. 0 counts as 1.
	Operations int

	// id is the client-request-id, the same for all attempts.
	id string
}

// Response is an answer below 300, read whole.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// Kept is a request that a dry run kept back, as it is shown: its body has no
// secret, its header only what gives it meaning.
type Kept struct {
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers"`
	Body    json.RawMessage   `json:"body"`
}

func (r *Request) operations() int { return max(r.Operations, 1) }

// harmless tells whether the request changes nothing.
func (r *Request) harmless() bool {
	return r.Read || r.Method == http.MethodGet || r.Method == http.MethodHead
}

// repeatable tells whether sending the request twice does what sending it
// once does (RFC 9110, section 9.2.2).
func (r *Request) repeatable() bool {
	return r.harmless() || r.Method == http.MethodPut || r.Method == http.MethodDelete
}
