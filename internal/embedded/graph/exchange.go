package graph

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// exchange is one request on its way through the service, alone or as a
// member of a batch.
type exchange struct {
	s        *Service
	w        http.ResponseWriter
	r        *http.Request
	version  string // "v1.0" or "beta"
	path     string // escaped, below the version
	metadata inbound.Metadata
	id       string          // request-id
	clientID string          // client-request-id: the client's, or our own
	nested   bool            // a member of a batch
	sent     bool            // the answer's head is out
	payload  inbound.Payload // the body
	judge    *judge          // who decided on the caller, nil for a trusted one
	// parameters are those of the action that is called, as the model has it;
	// empty if it has none, or is not in the model.
	parameters []edm.Parameter
	refusals   Refusals
	options
}

func (s *Service) exchange(w http.ResponseWriter, r *http.Request) *exchange {
	x := &exchange{s: s, w: w, r: r, payload: inbound.PayloadOf(r), id: inbound.NewID(), metadata: metadataWords().Wanted(r.Header.Get("Accept"))}
	x.refusals, _ = w.(Refusals)
	x.clientID = r.Header.Get("client-request-id")
	if x.clientID == "" || len(x.clientID) > 128 {
		x.clientID = x.id
	}
	return x
}

// root is the absolute URL of the version root, "https://host/v1.0", built
// from what the client called the host.
func (x *exchange) root() string { return inbound.Origin(x.r) + "/" + x.version }

// body reads the request's JSON object.
func (x *exchange) body() (*odata.Object, error) { return x.payload.Object() }

// arguments reads the parameters of an action; no body means none.
func (x *exchange) arguments() (*odata.Object, error) {
	args, err := x.payload.Arguments()
	if err != nil || len(x.parameters) == 0 {
		return args, err
	}
	return x.namedArguments(args)
}

// namedArguments gives arguments the names of the action's parameters, which
// may be written in any case. Others are passed over, as the service does:
// well-known clients send the id of a template that they instantiate, and the
// type of a certificate that is made for them (hamilton).
func (x *exchange) namedArguments(args *odata.Object) (*odata.Object, error) {
	named := new(odata.Object)
	for name, raw := range args.All() {
		if strings.Contains(name, "@") {
			continue
		}
		i := slices.IndexFunc(x.parameters, func(p edm.Parameter) bool { return strings.EqualFold(p.Name, name) })
		if i < 0 {
			continue
		}
		if what := notText(x.parameters[i], raw); what != "" {
			return nil, invalidQuery("Invalid value specified for parameter '" + name + "': " + what + " is expected.")
		}
		named.Set(x.parameters[i].Name, raw)
	}
	return named, nil
}

// notText says what a parameter takes that is a text or a list of texts, if
// the value is something else; of others each action speaks itself.
func notText(p edm.Parameter, raw json.RawMessage) string {
	switch {
	case p.Type != "Edm.String" || string(raw) == "null":
	case p.Collection && raw[0] != '[':
		return "a list"
	case !p.Collection && raw[0] != '"':
		return "a text"
	}
	return ""
}
