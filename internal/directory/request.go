package directory

import "context"

// Request is the verb of a request that the user wrote (the command api):
// Operation.Request says which. It cannot be undone, and what became of it
// cannot be read back.
const Request Verb = "request"

// RawRequest is a request as the user wrote it.
type RawRequest struct {
	// Method is GET, HEAD, POST, PATCH, PUT or DELETE.
	Method string `json:"method"`
	// Path has a query where there is one. It begins with the version of the
	// service, or stands below the version of the profile; or it is a whole
	// address, which must be the service's own.
	Path string `json:"path"`
	// Headers are sent besides those of every request.
	Headers map[string]string `json:"headers,omitempty"`
	// Content is a body that is no JSON object; such a one is
	// Operation.Body. The journal keeps its size only.
	Content []byte `json:"-"`
	Size    int    `json:"size,omitempty"`
}

// Target names the request in messages, without its query.
func (r *RawRequest) Target() string {
	path := r.Path
	for i, c := range path {
		if c == '?' {
			path = path[:i]
			break
		}
	}
	return r.Method + " " + path
}

// Answer is a directory's answer to a RawRequest, as it came.
type Answer struct {
	Status int
	// Type is the media type, "" if the answer does not say.
	Type string
	Body []byte
}

// Requester is a directory that answers requests as the user writes them.
type Requester interface {
	// Ask sends a GET or HEAD.
	Ask(ctx context.Context, r *RawRequest) (*Answer, error)
}
