package oauth

import (
	"context"
	"crypto/rsa"
	"encoding/base64"
	"math/big"
	"net/http"
	"sync"
	"time"
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

// keyring holds the keys that the store had when it was last read, the newest
// first.
type keyring struct {
	mu   sync.Mutex
	keys []signingKey
	text string // as the store has them
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
	if key := s.keys.find(id); key != nil {
		return key, nil
	}
	if err := s.loadKeys(ctx); err != nil {
		return nil, err
	}
	return s.keys.find(id), nil
}

// find gives the public key with an id, or nil.
func (k *keyring) find(id string) *rsa.PublicKey {
	for _, key := range k.keys {
		if key.id == id {
			return &key.private.PublicKey
		}
	}
	return nil
}

func (k *keyring) fresh(now time.Time) bool {
	return len(k.keys) > 0 && now.Before(k.keys[0].created.Add(keyLife))
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
