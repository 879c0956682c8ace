package aadgraph

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

// exchange is one request on its way through the service.
type exchange struct {
	s        *Service
	w        http.ResponseWriter
	r        *http.Request
	version  version
	tenant   string // as answers name it: "myorganization", the id or a domain
	me       bool   // addressed by the alias in place of the tenant
	metadata metadataLevel
	id       string // request-id
	clientID string // client-request-id: the client's, "" if it gave none
	sent     bool   // the answer's head is out
	read     []byte // the body, once it was read
	nested   bool   // a member of a batch
	options
}

func (s *Service) exchange(w http.ResponseWriter, r *http.Request) *exchange {
	x := &exchange{s: s, w: w, r: r, id: newRequestID(), tenant: aliasTenant, metadata: metadataOf(r.Header.Get("Accept"))}
	if given := r.Header.Get("client-request-id"); len(given) <= 128 {
		x.clientID = given
	}
	return x
}

func newRequestID() string {
	var u [16]byte
	rand.Read(u[:])
	h := hex.EncodeToString(u[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// root is the absolute URL below which the tenant's resources are, built from
// what the client called the host.
func (x *exchange) root() string {
	scheme := x.r.URL.Scheme
	switch {
	case scheme != "":
	case x.r.TLS != nil:
		scheme = "https"
	default:
		scheme = "http"
	}
	return scheme + "://" + x.r.Host + "/" + x.tenant
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
	return parsed(data)
}

// arguments reads the parameters of an action or function; no body means
// none.
func (x *exchange) arguments() (*odata.Object, error) {
	data, err := x.readBody()
	if err != nil || len(data) == 0 {
		return new(odata.Object), err
	}
	return parsed(data)
}

func parsed(data []byte) (*odata.Object, error) {
	o, err := odata.ParseObject(data)
	if err != nil {
		return nil, malformed(err)
	}
	return o, nil
}

func (x *exchange) readBody() ([]byte, error) {
	if x.r.Body == nil || x.read != nil {
		return x.read, nil
	}
	if t := x.r.Header.Get("Content-Type"); t != "" && !strings.Contains(strings.ToLower(t), "json") {
		return nil, mediaType("A supported MIME type could not be found that matches the content type of the request: use application/json.")
	}
	return x.receive()
}

// receive reads a body of whatever type.
func (x *exchange) receive() ([]byte, error) {
	in, err := x.decoded()
	if err != nil {
		return nil, err
	}
	x.read, err = io.ReadAll(io.LimitReader(in, maxBody+1))
	switch {
	case err != nil:
		return nil, malformed(err)
	case len(x.read) > maxBody:
		return nil, &core.Error{Status: http.StatusRequestEntityTooLarge, Code: core.CodeBadRequest,
			Message: fmt.Sprintf("The request body is larger than %d bytes.", maxBody)}
	}
	return x.read, nil
}

// decoded gives the body without its Content-Encoding.
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
	return nil, mediaType("Unsupported content encoding: only gzip is read.")
}

func mediaType(message string) error {
	return &core.Error{Status: http.StatusUnsupportedMediaType, Code: "Request_MediaTypeNotSupported", Message: message}
}

func malformed(err error) error {
	return badRequest("Invalid JSON payload: %v", err)
}

func badRequest(format string, args ...any) error {
	return &core.Error{Status: http.StatusBadRequest, Code: core.CodeBadRequest, Message: fmt.Sprintf(format, args...)}
}
