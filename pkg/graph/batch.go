package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// MaxBatch is the number of requests that Graph takes in one $batch.
const MaxBatch = 20

// BatchRequest is one member of a batch.
type BatchRequest struct {
	Method string
	Path   string // as for the methods of Client
	Query  odata.Query
	Header http.Header
	Body   *odata.Object // nil: none
	// Read says that a member that is not a GET changes nothing.
	Read bool
}

// BatchResponse is the answer to one member.
type BatchResponse struct {
	Status int
	Header http.Header
	Object *odata.Object // nil if the answer has no body
	// Err is the error of a member that failed. With Sent set, the batch was
	// sent and there is no answer for this member.
	Err error
}

// Batch sends requests in as few $batch requests as there must be, one after
// the other, and gives the answers in the order of the requests. Members are
// carried out by the service in any order. None is ever repeated. When a
// $batch as a whole fails, its members have its error, those after it are not
// sent (apierr.Interrupted), and the error is returned as well.
func (c *Client) Batch(ctx context.Context, members []BatchRequest) ([]BatchResponse, error) {
	answers := make([]BatchResponse, 0, len(members))
	var failed error
	for chunk := range slices.Chunk(members, MaxBatch) {
		if failed != nil {
			answers = append(answers, fail(chunk, apierr.New(apierr.Interrupted, "", "not sent: an earlier batch failed"))...)
			continue
		}
		part, err := c.batch(ctx, chunk)
		if err != nil {
			failed, part = err, fail(chunk, err)
		}
		answers = append(answers, part...)
	}
	return answers, failed
}

func fail(members []BatchRequest, err error) []BatchResponse {
	answers := make([]BatchResponse, len(members))
	for i := range answers {
		answers[i].Err = err
	}
	return answers
}

// batch sends at most MaxBatch members.
func (c *Client) batch(ctx context.Context, members []BatchRequest) ([]BatchResponse, error) {
	r := &rest.Request{Method: http.MethodPost, Path: "$batch", Read: true, Operations: len(members)}
	r.Body = []byte(`{"requests":[`)
	for i, m := range members {
		w, err := newWireMember(strconv.Itoa(i+1), m)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			r.Body = append(r.Body, ',')
		}
		r.Body = w.append(r.Body, m.Body)
		r.Read = r.Read && (m.Read || m.Method == http.MethodGet)
	}
	r.Body = append(r.Body, "]}"...)
	res, err := c.rest.Do(ctx, r)
	if err != nil {
		return nil, err
	}
	return c.batchAnswers(members, r, res)
}

// wireMember is a member as it is sent, but for its body.
type wireMember struct {
	ID      string            `json:"id"`
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers,omitempty"`
}

// append appends the member's JSON text, with its body, to b. The body is JSON
// already and is not read again.
func (w wireMember) append(b []byte, body *odata.Object) []byte {
	var head bytes.Buffer
	enc := json.NewEncoder(&head)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(w) // strings alone: it cannot fail
	b = append(b, bytes.TrimSuffix(head.Bytes(), []byte("}\n"))...)
	if body != nil {
		b = append(b, `,"body":`...)
		b = body.AppendJSON(b)
	}
	return append(b, '}')
}

func newWireMember(id string, m BatchRequest) (wireMember, error) {
	if err := checkPath(m.Method, m.Path); err != nil {
		return wireMember{}, err
	}
	r := &rest.Request{Path: m.Path, Header: http.Header{}}
	ask(r, m.Query)
	w := wireMember{ID: id, Method: m.Method, URL: "/" + m.Path, Headers: map[string]string{}}
	if r.Query != "" {
		w.URL += "?" + r.Query
	}
	for _, h := range []http.Header{r.Header, m.Header} {
		for name := range h {
			w.Headers[headerName(name)] = h.Get(name)
		}
	}
	if _, ok := w.Headers["Content-Type"]; m.Body != nil && !ok {
		w.Headers["Content-Type"] = "application/json"
	}
	return w, nil
}

// Do sends one request by itself and gives its answer in the form that a
// batch's member has.
func (c *Client) Do(ctx context.Context, m BatchRequest) BatchResponse {
	r := &rest.Request{Method: m.Method, Path: m.Path, Header: m.Header.Clone(), Read: m.Read}
	if r.Header == nil {
		r.Header = http.Header{}
	}
	ask(r, m.Query)
	if m.Body != nil {
		r.Body = encode(m.Body)
	}
	res, err := c.do(ctx, r)
	if err != nil {
		a := BatchResponse{Err: err}
		if e := apierr.As(err); e != nil {
			a.Status = e.Status
		}
		return a
	}
	a := BatchResponse{Status: res.Status, Header: res.Header}
	if a.Object, err = parseObject(res); err != nil {
		a.Err = rest.Unreadable(r, res, err)
	}
	return a
}

// headerName undoes what http.Header makes of the one name that documents and
// logs spell otherwise.
func headerName(name string) string {
	if strings.EqualFold(name, "ConsistencyLevel") {
		return "ConsistencyLevel"
	}
	return name
}
