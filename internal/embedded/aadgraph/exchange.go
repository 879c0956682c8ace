package aadgraph

import (
	"fmt"
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// exchange is one request on its way through the service.
type exchange struct {
	s        *Service
	w        http.ResponseWriter
	r        *http.Request
	version  version
	tenant   string // as answers name it: "myorganization", the id or a domain
	me       bool   // addressed by the alias in place of the tenant
	metadata inbound.Metadata
	id       string          // request-id
	clientID string          // client-request-id: the client's, "" if it gave none
	sent     bool            // the answer's head is out
	payload  inbound.Payload // the body
	nested   bool            // a member of a batch
	options
}

func (s *Service) exchange(w http.ResponseWriter, r *http.Request) *exchange {
	x := &exchange{s: s, w: w, r: r, payload: inbound.PayloadOf(r), id: inbound.NewID(), tenant: aliasTenant, metadata: metadataWords().Wanted(r.Header.Get("Accept"))}
	if given := r.Header.Get("client-request-id"); len(given) <= 128 {
		x.clientID = given
	}
	return x
}

// root is the absolute URL below which the tenant's resources are, built from
// what the client called the host.
func (x *exchange) root() string { return inbound.Origin(x.r) + "/" + x.tenant }

// body reads the request's JSON object.
func (x *exchange) body() (*odata.Object, error) { return x.payload.Object() }

// arguments reads the parameters of an action or function; no body means
// none.
func (x *exchange) arguments() (*odata.Object, error) { return x.payload.Arguments() }

func badRequest(format string, args ...any) error {
	return &core.Error{Status: http.StatusBadRequest, Code: core.CodeBadRequest, Message: fmt.Sprintf(format, args...)}
}
