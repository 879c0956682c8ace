package core

import (
	"context"
	"crypto/rand"
	"math/big"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// passwordLife is how long a password credential lasts that names no end, in
// years (facts/graph.md, section 10).
const passwordLife = 2

// passwordLength is that of the secrets that the directory makes.
const passwordLength = 40

// AddPassword gives an application or service principal a password that the
// directory makes, and gives the credential with secretText: nobody sees that
// again. given are the displayName, startDateTime and endDateTime that are
// wished; nil wishes nothing.
func (d *Directory) AddPassword(ctx context.Context, id string, given *odata.Object) (*odata.Object, error) {
	made, err := d.newPassword(given)
	if err != nil {
		return nil, err
	}
	hash, err := hashPassword(ctx, made.String("secretText"))
	if err != nil {
		return nil, err
	}
	err = d.changeCredentials(ctx, id, func(r *store.Record, kept credentials) error {
		kept.Passwords[made.String("keyId")] = hash
		r.Props.Set(passwordList, append(credentialList(r.Props, passwordList), withoutSecret(made)))
		return nil
	})
	return made, err
}

// RemovePassword takes a password credential away by its keyId.
func (d *Directory) RemovePassword(ctx context.Context, id, keyID string) error {
	return d.changeCredentials(ctx, id, func(r *store.Record, _ credentials) error {
		list := credentialList(r.Props, passwordList)
		i := findCredential(list, keyID)
		if i < 0 {
			return noCredential(keyID)
		}
		r.Props.Set(passwordList, append(list[:i:i], list[i+1:]...))
		return nil
	})
}

func noCredential(keyID string) error {
	return badProperty("keyId", "No credentials found to be removed: there is none with keyId '%s'.", keyID)
}

// changeCredentials changes the credentials of an object, secrets and list
// together.
func (d *Directory) changeCredentials(ctx context.Context, id string, change func(*store.Record, credentials) error) error {
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, id)
		if err != nil {
			return err
		}
		kept := credentialsOf(r)
		if err := change(r, kept); err != nil {
			return err
		}
		if err := kept.keep(r); err != nil {
			return err
		}
		return tx.Update(r)
	})
}

// newPassword makes a password credential, with its secret.
func (d *Directory) newPassword(given *odata.Object) (*odata.Object, error) {
	start, end, err := d.passwordDates(given)
	if err != nil {
		return nil, err
	}
	text := newSecretText()
	made := odata.NewObject("customKeyIdentifier", nil, "displayName", nil, "endDateTime", stamp(end),
		"hint", text[:3], "keyId", newID(), "secretText", text, "startDateTime", stamp(start))
	if !given.IsNull("displayName") {
		made.Set("displayName", given.String("displayName"))
	}
	return made, nil
}

func (d *Directory) passwordDates(given *odata.Object) (start, end time.Time, err error) {
	start = d.Now()
	if !given.IsNull("startDateTime") {
		start = momentOf(given, "startDateTime").UTC()
	}
	end = start.AddDate(passwordLife, 0, 0)
	if !given.IsNull("endDateTime") {
		end = momentOf(given, "endDateTime").UTC()
	}
	switch {
	case !end.After(start):
		err = badProperty("endDateTime", "The password credential's endDateTime '%s' must be later than its startDateTime '%s'.", stamp(end), stamp(start))
	case !end.After(d.Now()):
		err = badProperty("endDateTime", "The password credential's endDateTime '%s' is in the past.", stamp(end))
	}
	return start, end, err
}

// newSecretText makes a secret of the form of the service's: 40 characters,
// of which the fourth and those after it are "8Q~". It begins with a letter or
// digit: command lines take one that begins with a dash for a flag.
func newSecretText() string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
	text := make([]byte, passwordLength)
	for i := range text {
		from := len(alphabet)
		if i == 0 {
			from -= len("-._~")
		}
		// Reading randomness never fails: crypto/rand ends the program first.
		n, _ := rand.Int(rand.Reader, big.NewInt(int64(from)))
		text[i] = alphabet[n.Int64()]
	}
	copy(text[3:], "8Q~")
	return string(text)
}

// withoutSecret is a password credential as it is listed.
func withoutSecret(made *odata.Object) *odata.Object {
	shown := made.Clone()
	shown.Set("secretText", nil)
	return shown
}
