package graph

import (
	"compress/gzip"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// maxBody bounds a request body, after decompression.
const maxBody = 4 << 20

// exchange is one request on its way through the service, alone or as a
// member of a batch.
type exchange struct {
	s        *Service
	w        http.ResponseWriter
	r        *http.Request
	version  string // "v1.0" or "beta"
	path     string // escaped, below the version
	metadata metadataLevel
	id       string // request-id
	clientID string // client-request-id: the client's, or our own
	nested   bool   // a member of a batch
	sent     bool   // the answer's head is out
	read     []byte // the body, once it was read
	judge    *judge // who decided on the caller, nil for a trusted one
	refusals Refusals
	options
}

func (s *Service) exchange(w http.ResponseWriter, r *http.Request) *exchange {
	x := &exchange{s: s, w: w, r: r, id: newRequestID(), metadata: metadataOf(r.Header.Get("Accept"))}
	x.refusals, _ = w.(Refusals)
	x.clientID = r.Header.Get("client-request-id")
	if x.clientID == "" || len(x.clientID) > 128 {
		x.clientID = x.id
	}
	return x
}

func newRequestID() string {
	var u [16]byte
	rand.Read(u[:])
	h := hex.EncodeToString(u[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// root is the absolute URL of the version root, "https://host/v1.0", built
// from what the client called the host.
func (x *exchange) root() string {
	scheme := x.r.URL.Scheme
	switch {
	case scheme != "":
	case x.r.TLS != nil:
		scheme = "https"
	default:
		scheme = "http"
	}
	return scheme + "://" + x.r.Host + "/" + x.version
}

// recover turns a panic, which is a mistake of this program, into a 500.
func (x *exchange) recover() {
	if p := recover(); p != nil {
		if x.sent || p == http.ErrAbortHandler {
			panic(p)
		}
		x.fail(fmt.Errorf("internal error: %v", p))
	}
}

// body reads the request's JSON object.
func (x *exchange) body() (*odata.Object, error) {
	data, err := x.readBody()
	if err != nil {
		return nil, err
	}
	if len(data) == 0 {
		return nil, malformed(errors.New("the body is empty"))
	}
	o, err := odata.ParseObject(data)
	if err != nil {
		return nil, malformed(err)
	}
	return o, nil
}

// arguments reads the parameters of an action; no body means none.
func (x *exchange) arguments() (*odata.Object, error) {
	data, err := x.readBody()
	if err != nil || len(data) == 0 {
		return new(odata.Object), err
	}
	o, err := odata.ParseObject(data)
	if err != nil {
		return nil, malformed(err)
	}
	return o, nil
}

// readBody reads the request's body, which permissions may have looked at
// before.
func (x *exchange) readBody() ([]byte, error) {
	if x.r.Body == nil || x.read != nil {
		return x.read, nil
	}
	data, err := x.receive()
	x.read = data
	return data, err
}

func (x *exchange) receive() ([]byte, error) {
	if t := x.r.Header.Get("Content-Type"); t != "" && !strings.Contains(strings.ToLower(t), "json") {
		return nil, &core.Error{Status: http.StatusUnsupportedMediaType, Code: core.CodeBadRequest,
			Message: "Unsupported media type: the body must be application/json."}
	}
	in, err := x.decoded()
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(in, maxBody+1))
	switch {
	case err != nil:
		return nil, malformed(err)
	case len(data) > maxBody:
		return nil, &core.Error{Status: http.StatusRequestEntityTooLarge, Code: "RequestEntityTooLarge",
			Message: fmt.Sprintf("The request body is larger than %d bytes.", maxBody)}
	}
	return data, nil
}

// decoded gives the body without its Content-Encoding. The client learns by
// 415 what it can do without (Microsoft's Go SDK then sends plain).
func (x *exchange) decoded() (io.Reader, error) {
	switch strings.ToLower(x.r.Header.Get("Content-Encoding")) {
	case "", "identity":
		return x.r.Body, nil
	case "gzip":
		in, err := gzip.NewReader(x.r.Body)
		if err != nil {
			return nil, malformed(err)
		}
		return in, nil
	}
	return nil, &core.Error{Status: http.StatusUnsupportedMediaType, Code: core.CodeBadRequest,
		Message: "Unsupported content encoding: only gzip is read."}
}

func malformed(err error) error {
	return &core.Error{Status: http.StatusBadRequest, Code: "BadRequest",
		Message: "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format: " + err.Error()}
}
