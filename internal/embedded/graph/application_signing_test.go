package graph_test

import (
	"testing"
	"time"
)

func TestTokenSigningCertificate(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	_, appID := s.application("Payroll")
	sp := "/servicePrincipals/" + s.principal(appID)
	add := sp + "/addTokenSigningCertificate"
	late := time.Now().AddDate(3, 1, 0).UTC().Format(time.RFC3339)
	end := time.Now().AddDate(0, 3, 0).UTC().Format(time.RFC3339)
	s.run([]step{
		{"POST", add, `{}`, nil, 400, []string{"CN="}},
		{"POST", add, `{"displayName":"payroll"}`, nil, 400, []string{"CN="}},
		{"POST", add, `{"displayName":"CN=payroll","endDateTime":"` + late + `"}`, nil, 400, []string{"3 years"}},
		{"POST", add, `{"displayName":"CN=payroll","endDateTime":"2020-01-01T00:00:00Z"}`, nil, 400, []string{"endDateTime"}},
		{"POST", add, `{"displayName":"CN=payroll","endDateTime":"soon"}`, nil, 400, []string{"endDateTime"}},
	})
	r := s.must(200, "POST", add, `{"displayName":"CN=payroll","endDateTime":"`+end+`"}`)
	thumbprint, _ := r.get("thumbprint").(string)
	if len(thumbprint) != 40 || r.get("endDateTime") != end || r.get("key") == nil || r.get("type") != "AsymmetricX509Cert" {
		t.Errorf("got %s", r.body)
	}
	whole := s.must(200, "GET", sp, "")
	keys, _ := whole.get("keyCredentials").([]any)
	passwords, _ := whole.get("passwordCredentials").([]any)
	if len(keys) != 2 || len(passwords) != 1 {
		t.Fatalf("got %s", whole.body)
	}
	sign, _ := keys[0].(map[string]any)
	password, _ := passwords[0].(map[string]any)
	if sign["usage"] != "Sign" || sign["keyId"] != password["keyId"] {
		t.Errorf("the key that signs and the password do not go together: %s", whole.body)
	}
	s.must(204, "PATCH", sp, `{"preferredTokenSigningKeyThumbprint":"`+thumbprint+`"}`)
}

// TestObjectsSentBack: clients send a whole object back as they were given
// it, with what may not be set.
func TestObjectsSentBack(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll", `"uniqueName":"payroll"`)
	sp := s.principal(appID)
	s.must(200, "POST", "/applications/"+id+"/addPassword", `{}`)
	for _, target := range []string{"/applications/" + id, "/servicePrincipals/" + sp} {
		whole := s.must(200, "GET", target, "").body
		s.must(204, "PATCH", target, whole)
		if again := s.must(200, "GET", target, "").body; again != whole {
			t.Errorf("was %s\nis %s", whole, again)
		}
	}
	s.run([]step{
		{"PATCH", "/applications/" + id, `{"appId":"11111111-1111-1111-1111-111111111111"}`, nil, 400, []string{"read-only"}},
		{"PATCH", "/applications/" + id, `{"verifiedPublisher":{"displayName":"Me"}}`, nil, 400, []string{"read-only"}},
		{"PATCH", "/servicePrincipals/" + sp, `{"appId":"11111111-1111-1111-1111-111111111111"}`, nil, 400, []string{"appId"}},
		{"PATCH", "/servicePrincipals/" + sp, `{"verifiedPublisher":{}}`, nil, 204, nil},
	})
}
