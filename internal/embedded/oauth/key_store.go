package oauth

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// keptKey is how the store keeps a key.
type keptKey struct {
	Created time.Time `json:"created"`
	PKCS8   []byte    `json:"pkcs8"`
}

// loadKeys reads the keys. Those that are as before are not taken apart again:
// anybody can ask for a key that is not there.
func (s *Service) loadKeys(ctx context.Context) error {
	return s.read(ctx, func(tx *store.Tx) error {
		text, err := tx.Meta(keysKey)
		if err != nil || text == s.keys.text {
			return err
		}
		keys, err := readKeys(text)
		if err == nil {
			s.keys.keys, s.keys.text = keys, text
		}
		return err
	})
}

// makeKey makes a key outside of any transaction, and keeps it unless another
// process was faster. It is used only once it is in the store.
func (s *Service) makeKey(ctx context.Context) error {
	made, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return err
	}
	var kept keyring
	err = s.write(ctx, func(tx *store.Tx) (err error) {
		if kept.text, err = tx.Meta(keysKey); err != nil {
			return err
		}
		if kept.keys, err = readKeys(kept.text); err != nil || kept.fresh(s.Now()) {
			return err
		}
		id, err := keyID(&made.PublicKey)
		if err != nil {
			return err
		}
		kept.keys = append([]signingKey{{id, s.Now().UTC(), made}}, kept.keys...)
		kept.keys = kept.keys[:min(keysKept, len(kept.keys))]
		if kept.text, err = writeKeys(kept.keys); err != nil {
			return err
		}
		return tx.SetMeta(keysKey, kept.text)
	})
	if err == nil {
		s.keys.keys, s.keys.text = kept.keys, kept.text
	}
	return err
}

func readKeys(text string) ([]signingKey, error) {
	if text == "" {
		return nil, nil
	}
	var kept []keptKey
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return nil, errKeys
	}
	var keys []signingKey
	for _, k := range kept {
		parsed, err := x509.ParsePKCS8PrivateKey(k.PKCS8)
		private, ok := parsed.(*rsa.PrivateKey)
		if err != nil || !ok {
			return nil, errKeys
		}
		id, err := keyID(&private.PublicKey)
		if err != nil {
			return nil, err
		}
		keys = append(keys, signingKey{id, k.Created, private})
	}
	return keys, nil
}

// errKeys does not say what was read: it is secret.
var errKeys = fmt.Errorf("%w: its signing keys cannot be read", store.ErrCorrupt)

func writeKeys(keys []signingKey) (string, error) {
	var kept []keptKey
	for _, k := range keys {
		der, err := x509.MarshalPKCS8PrivateKey(k.private)
		if err != nil {
			return "", err
		}
		kept = append(kept, keptKey{k.created, der})
	}
	text, err := json.Marshal(kept)
	return string(text), err
}

// keyID is a digest of the public key.
func keyID(key *rsa.PublicKey) (string, error) {
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(der)
	return encode(sum[:20]), nil
}
