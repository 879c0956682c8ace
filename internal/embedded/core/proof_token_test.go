package core_test

import (
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	mathrand "math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

// signedTokens makes tokens and has them verified.
type signedTokens struct {
	t           *testing.T
	key         *rsa.PrivateKey
	cert, other *x509.Certificate
	now         time.Time
}

func newSignedTokens(t *testing.T) *signedTokens {
	t.Helper()
	s := &signedTokens{t: t, now: time.Now()}
	s.key, s.cert = keyPair(t)
	_, s.other = keyPair(t)
	return s
}

func (s *signedTokens) sign(method jwt.SigningMethod, header map[string]any) string {
	s.t.Helper()
	token := jwt.NewWithClaims(method, jwt.MapClaims{"iss": "me", "nbf": s.now.Unix(), "exp": float64(s.now.Unix()) + 60.5})
	for name, value := range header {
		token.Header[name] = value
	}
	text, err := token.SignedString(s.key)
	if err != nil {
		s.t.Fatal(err)
	}
	return text
}

func (s *signedTokens) verify(token string, at time.Time, algs ...string) error {
	s.t.Helper()
	if algs == nil {
		algs = []string{"RS256", "PS256"}
	}
	_, found, err := core.VerifySigned(token, []*x509.Certificate{s.other, s.cert}, at, algs)
	if err == nil && !found.Equal(s.cert) {
		s.t.Error("another certificate is found")
	}
	return err
}

func short(cert *x509.Certificate) []byte { sum := sha1.Sum(cert.Raw); return sum[:] }

func long(cert *x509.Certificate) []byte { sum := sha256.Sum256(cert.Raw); return sum[:] }

func TestVerifySigned(t *testing.T) {
	t.Parallel()
	s := newSignedTokens(t)
	raw := base64.RawURLEncoding
	for name, header := range map[string]map[string]any{
		"x5t":            {"x5t": raw.EncodeToString(short(s.cert))},
		"x5t padded":     {"x5t": base64.URLEncoding.EncodeToString(short(s.cert))},
		"x5t standard":   {"x5t": base64.StdEncoding.EncodeToString(short(s.cert))},
		"x5t#S256":       {"x5t#S256": raw.EncodeToString(long(s.cert))},
		"kid in hex":     {"kid": strings.ToUpper(hex.EncodeToString(short(s.cert)))},
		"kid in base64":  {"kid": base64.URLEncoding.EncodeToString(short(s.cert))},
		"both":           {"x5t": raw.EncodeToString(short(s.cert)), "x5t#S256": raw.EncodeToString(long(s.cert))},
		"any kid by x5t": {"x5t": raw.EncodeToString(short(s.cert)), "kid": "mine"},
	} {
		for _, method := range []jwt.SigningMethod{jwt.SigningMethodRS256, jwt.SigningMethodPS256} {
			token := s.sign(method, header)
			if err := s.verify(token, s.now); err != nil {
				t.Errorf("%s, %s: %v", name, method.Alg(), err)
			}
			if s.verify(token, s.now, "ES256") == nil {
				t.Errorf("%s: an algorithm that is not asked for is taken", method.Alg())
			}
		}
	}
	for name, header := range map[string]map[string]any{
		"none": {}, "unknown": {"x5t": "AAAA"}, "no text": {"x5t": 7},
		"other's": {"x5t": raw.EncodeToString(short(s.other))},
		"two":     {"x5t": raw.EncodeToString(short(s.other)), "x5t#S256": raw.EncodeToString(long(s.cert))},
	} {
		if s.verify(s.sign(jwt.SigningMethodRS256, header), s.now) == nil {
			t.Errorf("thumbprint %s: taken", name)
		}
	}
}

func TestSignedTokensHaveTheirTime(t *testing.T) {
	t.Parallel()
	s := newSignedTokens(t)
	token := s.sign(jwt.SigningMethodRS256, map[string]any{"kid": hex.EncodeToString(short(s.cert))})
	for after, want := range map[time.Duration]bool{-time.Minute: false, 0: true, 59 * time.Second: true, 2 * time.Minute: false} {
		if got := s.verify(token, s.now.Add(after)) == nil; got != want {
			t.Errorf("%v later: taken %v, want %v", after, got, want)
		}
	}
}

// TestChangedTokens: a token that differs in one character is not taken,
// unless its parts are the same bytes.
func TestChangedTokens(t *testing.T) {
	t.Parallel()
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
	s := newSignedTokens(t)
	good := s.sign(jwt.SigningMethodRS256, map[string]any{"kid": hex.EncodeToString(short(s.cert))})
	random := mathrand.New(mathrand.NewPCG(1, 2))
	bytes := func(token string) string {
		var all strings.Builder
		for part := range strings.SplitSeq(token, ".") {
			data, _ := base64.RawURLEncoding.DecodeString(part)
			all.WriteString(string(data) + ".")
		}
		return all.String()
	}
	for range 2000 {
		changed := []byte(good)
		changed[random.IntN(len(changed))] = alphabet[random.IntN(len(alphabet))]
		if s.verify(string(changed), s.now) == nil && bytes(string(changed)) != bytes(good) {
			t.Fatalf("taken: %s, made of %s", changed, good)
		}
	}
}
