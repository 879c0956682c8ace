package contract

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"math/big"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// pair is a certificate with its key.
type pair struct {
	key *rsa.PrivateKey
	der []byte
}

func newPair(t *testing.T, name string) pair {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return pair{key, der}
}

// credential is the pair as a key credential.
func (p pair) credential() *odata.Object {
	return odata.NewObject("type", "AsymmetricX509Cert", "usage", "Verify", "key", base64.StdEncoding.EncodeToString(p.der))
}

// proof signs a proof of possession in the name of an issuer.
func (p pair) proof(t *testing.T, issuer string) string {
	t.Helper()
	part := func(pairs ...any) string {
		return base64.RawURLEncoding.EncodeToString(odata.NewObject(pairs...).AppendJSON(nil))
	}
	thumbprint := sha1.Sum(p.der)
	now := time.Now().Unix()
	text := part("alg", "RS256", "typ", "JWT", "x5t", base64.RawURLEncoding.EncodeToString(thumbprint[:])) + "." +
		part("aud", "00000002-0000-0000-c000-000000000000", "iss", issuer, "nbf", now-5, "exp", now+300)
	sum := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, p.key, crypto.SHA256, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// testKeys adds a key to an application and removes the one before it, with
// proofs, by object id and by appId.
func testKeys(s *suite) {
	first, second := newPair(s.T, "first"), newPair(s.T, "second")
	app := s.application("tool", "keyCredentials", []*odata.Object{first.credential()})
	issuer := app.ID()
	if p, ok := s.Directory.(directory.ProofIssuer); ok {
		issuer = p.ProofIssuer(app)
	}
	old := s.keys(app.ID())[0]
	byAppID := application("(appId='" + app.String("appId") + "')")
	add := func(ref directory.Ref, proof string) *directory.Operation {
		return change(directory.Invoke, ref.Below("addKey"), "keyCredential", second.credential(), "passwordCredential", nil, "proof", proof)
	}
	s.fails(add(application(app.ID()), second.proof(s.T, issuer)), apierr.Unauthenticated)
	s.fails(add(byAppID, first.proof(s.T, ghost)), apierr.Unauthenticated)
	key := s.must(add(application(app.ID()), first.proof(s.T, issuer)))[0].Object
	s.want("added", []string{key.String("type"), key.String("usage")}, []string{"AsymmetricX509Cert", "Verify"})
	if !odata.IsGUID(key.String("keyId")) || key.String("endDateTime") == "" || !key.IsNull("key") {
		s.Errorf("the added key is %s", key.AppendJSON(nil))
	}
	s.want("keys", len(s.keys(app.ID())), 2)
	s.must(change(directory.Invoke, byAppID.Below("removeKey"), "keyId", old, "proof", second.proof(s.T, issuer)))
	s.want("keys", s.keys(app.ID()), []string{key.String("keyId")})
}

// keys gives the ids of an application's keys.
func (s *suite) keys(id string) []string {
	s.Helper()
	o, err := s.Get(s.Context(), application(id), odata.Query{Select: []string{"keyCredentials"}})
	if err != nil {
		s.Fatal(err)
	}
	list, err := odata.ParseList(raw(o, "keyCredentials"))
	if err != nil {
		s.Fatal(err)
	}
	var ids []string
	for _, k := range list {
		ids = append(ids, k.String("keyId"))
	}
	return ids
}
