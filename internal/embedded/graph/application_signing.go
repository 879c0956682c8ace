package graph

import (
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// addTokenSigningCertificate gives a service principal a self-signed
// certificate to sign tokens with.
func (x *exchange) addTokenSigningCertificate(t *target) error {
	return x.onCredentials(t, "selfSignedCertificate", func(id string, args *odata.Object) (*odata.Object, error) {
		given := new(odata.Object)
		for _, name := range []string{"displayName", "endDateTime"} {
			raw, ok := args.Raw(name)
			if !ok {
				continue
			}
			if err := edm.CheckValue(edm.Lookup("selfSignedCertificate"), name, raw); err != nil {
				return nil, badArgument("parameter '"+name+"'", err)
			}
			given.Set(name, raw)
		}
		return x.s.core.AddSigningCertificate(x.r.Context(), id, given)
	})
}
