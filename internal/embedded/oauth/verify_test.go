package oauth_test

import (
	"crypto/rsa"
	"encoding/base64"
	"fmt"
	"math/big"
	"net/url"
	"testing"

	"github.com/golang-jwt/jwt/v5"
)

// verify checks a token's signature with a key as the key set has it.
func verify(token string, key map[string]any) error {
	number := func(name string) *big.Int {
		b, _ := base64.RawURLEncoding.DecodeString(fmt.Sprint(key[name]))
		return new(big.Int).SetBytes(b)
	}
	public := &rsa.PublicKey{N: number("n"), E: int(number("e").Int64())}
	parser := jwt.NewParser(jwt.WithValidMethods([]string{"RS256"}), jwt.WithoutClaimsValidation())
	_, err := parser.Parse(token, func(t *jwt.Token) (any, error) {
		if t.Header["kid"] != key["kid"] {
			return nil, fmt.Errorf("kid %v, not %v", t.Header["kid"], key["kid"])
		}
		return public, nil
	})
	return err
}

// unescape gives the path that an escaped one stands for.
func unescape(t *testing.T, path string) string {
	t.Helper()
	text, err := url.PathUnescape(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
