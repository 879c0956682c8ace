package graph

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// addKey adds a key credential on proof that the caller has the private key
// of another.
func (x *exchange) addKey(t *target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	key, err := complexArgument(args, "keyCredential", "keyCredential")
	if err != nil {
		return err
	}
	if key == nil {
		return invalidQuery("A value must be provided for the parameter 'keyCredential'.")
	}
	password, err := complexArgument(args, "passwordCredential", "passwordCredential")
	if err != nil {
		return err
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	made, err := x.s.core.AddKey(x.r.Context(), r.ID, core.NewKey{Key: key, Password: password, Proof: args.String("proof")})
	if err != nil {
		return err
	}
	return x.complexValue("keyCredential", made)
}

func (x *exchange) removeKey(t *target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	keyID, err := textArgument(args, "keyId")
	if err != nil {
		return err
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	if err := x.s.core.RemoveKey(x.r.Context(), r.ID, keyID, args.String("proof")); err != nil {
		return err
	}
	return x.noContent()
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
