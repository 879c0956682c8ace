package graph_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	pkcs12 "software.sslmate.com/src/go-pkcs12"
)

const proofAudience = "00000002-0000-0000-c000-000000000000"

// signer is a key with its certificate.
type signer struct {
	t    *testing.T
	key  *rsa.PrivateKey
	cert *x509.Certificate
}

// newSigner makes a certificate that is in force from a day ago for life.
func newSigner(t *testing.T, name string, life time.Duration) *signer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now().Add(-24 * time.Hour)
	template := &x509.Certificate{SerialNumber: big.NewInt(begin.UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: begin, NotAfter: begin.Add(life)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &signer{t, key, cert}
}

const month = 30 * 24 * time.Hour

// credential is a keyCredential that brings the certificate.
func (s *signer) credential(more ...string) string {
	return `{` + strings.Join(append(more, ""), ",") + `"type":"AsymmetricX509Cert","usage":"Verify","key":"` + base64.StdEncoding.EncodeToString(s.cert.Raw) + `"}`
}

func (s *signer) thumbprint() string {
	sum := sha1.Sum(s.cert.Raw)
	return strings.ToUpper(hex.EncodeToString(sum[:]))
}

// proof signs claims for an issuer that changed may alter, with the header.
func (s *signer) proof(issuer string, changed func(jwt.MapClaims), header ...string) string {
	s.t.Helper()
	now := time.Now()
	claims := jwt.MapClaims{"aud": proofAudience, "iss": issuer, "nbf": now.Unix(), "exp": now.Add(10 * time.Minute).Unix()}
	if changed != nil {
		changed(claims)
	}
	token := jwt.NewWithClaims(jwt.SigningMethodRS256, claims)
	sum := sha1.Sum(s.cert.Raw)
	token.Header["x5t"] = base64.RawURLEncoding.EncodeToString(sum[:])
	for i := 0; i+1 < len(header); i += 2 {
		delete(token.Header, "x5t")
		token.Header[header[i]] = header[i+1]
	}
	text, err := token.SignedString(s.key)
	if err != nil {
		s.t.Fatal(err)
	}
	return text
}

func TestKeyList(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	one, two := newSigner(t, "one", month), newSigner(t, "two", month)
	id, appID := s.application("Payroll")
	sp := s.principal(appID)
	end := one.cert.NotAfter.UTC().Format(time.RFC3339)
	later := one.cert.NotAfter.UTC().Add(time.Hour).Format(time.RFC3339)
	keyPEM := base64.StdEncoding.EncodeToString(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: two.cert.Raw}))
	for _, holder := range []string{"/applications/" + id, "/servicePrincipals/" + sp} {
		refused := func(key string, fragments ...string) step {
			return step{"PATCH", holder, `{"keyCredentials":[` + key + `]}`, nil, 400, fragments}
		}
		s.run([]step{
			refused(`{"type":"AsymmetricX509Cert","usage":"Verify"}`, "'key'"),
			refused(`{"type":"AsymmetricX509Cert","usage":"Verify","key":"AAAA"}`, "certificate"),
			refused(strings.Replace(one.credential(), "AsymmetricX509Cert", "Symmetric", 1), "type"),
			refused(strings.Replace(one.credential(), "Verify", "verify", 1), "usage"),
			refused(strings.Replace(one.credential(), "Verify", "Sign", 1), "usage"),
			refused(one.credential(`"endDateTime":"`+later+`"`), "endDateTime", end),
			refused(one.credential(`"startDateTime":"`+end+`"`), "startDateTime"),
			{"PATCH", holder, `{"keyCredentials":[` + one.credential() + `]}`, nil, 204, nil},
		})
		r := s.must(200, "GET", holder+"?$select=keyCredentials", "")
		keys, _ := r.get("keyCredentials").([]any)
		first, _ := keys[0].(map[string]any)
		keyID, _ := first["keyId"].(string)
		if first["key"] != base64.StdEncoding.EncodeToString(one.cert.Raw) || first["customKeyIdentifier"] != one.thumbprint() ||
			first["endDateTime"] != end || first["displayName"] != "CN=one" {
			t.Errorf("got %s", r.body)
		}
		kept := `{"keyId":"` + keyID + `","type":"AsymmetricX509Cert","usage":"Verify","key":null}`
		s.run([]step{
			{"GET", holder, "", nil, 200, []string{`"key":null`, keyID, one.thumbprint()}},
			{"GET", holder + "/keyCredentials", "", nil, 200, []string{`"key":null`}},
			refused(`{"keyId":"`+keyID+`","displayName":"new name","type":"AsymmetricX509Cert","usage":"Verify"}`, "KeyNotUpdatable", keyID),
			refused(two.credential(`"keyId":"`+keyID+`"`), "KeyNotUpdatable"),
			refused(kept+","+kept, "more than once"),
			{"PATCH", holder, `{"keyCredentials":[` + kept + `,{"type":"AsymmetricX509Cert","usage":"Verify","displayName":"pem","key":"` + keyPEM + `"}]}`, nil, 204, nil},
			{"GET", holder, "", nil, 200, []string{one.thumbprint(), two.thumbprint(), `"displayName":"pem"`}},
			{"PATCH", holder, `{"keyCredentials":[]}`, nil, 204, nil},
			{"GET", holder, "", nil, 200, []string{`"keyCredentials":[]`}},
		})
	}
}

// TestProofs: a key is added and removed on a proof by a registered key of
// this very object alone.
func TestProofs(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	old, next, foreign := newSigner(t, "old", month), newSigner(t, "next", month), newSigner(t, "foreign", month)
	id, appID := s.application("Payroll", `"keyCredentials":[`+old.credential()+`]`)
	other, _ := s.application("Other", `"keyCredentials":[`+foreign.credential()+`]`)
	sp := s.principal(appID)
	app := "/applications/" + id
	add := func(proof string) string {
		return `{"keyCredential":` + next.credential() + `,"passwordCredential":null,"proof":"` + proof + `"}`
	}
	shift := func(claim string, by time.Duration) func(jwt.MapClaims) {
		return func(c jwt.MapClaims) {
			at, _ := c[claim].(int64)
			c[claim] = at + int64(by/time.Second)
		}
	}
	both := func(by time.Duration) func(jwt.MapClaims) {
		return func(c jwt.MapClaims) { shift("nbf", by)(c); shift("exp", by)(c) }
	}
	without := func(claim string) func(jwt.MapClaims) { return func(c jwt.MapClaims) { delete(c, claim) } }
	good := old.proof(id, nil)
	unsigned, err := jwt.NewWithClaims(jwt.SigningMethodNone, jwt.MapClaims{"aud": proofAudience, "iss": id}).SignedString(jwt.UnsafeAllowNoneSignatureType)
	if err != nil {
		t.Fatal(err)
	}
	symmetric := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"aud": proofAudience, "iss": id,
		"nbf": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix()})
	sum := sha1.Sum(old.cert.Raw)
	symmetric.Header["x5t"] = base64.RawURLEncoding.EncodeToString(sum[:])
	keyed, err := symmetric.SignedString(old.cert.Raw)
	if err != nil {
		t.Fatal(err)
	}
	bad := map[string]string{
		"no token":            "nonsense",
		"alg none":            unsigned,
		"HS256":               keyed,
		"key of another":      foreign.proof(id, nil),
		"unregistered key":    next.proof(id, nil),
		"for another":         old.proof(other, nil),
		"appId as issuer":     old.proof(appID, nil),
		"other audience":      old.proof(id, func(c jwt.MapClaims) { c["aud"] = "00000003-0000-0000-c000-000000000000" }),
		"two audiences":       old.proof(id, func(c jwt.MapClaims) { c["aud"] = []string{proofAudience, "x"} }),
		"expired":             old.proof(id, both(-11*time.Minute)),
		"not yet":             old.proof(id, both(5*time.Minute)),
		"too long":            old.proof(id, shift("exp", time.Second)),
		"no exp":              old.proof(id, without("exp")),
		"no nbf":              old.proof(id, without("nbf")),
		"no aud":              old.proof(id, without("aud")),
		"no iss":              old.proof(id, without("iss")),
		"no thumbprint":       old.proof(id, nil, "typ", "JWT"),
		"wrong thumbprint":    old.proof(id, nil, "x5t", "AAAA"),
		"other's thumbprint":  old.proof(id, nil, "x5t", foreign.thumbprint()),
		"signature cut":       good[:len(good)-3],
		"payload changed":     strings.Replace(good, ".", ".e30", 1),
		"key of the app's sp": old.proof(sp, nil),
	}
	for name, proof := range bad {
		for _, r := range []reply{s.do("POST", app+"/addKey", add(proof)), s.do("POST", app+"/removeKey", `{"keyId":"11111111-1111-1111-1111-111111111111","proof":"`+proof+`"}`)} {
			if r.status != 401 || r.get("error", "code") != "Authentication_MissingOrMalformed" || strings.Contains(r.body, proof) {
				t.Errorf("%s: %d %s", name, r.status, r.body)
			}
		}
	}
	s.run([]step{
		{"POST", app + "/addKey", `{"keyCredential":` + next.credential() + `}`, nil, 403, []string{"Authorization_RequestDenied"}},
		{"POST", app + "/addKey", `{"keyCredential":` + next.credential() + `,"proof":null}`, nil, 403, nil},
		{"POST", app + "/addKey", `{"proof":"` + good + `"}`, nil, 400, []string{"keyCredential"}},
		{"POST", app + "/removeKey", `{"proof":"` + good + `"}`, nil, 400, []string{"keyId"}},
		{"POST", app + "/removeKey", `{"keyId":"11111111-1111-1111-1111-111111111111"}`, nil, 403, nil},
		{"POST", app + "/removeKey", `{"keyId":"11111111-1111-1111-1111-111111111111","proof":"` + good + `"}`, nil, 400, []string{"11111111-1111-1111-1111-111111111111"}},
		{"POST", "/servicePrincipals/" + sp + "/addKey", add(old.proof(sp, nil)), nil, 401, nil},
		{"GET", app, "", nil, 200, []string{"!" + next.thumbprint()}},
		{"POST", app + "/addKey", add(good), nil, 200, []string{"#microsoft.graph.keyCredential", next.thumbprint(), `"key":null`}},
		{"GET", app, "", nil, 200, []string{old.thumbprint(), next.thumbprint()}},
	})
	removed, _ := s.must(200, "GET", app, "").get("keyCredentials").([]any)[0].(map[string]any)["keyId"].(string)
	s.must(204, "POST", app+"/removeKey", `{"keyId":"`+removed+`","proof":"`+next.proof(id, nil, "kid", next.thumbprint())+`"}`)
	s.run([]step{
		{"GET", app, "", nil, 200, []string{"!" + old.thumbprint(), next.thumbprint()}},
		{"POST", app + "/addKey", add(good), nil, 401, nil}, // signed by a key that is gone
	})
}

func TestExpiredKeysProveNothing(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	short, next := newSigner(t, "short", month), newSigner(t, "next", month)
	soon := time.Now().UTC().Add(time.Hour).Format(time.RFC3339)
	id, _ := s.application("Payroll", `"keyCredentials":[`+short.credential(`"endDateTime":"`+soon+`"`)+`]`)
	s.clock.offset = 2 * time.Hour
	late := short.proof(id, func(c jwt.MapClaims) {
		c["nbf"], c["exp"] = s.clock.now().Unix(), s.clock.now().Add(time.Minute).Unix()
	})
	s.must(401, "POST", "/applications/"+id+"/addKey", `{"keyCredential":`+next.credential()+`,"proof":"`+late+`"}`)
}

// TestSigningKeys: a PFX is opened with its password, and neither is shown.
func TestSigningKeys(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	own, signing := newSigner(t, "own", month), newSigner(t, "signing", month)
	pfx, err := pkcs12.Modern.Encode(signing.key, signing.cert, nil, "pfx password")
	if err != nil {
		t.Fatal(err)
	}
	_, appID := s.application("Payroll")
	sp := s.principal(appID)
	holder := "/servicePrincipals/" + sp
	s.must(204, "PATCH", holder, `{"keyCredentials":[`+own.credential()+`]}`)
	encoded := base64.StdEncoding.EncodeToString(pfx)
	key := `{"type":"X509CertAndPassword","usage":"Sign","key":"` + encoded + `"}`
	proof := own.proof(sp, nil)
	s.run([]step{
		{"POST", holder + "/addKey", `{"keyCredential":` + key + `,"passwordCredential":{"secretText":"wrong"},"proof":"` + proof + `"}`, nil, 400, []string{"PFX", "!wrong", "!" + encoded}},
		{"POST", holder + "/addKey", `{"keyCredential":` + key + `,"proof":"` + proof + `"}`, nil, 400, []string{"PFX"}},
		{"POST", holder + "/addKey", `{"keyCredential":` + own.credential() + `,"passwordCredential":{"secretText":"x"},"proof":"` + proof + `"}`, nil, 400, []string{"X509CertAndPassword"}},
		{"POST", holder + "/addKey", `{"keyCredential":` + key + `,"passwordCredential":{"secretText":"pfx password"},"proof":"` + proof + `"}`, nil, 200, []string{signing.thumbprint(), "!" + encoded}},
		{"GET", holder + "?$select=keyCredentials,passwordCredentials", "", nil, 200, []string{signing.thumbprint(), `"usage":"Sign"`, "!" + encoded, "!pfx password"}},
		// what signs for others proves nothing
		{"POST", holder + "/removeKey", `{"keyId":"11111111-1111-1111-1111-111111111111","proof":"` + signing.proof(sp, nil) + `"}`, nil, 401, nil},
	})
}
