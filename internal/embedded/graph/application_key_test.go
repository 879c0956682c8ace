package graph_test

import (
	"encoding/base64"
	"encoding/pem"
	"strings"
	"testing"
	"time"

	pkcs12 "software.sslmate.com/src/go-pkcs12"
)

func TestKeyList(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	one, two := newSigner(t, "one", month), newSigner(t, "two", month)
	id, appID := s.application("Payroll")
	sp := s.principal(appID)
	end := one.Cert.NotAfter.UTC().Format(time.RFC3339)
	later := one.Cert.NotAfter.UTC().Add(time.Hour).Format(time.RFC3339)
	keyPEM := base64.StdEncoding.EncodeToString(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: two.Cert.Raw}))
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
		if first["key"] != base64.StdEncoding.EncodeToString(one.Cert.Raw) || first["customKeyIdentifier"] != one.Thumbprint() ||
			first["endDateTime"] != end || first["displayName"] != "CN=one" {
			t.Errorf("got %s", r.body)
		}
		kept := `{"keyId":"` + keyID + `","type":"AsymmetricX509Cert","usage":"Verify","key":null}`
		s.run([]step{
			{"GET", holder, "", nil, 200, []string{`"key":null`, keyID, one.Thumbprint()}},
			{"GET", holder + "/keyCredentials", "", nil, 200, []string{`"key":null`}},
			refused(`{"keyId":"`+keyID+`","displayName":"new name","type":"AsymmetricX509Cert","usage":"Verify"}`, "KeyNotUpdatable", keyID),
			refused(two.credential(`"keyId":"`+keyID+`"`), "KeyNotUpdatable"),
			refused(kept+","+kept, "more than once"),
			{"PATCH", holder, `{"keyCredentials":[` + kept + `,{"type":"AsymmetricX509Cert","usage":"Verify","displayName":"pem","key":"` + keyPEM + `"}]}`, nil, 204, nil},
			{"GET", holder, "", nil, 200, []string{one.Thumbprint(), two.Thumbprint(), `"displayName":"pem"`}},
			{"PATCH", holder, `{"keyCredentials":[]}`, nil, 204, nil},
			{"GET", holder, "", nil, 200, []string{`"keyCredentials":[]`}},
		})
	}
}

// TestSigningKeys: a PFX is opened with its password, and neither is shown.
func TestSigningKeys(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	own, signing := newSigner(t, "own", month), newSigner(t, "signing", month)
	pfx, err := pkcs12.Modern.Encode(signing.Key, signing.Cert, nil, "pfx password")
	if err != nil {
		t.Fatal(err)
	}
	_, appID := s.application("Payroll")
	sp := s.principal(appID)
	holder := "/servicePrincipals/" + sp
	s.must(204, "PATCH", holder, `{"keyCredentials":[`+own.credential()+`]}`)
	encoded := base64.StdEncoding.EncodeToString(pfx)
	key := `{"type":"X509CertAndPassword","usage":"Sign","key":"` + encoded + `"}`
	proof := own.Proof(sp, nil)
	s.run([]step{
		{"POST", holder + "/addKey", `{"keyCredential":` + key + `,"passwordCredential":{"secretText":"wrong"},"proof":"` + proof + `"}`, nil, 400, []string{"PFX", "!wrong", "!" + encoded}},
		{"POST", holder + "/addKey", `{"keyCredential":` + key + `,"proof":"` + proof + `"}`, nil, 400, []string{"PFX"}},
		{"POST", holder + "/addKey", `{"keyCredential":` + own.credential() + `,"passwordCredential":{"secretText":"x"},"proof":"` + proof + `"}`, nil, 400, []string{"X509CertAndPassword"}},
		{"POST", holder + "/addKey", `{"keyCredential":` + key + `,"passwordCredential":{"secretText":"pfx password"},"proof":"` + proof + `"}`, nil, 200, []string{signing.Thumbprint(), "!" + encoded}},
		{"GET", holder + "?$select=keyCredentials,passwordCredentials", "", nil, 200, []string{signing.Thumbprint(), `"usage":"Sign"`, "!" + encoded, "!pfx password"}},
		// what signs for others proves nothing
		{"POST", holder + "/removeKey", `{"keyId":"11111111-1111-1111-1111-111111111111","proof":"` + signing.Proof(sp, nil) + `"}`, nil, 401, nil},
	})
}
