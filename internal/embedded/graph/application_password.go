package graph

import "github.com/tenantctl/tenantctl/pkg/odata"

// addPassword makes a password credential, whose secret this answer alone
// has.
func (x *exchange) addPassword(t *target) error {
	return x.onCredentials(t, "passwordCredential", func(id string, args *odata.Object) (*odata.Object, error) {
		given, err := complexArgument(args, "passwordCredential", "passwordCredential")
		if err != nil {
			return nil, err
		}
		return x.s.core.AddPassword(x.r.Context(), id, given)
	})
}

func (x *exchange) removePassword(t *target) error {
	return x.onCredentials(t, "", func(id string, args *odata.Object) (*odata.Object, error) {
		keyID, err := textArgument(args, "keyId")
		if err != nil {
			return nil, err
		}
		return nil, x.s.core.RemovePassword(x.r.Context(), id, keyID)
	})
}
