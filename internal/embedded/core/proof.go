package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// NewKey is what addKey is asked for: the key credential, the passwordCredential
// whose secretText opens it (only for type X509CertAndPassword) and the proof
// that the caller has the private key of another one.
type NewKey struct {
	Key, Password *odata.Object
	Proof         string
	opened        *openedKey
}

// AddKey gives an application or service principal a key credential, on
// proof. A proof that does not hold is refused with 401, none with 403.
func (d *Directory) AddKey(ctx context.Context, id string, k NewKey) (*odata.Object, error) {
	if k.Proof == "" {
		return nil, denied()
	}
	opened, err := d.openKey(ctx, newKey{given: k.Key, password: k.Password.String("secretText")})
	if err != nil {
		return nil, err
	}
	k.opened = opened
	var made *odata.Object
	err = d.changeCredentials(ctx, id, func(r *store.Record, kept credentials) (err error) {
		if err := d.checkProof(ctx, r, k.Proof); err != nil {
			return err
		}
		made, err = k.add(r, kept)
		return err
	})
	return made, err
}

func (k NewKey) add(r *store.Record, kept credentials) (*odata.Object, error) {
	list, keyID := credentialList(r.Props, keyList), k.Key.String("keyId")
	if keyID != "" && findCredential(list, keyID) >= 0 {
		return nil, keyFixed(keyID)
	}
	if k.Password != nil && k.Key.String("type") == typeCertificate {
		return nil, badProperty("passwordCredential", "A passwordCredential goes with a key credential of type '%s' only.", typePFX)
	}
	made, cert, err := newKey{k.Key, k.Password.String("secretText"), k.opened}.credential()
	if err != nil {
		return nil, err
	}
	kept.Keys[made.String("keyId")] = cert.Raw
	r.Props.Set(keyList, append(list, made))
	if k.Password != nil {
		r.Props.Set(passwordList, append(credentialList(r.Props, passwordList), keyPasswordOf(made, k.Password)))
	}
	return made, nil
}

// RemoveKey takes a key credential away by its keyId, on proof as for
// [Directory.AddKey], and with it the password of the same keyId.
func (d *Directory) RemoveKey(ctx context.Context, id, keyID, proof string) error {
	if proof == "" {
		return denied()
	}
	return d.changeCredentials(ctx, id, func(r *store.Record, _ credentials) error {
		if err := d.checkProof(ctx, r, proof); err != nil {
			return err
		}
		list := credentialList(r.Props, keyList)
		i := findCredential(list, keyID)
		if i < 0 {
			return noCredential(keyID)
		}
		r.Props.Set(keyList, append(list[:i:i], list[i+1:]...))
		if passwords := credentialList(r.Props, passwordList); list[i].String("usage") == usageSign {
			if i := findCredential(passwords, keyID); i >= 0 {
				r.Props.Set(passwordList, append(passwords[:i:i], passwords[i+1:]...))
			}
		}
		return nil
	})
}
