package graph

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
)

// csdl answers $metadata with the part of Microsoft's model that this
// program knows.
func (x *exchange) csdl() error {
	var b bytes.Buffer
	if err := edm.WriteCSDL(&b); err != nil {
		return err
	}
	return x.text("application/xml", b.String())
}

// serviceDocument lists the sets (OData 4.01 JSON Format, section 5).
func (x *exchange) serviceDocument() error {
	b := []byte{'{'}
	if x.metadata != inbound.NoMetadata {
		b = appendString(appendName(b, "@odata.context"), x.root()+"/$metadata")
	}
	b = append(appendName(b, "value"), '[')
	for _, s := range x.s.served.sets {
		if strings.Contains(s.path, "/") || s.beta && x.version != "beta" {
			continue
		}
		if b[len(b)-1] != '[' {
			b = append(b, ',')
		}
		b = append(b, '{')
		b = appendString(appendName(b, "name"), s.path)
		b = appendString(appendName(b, "kind"), "EntitySet")
		b = appendString(appendName(b, "url"), s.path)
		b = append(b, '}')
	}
	return x.json(http.StatusOK, append(b, "]}"...))
}
