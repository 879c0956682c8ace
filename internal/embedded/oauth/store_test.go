package oauth_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"sync"

	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// metas gives the values that the store keeps under a prefix.
func (x *tenant) metas(prefix string) []string {
	x.t.Helper()
	s, err := store.Open(x.t.Context(), x.path, store.Options{})
	if err != nil {
		x.t.Fatal(err)
	}
	defer s.Close()
	var all []string
	err = s.Read(x.t.Context(), func(tx *store.Tx) error {
		for m, err := range tx.Metas(prefix) {
			if err != nil {
				return err
			}
			all = append(all, m.Key+"="+m.Value)
		}
		return nil
	})
	if err != nil {
		x.t.Fatal(err)
	}
	return all
}

// signingKeys gives the service's own keys, the newest first, as somebody who
// could read its file would have them.
func (x *tenant) signingKeys() []*rsa.PrivateKey {
	x.t.Helper()
	all := x.metas("oauth.keys")
	if len(all) != 1 {
		x.t.Fatalf("%d values with keys", len(all))
	}
	var kept []struct{ PKCS8 []byte }
	if err := json.Unmarshal([]byte(all[0][len("oauth.keys="):]), &kept); err != nil {
		x.t.Fatal(err)
	}
	var keys []*rsa.PrivateKey
	for _, k := range kept {
		key, err := x509.ParsePKCS8PrivateKey(k.PKCS8)
		if err != nil {
			x.t.Fatal(err)
		}
		keys = append(keys, key.(*rsa.PrivateKey))
	}
	return keys
}

// sharedKey is a signing key that tenants of tests begin with: making one
// takes longer than most tests.
var sharedKey = sync.OnceValue(newKey)

func newKey() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
}

// keepKey makes the tenant's file with a signing key in it.
func (x *tenant) keepKey() {
	x.t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(sharedKey())
	if err != nil {
		x.t.Fatal(err)
	}
	text, err := json.Marshal([]map[string]any{{"created": x.clock.Now(), "pkcs8": der}})
	if err != nil {
		x.t.Fatal(err)
	}
	s, err := store.Open(x.t.Context(), x.path, store.Options{Image: seed.Image})
	if err != nil {
		x.t.Fatal(err)
	}
	defer s.Close()
	if err := s.Write(x.t.Context(), func(tx *store.Tx) error { return tx.SetMeta("oauth.keys", string(text)) }); err != nil {
		x.t.Fatal(err)
	}
}
