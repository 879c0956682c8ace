package core

import (
	"context"
	"encoding/json"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

type givenSecrets struct{}

// WithGivenSecrets gives a context in which who writes a new password
// credential brings its secret and may choose its keyId, as on Azure AD Graph
// (entity reference of version 1.6, PasswordCredential); on Microsoft Graph
// the directory makes both. Nothing that a request holds can make such a
// context.
func WithGivenSecrets(ctx context.Context) context.Context {
	return context.WithValue(ctx, givenSecrets{}, true)
}

// maxGivenSecrets bounds the secrets that one request brings: each costs what
// hashing a password costs.
const maxGivenSecrets = 10

// givenSecret is a password credential of a body that brought its secret.
type givenSecret struct {
	listed *odata.Object
	hash   json.RawMessage
}

// takeSecrets makes credentials of the passwords of a body that bring their
// secret, where the context lets them. It hashes, so it is called outside of
// any transaction.
func (d *Directory) takeSecrets(ctx context.Context, b *body) error {
	if allowed, _ := ctx.Value(givenSecrets{}).(bool); !allowed {
		return nil
	}
	b.given = map[int]givenSecret{}
	for i, given := range credentialList(b.props, passwordList) {
		if given.IsNull("secretText") || b.signsWith(given) {
			continue
		}
		if len(b.given) == maxGivenSecrets {
			return badProperty(passwordList, "A request can bring at most %d new passwords.", maxGivenSecrets)
		}
		listed, err := d.givenPassword(given)
		if err != nil {
			return err
		}
		if b.hasGiven(listed.String("keyId")) {
			return badProperty(passwordList, "The keyId '%s' is there more than once.", listed.String("keyId"))
		}
		hash, err := hashPassword(ctx, given.String("secretText"))
		if err != nil {
			return err
		}
		b.given[i] = givenSecret{listed, hash}
	}
	return nil
}

func (b *body) hasGiven(keyID string) bool {
	for _, g := range b.given {
		if g.listed.String("keyId") == keyID {
			return true
		}
	}
	return false
}

// signsWith tells whether a password opens a key of the same body.
func (b *body) signsWith(password *odata.Object) bool {
	keys := credentialList(b.props, keyList)
	i := findCredential(keys, password.String("keyId"))
	return i >= 0 && !password.IsNull("keyId") && keys[i].String("usage") == usageSign
}

// givenPassword is a password credential as it is listed, without its secret.
func (d *Directory) givenPassword(given *odata.Object) (*odata.Object, error) {
	if given.String("secretText") == "" {
		return nil, badProperty(passwordList, "The secret of a new password credential must not be empty.")
	}
	listed, err := d.newPassword(given)
	if err != nil {
		return nil, err
	}
	listed.Set("secretText", nil)
	listed.Set("hint", nil)
	for _, name := range []string{"customKeyIdentifier", "keyId"} {
		if raw, ok := given.Raw(name); ok && !given.IsNull(name) {
			listed.Set(name, raw)
		}
	}
	return listed, nil
}

// keepGiven keeps the hashes of those secrets that an object's list still has.
func (b *body) keepGiven(kept credentials) {
	for _, g := range b.given {
		kept.Passwords[g.listed.String("keyId")] = g.hash
	}
}

// newPasswordAt gives what is to be listed for the new password at a place of
// the body's list.
func (b *body) newPasswordAt(i int, given *odata.Object) (*odata.Object, error) {
	switch g, ok := b.given[i]; {
	case ok:
		return g.listed, nil
	case b.given != nil && !b.signsWith(given):
		return nil, badProperty(passwordList, "A new password credential needs its secret.")
	}
	return b.keyPassword(given)
}
