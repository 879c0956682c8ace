package aadgraph_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	pkcs12 "software.sslmate.com/src/go-pkcs12"

	"github.com/tenantctl/tenantctl/internal/testkit"
)

const (
	month   = 30 * 24 * time.Hour
	anAppID = "1062a13d-f7e5-4ea7-8d24-427f6ff1e5e1"
	aURI    = "https://payroll." + domain
)

// key is a keyCredential that brings a signer's certificate.
func key(s *testkit.Signer) string {
	return `{"customKeyIdentifier":"` + identifier(s) + `","type":"AsymmetricX509Cert","usage":"Verify","value":"` + s.Encoded() + `"}`
}

// identifier is a certificate's thumbprint as this protocol has it.
func identifier(s *testkit.Signer) string { return base64.StdEncoding.EncodeToString(s.SHA1()) }

// keyed makes an application with an identifier URI and the key of a signer.
func (s *server) keyed(owner *testkit.Signer) (id, appID string) {
	s.t.Helper()
	return s.application("Payroll", `"identifierUris":["`+aURI+`"],"keyCredentials":[`+key(owner)+`]`)
}

func adding(next *testkit.Signer, proof string) string {
	return `{"keyCredential":` + key(next) + `,"passwordCredential":null,"proof":"` + proof + `"}`
}

// TestAddAndRemoveKey rolls a key at each of the addresses, the sample's slip
// among them, with each of the issuers, and with "Bearer " in front as in the
// swagger.
func TestAddAndRemoveKey(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	old, next := testkit.NewSigner(t, "old", month), testkit.NewSigner(t, "next", month)
	id, appID := s.keyed(old)
	for name, c := range map[string]struct{ at, issuer, before string }{
		"by object id":  {"/applications/" + id, appID, ""},
		"by appId":      {"/applicationsByAppId/" + appID, appID, ""},
		"the slip":      {"/application/" + id, appID, ""},
		"by URI":        {"/applications/" + id, aURI, ""},
		"after Bearer":  {"/applicationsByAppId/" + appID, aURI, "Bearer "},
		"in capitals":   {"/applications/" + id, strings.ToUpper(appID), ""},
		"version beta":  {"/applications/" + id, appID, ""},
		"another again": {"/applications/" + id, appID, "Bearer "},
	} {
		proof := c.before + old.Proof(c.issuer, nil)
		r := s.must(200, "POST", c.at+"/addKey", adding(next, proof))
		var answer struct {
			Metadata string `json:"odata.metadata"`
			Value    []map[string]map[string]any
		}
		if err := json.Unmarshal([]byte(r.body), &answer); err != nil || len(answer.Value) != 1 || len(answer.Value[0]) != 1 {
			t.Fatalf("%s: %v %s", name, err, r.body)
		}
		made := answer.Value[0]["keyCredential"]
		keyID, _ := made["keyId"].(string)
		want := map[string]any{"customKeyIdentifier": identifier(next), "endDate": next.Cert.NotAfter.UTC().Format(time.RFC3339),
			"keyId": keyID, "startDate": next.Cert.NotBefore.UTC().Format(time.RFC3339), "type": "AsymmetricX509Cert", "usage": "Verify", "value": nil}
		if diff := sameJSON(jsonOf(t, want), jsonOf(t, made)); diff != "" || keyID == "" ||
			answer.Metadata != root+"/$metadata#Collection(Microsoft.DirectoryServices.KeyCredential)" {
			t.Errorf("%s: %s %s", name, answer.Metadata, diff)
		}
		s.answers([]call{{name, "POST", c.at + "/removeKey", `{"keyId":"` + keyID + `","proof":"` + c.before + next.Proof(c.issuer, nil) + `"}`, 204, ""}})
	}
	s.run([]step{
		{"GET", "/applications/" + id, "", nil, 200, []string{identifier(old), "!" + identifier(next), `"usage":"Verify","value":null`}},
		{"GET", "/applicationsByAppId/" + appID + "/keyCredentials", "", nil, 200, []string{identifier(old), `"usage":"Verify","value":null`}},
	})
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestAddKeyWithPassword adds a key that signs, whose answer has its password
// as a second credential.
func TestAddKeyWithPassword(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	old, signing := testkit.NewSigner(t, "old", month), testkit.NewSigner(t, "signing", month)
	id, appID := s.keyed(old)
	pfx, err := pkcs12.Modern.Encode(signing.Key, signing.Cert, nil, "MKTr0w1ytHhemMDY")
	if err != nil {
		t.Fatal(err)
	}
	body := func(password string) string {
		return `{"keyCredential":{"type":"X509CertAndPassword","usage":"Sign","value":"` + base64.StdEncoding.EncodeToString(pfx) +
			`"},"passwordCredential":{"value":"` + password + `"},"proof":"` + old.Proof(appID, nil) + `"}`
	}
	s.run([]step{{"POST", "/applications/" + id + "/addKey", body("wrong"), nil, 400, []string{"Request_BadRequest", "!wrong"}}})
	r := s.must(200, "POST", "/applicationsByAppId/"+appID+"/addKey", body("MKTr0w1ytHhemMDY"))
	list, _ := r.get("value").([]any)
	if len(list) != 2 {
		t.Fatal(r.body)
	}
	for i, typ := range []string{"X509CertAndPassword", "Password"} {
		item, _ := list[i].(map[string]any)
		c, _ := item["keyCredential"].(map[string]any)
		if len(item) != 1 || c["type"] != typ || c["usage"] != "Sign" || c["value"] != nil || c["customKeyIdentifier"] != identifier(signing) || c["keyId"] == nil {
			t.Errorf("%d: %v", i, item)
		}
	}
	if strings.Contains(r.body, "MKTr0w1ytHhemMDY") {
		t.Error("the answer has the password")
	}
}

// TestBadProofs are those that are no proof by the rules of this protocol, for
// both actions: 401, and nothing changes.
func TestBadProofs(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	old, next, foreign := testkit.NewSigner(t, "old", month), testkit.NewSigner(t, "next", month), testkit.NewSigner(t, "foreign", month)
	expired := testkit.NewSigner(t, "expired", 25*time.Hour)
	id, appID := s.application("Payroll", `"identifierUris":["`+aURI+`"],"keyCredentials":[`+key(old)+`,`+key(expired)+`]`)
	otherID, otherApp := s.application("Other", `"identifierUris":["https://other.`+domain+`"],"keyCredentials":[`+key(foreign)+`,`+key(old)+`]`)
	s.clock.offset = 2 * time.Hour
	at := testkit.ShiftBoth(2 * time.Hour)
	and := func(more func(jwt.MapClaims)) func(jwt.MapClaims) { return func(c jwt.MapClaims) { at(c); more(c) } }
	unsigned, symmetric := old.Forged(appID)
	good := old.Proof(appID, at)
	for name, proof := range map[string]string{
		"no token":                "nonsense",
		"alg none":                unsigned,
		"HS256":                   symmetric,
		"Bearer twice":            "Bearer Bearer " + good,
		"Basic":                   "Basic " + good,
		"key of another":          foreign.Proof(appID, at),
		"unregistered key":        next.Proof(appID, at),
		"an expired certificate":  expired.Proof(appID, at),
		"object id as issuer":     old.Proof(id, at),
		"another app's appId":     old.Proof(otherApp, at),
		"another app's object id": old.Proof(otherID, at),
		"another app's URI":       old.Proof("https://other."+domain, at),
		"a URI like its own":      old.Proof(aURI+"/", at),
		"other audience":          old.Proof(appID, and(func(c jwt.MapClaims) { c["aud"] = "00000003-0000-0000-c000-000000000000" })),
		"the audience's URL":      old.Proof(appID, and(func(c jwt.MapClaims) { c["aud"] = "https://graph.windows.net" })),
		"two audiences":           old.Proof(appID, and(func(c jwt.MapClaims) { c["aud"] = []string{testkit.ProofAudience, "x"} })),
		"past":                    old.Proof(appID, and(testkit.ShiftBoth(-11*time.Minute))),
		"not yet":                 old.Proof(appID, and(testkit.ShiftBoth(5*time.Minute))),
		"601 seconds":             old.Proof(appID, and(testkit.Shift("exp", time.Second))),
		"601 seconds, begun":      old.Proof(appID, and(testkit.Shift("nbf", -time.Second))),
		"no exp":                  old.Proof(appID, and(testkit.Without("exp"))),
		"no nbf":                  old.Proof(appID, and(testkit.Without("nbf"))),
		"no aud":                  old.Proof(appID, and(testkit.Without("aud"))),
		"no iss":                  old.Proof(appID, and(testkit.Without("iss"))),
		"an empty iss":            old.Proof("", at),
		"no x5t":                  old.Proof(appID, at, "typ", "JWT"),
		"kid in place of x5t":     old.Proof(appID, at, "kid", old.Thumbprint()),
		"wrong x5t":               old.Proof(appID, at, "x5t", "AAAA"),
		"other's x5t":             old.Proof(appID, at, "x5t", base64.RawURLEncoding.EncodeToString(foreign.SHA1())),
		"signature cut":           good[:len(good)-3],
		"payload changed":         strings.Replace(good, ".", ".e30", 1),
	} {
		for _, base := range []string{"/applications/" + id, "/applicationsByAppId/" + appID} {
			for _, r := range []reply{
				s.do("POST", base+"/addKey", adding(next, proof)),
				s.do("POST", base+"/removeKey", `{"keyId":"`+unknownID+`","proof":"`+proof+`"}`),
			} {
				if r.status != 401 || r.get("odata.error", "code") != "Authentication_MissingOrMalformed" || strings.Contains(r.body, proof) {
					t.Errorf("%s: %d %s", name, r.status, r.body)
				}
			}
		}
	}
	s.run([]step{
		{"GET", "/applications/" + id, "", nil, 200, []string{identifier(old), "!" + identifier(next)}},
		// a proof of ten minutes to the second holds, and again while it lasts
		{"POST", "/applications/" + id + "/addKey", adding(next, good), nil, 200, nil},
		{"POST", "/applications/" + id + "/addKey", adding(foreign, good), nil, 200, nil},
		// of this application it proves nothing of another that has the same key
		{"POST", "/applications/" + otherID + "/addKey", adding(next, good), nil, 401, nil},
	})
}

// Each protocol refuses a proof by the other's rules.
func TestProofsOfTheOtherProtocol(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	old, next := testkit.NewSigner(t, "old", month), testkit.NewSigner(t, "next", month)
	id, appID := s.keyed(old)
	graphBody := func(proof string) string {
		return `{"keyCredential":{"type":"AsymmetricX509Cert","usage":"Verify","key":"` + next.Encoded() + `"},"passwordCredential":null,"proof":"` + proof + `"}`
	}
	graph := "http://directory.local/v1.0/applications/" + id + "/addKey"
	s.run([]step{
		{"POST", graph, graphBody(old.Proof(appID, nil)), nil, 401, nil},
		{"POST", graph, graphBody(old.Proof(aURI, nil)), nil, 401, nil},
		{"POST", graph, graphBody("Bearer " + old.Proof(id, nil)), nil, 401, nil},
		{"POST", "/applications/" + id + "/addKey", adding(next, old.Proof(id, nil)), nil, 401, nil},
		{"POST", graph, graphBody(old.Proof(id, nil)), nil, 200, nil},
		{"POST", "/applications/" + id + "/addKey", adding(next, old.Proof(appID, nil)), nil, 200, nil},
	})
}

func TestBadKeyRequests(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	old, next := testkit.NewSigner(t, "old", month), testkit.NewSigner(t, "next", month)
	id, appID := s.keyed(old)
	proof := old.Proof(appID, nil)
	add, remove := "/applications/"+id+"/addKey", "/applications/"+id+"/removeKey"
	s.run([]step{
		{"POST", add, `{"keyCredential":` + key(next) + `,"passwordCredential":null}`, nil, 403, []string{"Authorization_RequestDenied"}},
		{"POST", add, `{"proof":"` + proof + `"}`, nil, 400, []string{"keyCredential"}},
		{"POST", add, `{"keyCredential":"x","proof":"` + proof + `"}`, nil, 400, []string{"keyCredential"}},
		{"POST", add, `{"keyCredential":{"wombat":1},"proof":"` + proof + `"}`, nil, 400, []string{"wombat"}},
		{"POST", add, `{"keyCredential":{"type":"AsymmetricX509Cert","usage":"Verify","value":null},"proof":"` + proof + `"}`, nil, 400, nil},
		{"POST", add, `{"keyCredential":{"type":"AsymmetricX509Cert","usage":"Verify","value":"AAAA"},"proof":"` + proof + `"}`, nil, 400, nil},
		{"POST", remove, `{"proof":"` + proof + `"}`, nil, 400, []string{"keyId"}},
		{"POST", remove, `{"keyId":"` + unknownID + `","proof":"` + proof + `"}`, nil, 400, []string{unknownID}},
		{"POST", remove, `{"keyId":"` + unknownID + `"}`, nil, 403, nil},
		{"POST", "/applications/" + unknownID + "/addKey", adding(next, proof), nil, 404, nil},
		{"POST", "/applicationsByAppId/" + anAppID + "/removeKey", `{"keyId":"` + unknownID + `","proof":"` + proof + `"}`, nil, 404, nil},
		{"POST", "/servicePrincipals/" + aadGraphID + "/addKey", adding(next, proof), nil, 404, []string{"segment 'addKey'"}},
	})
}
