package graph

import (
	"bytes"

	"github.com/tenantctl/tenantctl/internal/edm"
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
