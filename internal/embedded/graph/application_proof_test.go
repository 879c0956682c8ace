package graph_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/tenantctl/tenantctl/internal/testkit"
)

// TestBadProofs: a key is added and removed on a proof by a registered key of
// this very object alone.
func TestBadProofs(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	old, next, foreign := newSigner(t, "old", month), newSigner(t, "next", month), newSigner(t, "foreign", month)
	id, appID := s.application("Payroll", `"keyCredentials":[`+old.credential()+`]`)
	other, _ := s.application("Other", `"keyCredentials":[`+foreign.credential()+`]`)
	sp := s.principal(appID)
	app := "/applications/" + id
	unsigned, symmetric := old.Forged(id)
	good := old.Proof(id, nil)
	for name, proof := range map[string]string{
		"no token":            "nonsense",
		"alg none":            unsigned,
		"HS256":               symmetric,
		"key of another":      foreign.Proof(id, nil),
		"unregistered key":    next.Proof(id, nil),
		"for another":         old.Proof(other, nil),
		"appId as issuer":     old.Proof(appID, nil),
		"key of the app's sp": old.Proof(sp, nil),
		"other audience":      old.Proof(id, func(c jwt.MapClaims) { c["aud"] = "00000003-0000-0000-c000-000000000000" }),
		"two audiences":       old.Proof(id, func(c jwt.MapClaims) { c["aud"] = []string{proofAudience, "x"} }),
		"expired":             old.Proof(id, testkit.ShiftBoth(-11*time.Minute)),
		"not yet":             old.Proof(id, testkit.ShiftBoth(5*time.Minute)),
		"too long":            old.Proof(id, testkit.Shift("exp", time.Second)),
		"no exp":              old.Proof(id, testkit.Without("exp")),
		"no nbf":              old.Proof(id, testkit.Without("nbf")),
		"no aud":              old.Proof(id, testkit.Without("aud")),
		"no iss":              old.Proof(id, testkit.Without("iss")),
		"no thumbprint":       old.Proof(id, nil, "typ", "JWT"),
		"wrong thumbprint":    old.Proof(id, nil, "x5t", "AAAA"),
		"other's thumbprint":  old.Proof(id, nil, "x5t", foreign.Thumbprint()),
		"signature cut":       good[:len(good)-3],
		"payload changed":     strings.Replace(good, ".", ".e30", 1),
	} {
		add := s.do("POST", app+"/addKey", `{"keyCredential":`+next.credential()+`,"proof":"`+proof+`"}`)
		remove := s.do("POST", app+"/removeKey", `{"keyId":"11111111-1111-1111-1111-111111111111","proof":"`+proof+`"}`)
		for _, r := range []reply{add, remove} {
			if r.status != 401 || r.get("error", "code") != "Authentication_MissingOrMalformed" || strings.Contains(r.body, proof) {
				t.Errorf("%s: %d %s", name, r.status, r.body)
			}
		}
	}
	s.must(401, "POST", "/servicePrincipals/"+sp+"/addKey", `{"keyCredential":`+next.credential()+`,"proof":"`+old.Proof(sp, nil)+`"}`)
	s.run([]step{{"GET", app, "", nil, 200, []string{"!" + next.Thumbprint(), old.Thumbprint()}}})
}

// TestRollKey: the one key goes, another takes its place.
func TestRollKey(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	old, next := newSigner(t, "old", month), newSigner(t, "next", month)
	id, _ := s.application("Payroll", `"keyCredentials":[`+old.credential()+`]`)
	app := "/applications/" + id
	good := old.Proof(id, nil)
	add := `{"keyCredential":` + next.credential() + `,"passwordCredential":null,"proof":"` + good + `"}`
	s.run([]step{
		{"POST", app + "/addKey", `{"keyCredential":` + next.credential() + `}`, nil, 403, []string{"Authorization_RequestDenied"}},
		{"POST", app + "/addKey", `{"keyCredential":` + next.credential() + `,"proof":null}`, nil, 403, nil},
		{"POST", app + "/addKey", `{"proof":"` + good + `"}`, nil, 400, []string{"keyCredential"}},
		{"POST", app + "/removeKey", `{"proof":"` + good + `"}`, nil, 400, []string{"keyId"}},
		{"POST", app + "/removeKey", `{"keyId":"11111111-1111-1111-1111-111111111111"}`, nil, 403, nil},
		{"POST", app + "/removeKey", `{"keyId":"11111111-1111-1111-1111-111111111111","proof":"` + good + `"}`, nil, 400, []string{"11111111-1111-1111-1111-111111111111"}},
		{"POST", app + "/addKey", add, nil, 200, []string{"#microsoft.graph.keyCredential", next.Thumbprint(), `"key":null`}},
		{"GET", app, "", nil, 200, []string{old.Thumbprint(), next.Thumbprint()}},
	})
	keys, _ := s.must(200, "GET", app, "").get("keyCredentials").([]any)
	first, _ := keys[0].(map[string]any)
	removed, _ := first["keyId"].(string)
	s.must(204, "POST", app+"/removeKey", `{"keyId":"`+removed+`","proof":"`+next.Proof(id, nil, "kid", next.Thumbprint())+`"}`)
	s.run([]step{
		{"GET", app, "", nil, 200, []string{"!" + old.Thumbprint(), next.Thumbprint()}},
		{"POST", app + "/addKey", add, nil, 401, nil}, // signed by a key that is gone
	})
}

func TestExpiredKeysProveNothing(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	short, next := newSigner(t, "short", month), newSigner(t, "next", month)
	soon := time.Now().UTC().Add(time.Hour).Format(time.RFC3339)
	id, _ := s.application("Payroll", `"keyCredentials":[`+short.credential(`"endDateTime":"`+soon+`"`)+`]`)
	s.clock.offset = 2 * time.Hour
	late := short.Proof(id, func(c jwt.MapClaims) {
		c["nbf"], c["exp"] = s.clock.now().Unix(), s.clock.now().Add(time.Minute).Unix()
	})
	s.must(401, "POST", "/applications/"+id+"/addKey", `{"keyCredential":`+next.credential()+`,"proof":"`+late+`"}`)
}

// Keys that are not RSA can be added, on both protocols, and prove nothing: the
// service takes no signatures of theirs.
func TestKeysThatAreNotRSA(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	old, next := newSigner(t, "old", month), newSigner(t, "next", month)
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	elliptical := testkit.SignerOf(t, testkit.Certify(t, curve, "EC", old.Cert.NotBefore, old.Cert.NotAfter))
	id, _ := s.application("Payroll", `"keyCredentials":[`+old.credential()+`]`)
	add := "/applications/" + id + "/addKey"
	s.must(200, "POST", add, `{"keyCredential":{"type":"AsymmetricX509Cert","usage":"Verify","key":"`+elliptical.Encoded()+`"},"proof":"`+old.Proof(id, nil)+`"}`)
	now := time.Now()
	token := jwt.NewWithClaims(jwt.SigningMethodES256, jwt.MapClaims{"aud": proofAudience, "iss": id, "nbf": now.Unix(), "exp": now.Add(time.Minute).Unix()})
	token.Header["x5t"] = base64.RawURLEncoding.EncodeToString(elliptical.SHA1())
	proof, err := token.SignedString(curve)
	if err != nil {
		t.Fatal(err)
	}
	s.must(401, "POST", add, `{"keyCredential":`+next.credential()+`,"proof":"`+proof+`"}`)
}
