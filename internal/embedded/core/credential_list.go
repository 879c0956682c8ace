package core

import (
	"context"
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// setKeys replaces the key credentials of r by the list that the body gives:
// listed ones stay if their keyId is named, without their key; others must
// bring a certificate.
func (b *body) setKeys(r *store.Record, kept credentials) error {
	if !b.props.Has(keyList) {
		return nil
	}
	before, after := credentialList(r.Props, keyList), []*odata.Object{}
	for _, given := range credentialList(b.props, keyList) {
		if findCredential(after, given.String("keyId")) >= 0 && given.String("keyId") != "" {
			return badProperty(keyList, "The keyId '%s' is there more than once.", given.String("keyId"))
		}
		if i := findCredential(before, given.String("keyId")); i >= 0 {
			if !sameKey(given, before[i], kept.Keys[before[i].String("keyId")]) {
				return keyFixed(given.String("keyId"))
			}
			after = append(after, before[i])
			continue
		}
		made, cert, err := b.newKey(given).credential()
		if err != nil {
			return err
		}
		kept.Keys[made.String("keyId")] = cert.Raw
		after = append(after, made)
	}
	b.props.Set(keyList, after)
	return nil
}

// newKey is a key of the body, as opened ahead.
func (b *body) newKey(given *odata.Object) newKey {
	password := b.passwordOf(given)
	return newKey{given, password, b.opened[given.String("key")+"\n"+password]}
}

// openKeys opens the keys of a body that need it, and takes the secrets that
// it brings.
func (d *Directory) openKeys(ctx context.Context, b *body) error {
	if err := d.takeSecrets(ctx, b); err != nil {
		return err
	}
	if !b.props.Has(keyList) {
		return nil
	}
	list := credentialList(b.props, keyList)
	if len(slices.DeleteFunc(slices.Clone(list), func(o *odata.Object) bool { return !isPFX(o) })) > maxPFXKeys {
		return badProperty(keyList, "A request can bring at most %d keys of type '%s'.", maxPFXKeys, typePFX)
	}
	b.opened = map[string]*openedKey{}
	for _, given := range list {
		k := newKey{given: given, password: b.passwordOf(given)}
		opened, err := d.openKey(ctx, k)
		if err != nil {
			return err
		}
		if opened != nil {
			b.opened[given.String("key")+"\n"+k.password] = opened
		}
	}
	return nil
}

// passwordOf gives the password that the same body has for a key.
func (b *body) passwordOf(key *odata.Object) string {
	list := credentialList(b.props, passwordList)
	if i := findCredential(list, key.String("keyId")); i >= 0 {
		return list[i].String("secretText")
	}
	return ""
}

// sameKey says that what is given of a listed credential is what it is.
func sameKey(given, listed *odata.Object, cert []byte) bool {
	if data, err := decodeBinary(given.String("key")); err != nil || len(data) > 0 && string(data) != string(cert) {
		return false
	}
	return sameCredential(given, listed)
}

// sameCredential compares the members that the given one has; times compare
// as instants.
func sameCredential(given, listed *odata.Object) bool {
	for name := range given.All() {
		switch name {
		case "startDateTime", "endDateTime":
			if !given.IsNull(name) && !momentOf(given, name).Equal(momentOf(listed, name)) {
				return false
			}
		case "customKeyIdentifier", "displayName", "type", "usage", "hint":
			if !given.IsNull(name) && given.String(name) != listed.String(name) {
				return false
			}
		}
	}
	return true
}

// keyFixed is the refusal to change a credential (facts/graph.md, section 10).
func keyFixed(keyID string) error {
	e := badRequest("Update to existing credential with KeyId '%s' is not allowed.", keyID)
	e.Details = []Detail{{Code: "KeyNotUpdatable", Message: e.Message, Target: "keyId"}}
	return e
}

// setPasswords replaces the password credentials by the list that the body
// gives: listed ones stay if their keyId is named. New ones cannot be made
// so, but for those that bring their secret where they may, and those that go
// with a key of type X509CertAndPassword, whose secretText opens it and signs
// nobody in.
func (b *body) setPasswords(r *store.Record, kept credentials) error {
	if !b.props.Has(passwordList) {
		return nil
	}
	before, after := credentialList(r.Props, passwordList), []*odata.Object{}
	for i, given := range credentialList(b.props, passwordList) {
		id := given.String("keyId")
		if at := findCredential(before, id); at >= 0 && id != "" {
			if !sameCredential(given, before[at]) || !given.IsNull("secretText") {
				return keyFixed(id)
			}
			after = append(after, before[at])
			continue
		}
		made, err := b.newPasswordAt(i, given)
		if err != nil {
			return err
		}
		after = append(after, made)
	}
	b.props.Set(passwordList, after)
	b.keepGiven(kept)
	return nil
}

// keyPassword is the password credential of a key that signs.
func (b *body) keyPassword(given *odata.Object) (*odata.Object, error) {
	keys := credentialList(b.props, keyList)
	i := findCredential(keys, given.String("keyId"))
	if i < 0 || given.IsNull("keyId") || keys[i].String("usage") != usageSign {
		return nil, badProperty(passwordList, "Password credentials cannot be added by an update: use addPassword.")
	}
	return keyPasswordOf(keys[i], given), nil
}

// keyPasswordOf lists the password of a key under the key's keyId.
func keyPasswordOf(key, given *odata.Object) *odata.Object {
	made := odata.NewObject("customKeyIdentifier", key.String("customKeyIdentifier"), "displayName", nil,
		"endDateTime", key.String("endDateTime"), "hint", nil, "keyId", key.String("keyId"), "secretText", nil,
		"startDateTime", key.String("startDateTime"))
	if !given.IsNull("displayName") {
		made.Set("displayName", given.String("displayName"))
	}
	return made
}
