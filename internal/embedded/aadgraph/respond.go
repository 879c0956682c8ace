package aadgraph

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// metadataWords are those of OData 3.
func metadataWords() inbound.MetadataWords {
	return inbound.MetadataWords{Parameter: "odata=", Minimal: "minimalmetadata", None: "nometadata", Full: "fullmetadata"}
}

// head writes status and headers (facts/aadgraph.md, section 2).
func (x *exchange) head(status int, contentType string) {
	h := x.w.Header()
	if contentType != "" {
		h.Set("Content-Type", contentType)
	}
	h.Set("request-id", x.id)
	if x.clientID != "" {
		h.Set("client-request-id", x.clientID)
	}
	h.Set("ocp-aad-diagnostics-server-name", "tenantctl")
	h.Set("DataServiceVersion", "3.0;")
	h.Set("Cache-Control", "no-cache")
	x.sent = true
	x.w.WriteHeader(status)
}

// json sends a JSON body.
func (x *exchange) json(status int, body []byte) error {
	x.w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	x.head(status, "application/json;"+metadataWords().Said(x.metadata)+";streaming=true;charset=utf-8")
	if x.r.Method == http.MethodHead {
		return nil
	}
	// The error of writing to a client that has gone has nobody to be told.
	_, _ = x.w.Write(body)
	return nil
}

// noContent answers 204.
func (x *exchange) noContent() error {
	x.head(http.StatusNoContent, "")
	return nil
}

// empty answers 200 without a body, as assignLicense does.
func (x *exchange) empty() error {
	x.w.Header().Set("Content-Length", "0")
	x.head(http.StatusOK, "")
	return nil
}

// value answers with odata.metadata and one value: "Edm.Boolean" and true,
// "Collection(Edm.String)" and a list of strings.
func (x *exchange) value(fragment string, value any) error {
	o := x.envelope(fragment)
	o.Set("value", value)
	return x.json(http.StatusOK, o.AppendJSON(nil))
}

// envelope begins an answer with odata.metadata, unless the client wants
// none. ~ in the fragment stands for the types' namespace.
func (x *exchange) envelope(fragment string) *odata.Object {
	o := new(odata.Object)
	if x.metadata != inbound.NoMetadata {
		o.Set("odata.metadata", x.root()+"/$metadata#"+strings.ReplaceAll(fragment, "~", x.version.namespace()))
	}
	return o
}

// entity answers with one object of Graph's, translated.
func (x *exchange) entity(status int, e *entity, o *odata.Object) error {
	b := x.appendExpanded(nil, e, o)
	if head := x.envelope(e.fragment() + "/@Element"); head.Len() > 0 {
		b = append(opened(head), append([]byte{','}, b[1:]...)...)
	}
	return x.json(status, b)
}

// entities answers with a list of Graph's objects, translated, each by its
// own type. next is the value of odata.nextLink, "" for none.
func (x *exchange) entities(e *entity, list []*odata.Object, next string) error {
	head := x.envelope(e.fragment())
	if next != "" {
		head.Set("odata.nextLink", next)
	}
	b := append(make([]byte, 0, 1536*(len(list)+1)), opened(head)...)
	b = x.appendList(appendName(b, "value"), e, list, x.appendExpanded)
	return x.json(http.StatusOK, append(b, '}'))
}

// opened is an object's JSON without its end.
func opened(o *odata.Object) []byte {
	b := o.AppendJSON(nil)
	return b[:len(b)-1]
}
