package graph

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// addKey adds a key credential on proof that the caller has the private key
// of another.
func (x *exchange) addKey(t *target) error {
	return x.onCredentials(t, "keyCredential", func(id string, args *odata.Object) (*odata.Object, error) {
		key, err := complexArgument(args, "keyCredential", "keyCredential")
		if err != nil {
			return nil, err
		}
		if key == nil {
			return nil, invalidQuery("A value must be provided for the parameter 'keyCredential'.")
		}
		password, err := complexArgument(args, "passwordCredential", "passwordCredential")
		if err != nil {
			return nil, err
		}
		return x.s.core.AddKey(x.r.Context(), id, core.NewKey{Key: key, Password: password, Proof: args.String("proof")})
	})
}

func (x *exchange) removeKey(t *target) error {
	return x.onCredentials(t, "", func(id string, args *odata.Object) (*odata.Object, error) {
		keyID, err := textArgument(args, "keyId")
		if err != nil {
			return nil, err
		}
		return nil, x.s.core.RemoveKey(x.r.Context(), id, keyID, args.String("proof"))
	})
}

// withKeys gives an object as it is shown by itself: where keyCredentials are
// selected by name, with their certificates (reference on keyCredential,
// key).
func (x *exchange) withKeys(r *store.Record) *store.Record {
	if r.Type != "application" && r.Type != "servicePrincipal" {
		return r
	}
	if !slices.ContainsFunc(x.query.Select, func(name string) bool { return strings.EqualFold(name, "keyCredentials") }) {
		return r
	}
	shown := *r
	shown.Props = r.Props.Clone()
	shown.Props.Set("keyCredentials", core.KeyCredentials(r))
	return &shown
}
