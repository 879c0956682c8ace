package graph

import (
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// addTokenSigningCertificate gives a service principal a self-signed
// certificate to sign tokens with.
func (x *exchange) addTokenSigningCertificate(t *target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	given := new(odata.Object)
	for _, name := range []string{"displayName", "endDateTime"} {
		raw, ok := args.Raw(name)
		if !ok {
			continue
		}
		if err := edm.CheckValue(edm.Lookup("selfSignedCertificate"), name, raw); err != nil {
			return badArgument("parameter '"+name+"'", err)
		}
		given.Set(name, raw)
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	made, err := x.s.core.AddSigningCertificate(x.r.Context(), r.ID, given)
	if err != nil {
		return err
	}
	return x.complexValue("selfSignedCertificate", made)
}
