package oauth

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"sync"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

const (
	keysKey  = "oauth.keys"        // of the store's meta value
	keyBits  = 2048                // what Microsoft signs with
	keyLife  = 90 * 24 * time.Hour // a choice: then tokens are signed with another key
	keysKept = 2                   // the one before still checks tokens
)

// signingKey is a key that tokens are signed with.
type signingKey struct {
	id      string
	created time.Time
	private *rsa.PrivateKey
}

// keptKey is how the store keeps a key.
type keptKey struct {
	Created time.Time `json:"created"`
	PKCS8   []byte    `json:"pkcs8"`
}

// keyring holds the keys that the store had when it was last read, the newest
// first.
type keyring struct {
	mu   sync.Mutex
	keys []signingKey
}

// signer gives the key to sign with, and makes it if there is none or the
// newest is too old.
func (s *Service) signer(ctx context.Context) (signingKey, error) {
	s.keys.mu.Lock()
	defer s.keys.mu.Unlock()
	if !s.keys.fresh(s.Now()) {
		if err := s.loadKeys(ctx); err != nil {
			return signingKey{}, err
		}
	}
	if !s.keys.fresh(s.Now()) {
		if err := s.makeKey(ctx); err != nil {
			return signingKey{}, err
		}
	}
	return s.keys.keys[0], nil
}

// verifier gives the public key with an id, or nil. The store is read again
// for an id that is not known: another process may have made the key.
func (s *Service) verifier(ctx context.Context, id string) (*rsa.PublicKey, error) {
	s.keys.mu.Lock()
	defer s.keys.mu.Unlock()
	for range 2 {
		for _, k := range s.keys.keys {
			if k.id == id {
				return &k.private.PublicKey, nil
			}
		}
		if err := s.loadKeys(ctx); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

func (k *keyring) fresh(now time.Time) bool {
	return len(k.keys) > 0 && now.Before(k.keys[0].created.Add(keyLife))
}

func (s *Service) loadKeys(ctx context.Context) error {
	return s.read(ctx, func(tx *store.Tx) error {
		text, err := tx.Meta(keysKey)
		if err != nil {
			return err
		}
		s.keys.keys, err = readKeys(text)
		return err
	})
}

// makeKey makes a key outside of any transaction, and keeps it unless another
// process was faster.
func (s *Service) makeKey(ctx context.Context) error {
	made, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return err
	}
	return s.write(ctx, func(tx *store.Tx) error {
		text, err := tx.Meta(keysKey)
		if err != nil {
			return err
		}
		if s.keys.keys, err = readKeys(text); err != nil || s.keys.fresh(s.Now()) {
			return err
		}
		id, err := keyID(&made.PublicKey)
		if err != nil {
			return err
		}
		s.keys.keys = append([]signingKey{{id, s.Now().UTC(), made}}, s.keys.keys...)
		s.keys.keys = s.keys.keys[:min(keysKept, len(s.keys.keys))]
		text, err = writeKeys(s.keys.keys)
		if err != nil {
			return err
		}
		return tx.SetMeta(keysKey, text)
	})
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

// encode writes bytes as JWTs have them: base64url without padding.
func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// webKey is a public key as RFC 7517 writes it.
type webKey struct {
	Type      string `json:"kty"`
	Use       string `json:"use"`
	Algorithm string `json:"alg"`
	ID        string `json:"kid"`
	X5t       string `json:"x5t"`
	N         string `json:"n"`
	E         string `json:"e"`
}

// keySet answers with the public keys, and makes the first one: a client that
// asks is about to want a token.
func (x *exchange) keySet() error {
	if _, err := x.signer(x.r.Context()); err != nil {
		return err
	}
	x.keys.mu.Lock()
	list := []webKey{}
	for _, k := range x.keys.keys {
		list = append(list, webKey{"RSA", "sig", "RS256", k.id, k.id, encode(k.private.N.Bytes()),
			encode(big.NewInt(int64(k.private.E)).Bytes())})
	}
	x.keys.mu.Unlock()
	return x.json(http.StatusOK, map[string]any{"keys": list})
}
