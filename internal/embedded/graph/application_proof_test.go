package graph_test

import (
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
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
	unsigned, symmetric := old.forged(id)
	good := old.proof(id, nil)
	for name, proof := range map[string]string{
		"no token":            "nonsense",
		"alg none":            unsigned,
		"HS256":               symmetric,
		"key of another":      foreign.proof(id, nil),
		"unregistered key":    next.proof(id, nil),
		"for another":         old.proof(other, nil),
		"appId as issuer":     old.proof(appID, nil),
		"key of the app's sp": old.proof(sp, nil),
		"other audience":      old.proof(id, func(c jwt.MapClaims) { c["aud"] = "00000003-0000-0000-c000-000000000000" }),
		"two audiences":       old.proof(id, func(c jwt.MapClaims) { c["aud"] = []string{proofAudience, "x"} }),
		"expired":             old.proof(id, shiftBoth(-11*time.Minute)),
		"not yet":             old.proof(id, shiftBoth(5*time.Minute)),
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
	} {
		add := s.do("POST", app+"/addKey", `{"keyCredential":`+next.credential()+`,"proof":"`+proof+`"}`)
		remove := s.do("POST", app+"/removeKey", `{"keyId":"11111111-1111-1111-1111-111111111111","proof":"`+proof+`"}`)
		for _, r := range []reply{add, remove} {
			if r.status != 401 || r.get("error", "code") != "Authentication_MissingOrMalformed" || strings.Contains(r.body, proof) {
				t.Errorf("%s: %d %s", name, r.status, r.body)
			}
		}
	}
	s.must(401, "POST", "/servicePrincipals/"+sp+"/addKey", `{"keyCredential":`+next.credential()+`,"proof":"`+old.proof(sp, nil)+`"}`)
	s.run([]step{{"GET", app, "", nil, 200, []string{"!" + next.thumbprint(), old.thumbprint()}}})
}

// TestRollKey: the one key goes, another takes its place.
func TestRollKey(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	old, next := newSigner(t, "old", month), newSigner(t, "next", month)
	id, _ := s.application("Payroll", `"keyCredentials":[`+old.credential()+`]`)
	app := "/applications/" + id
	good := old.proof(id, nil)
	add := `{"keyCredential":` + next.credential() + `,"passwordCredential":null,"proof":"` + good + `"}`
	s.run([]step{
		{"POST", app + "/addKey", `{"keyCredential":` + next.credential() + `}`, nil, 403, []string{"Authorization_RequestDenied"}},
		{"POST", app + "/addKey", `{"keyCredential":` + next.credential() + `,"proof":null}`, nil, 403, nil},
		{"POST", app + "/addKey", `{"proof":"` + good + `"}`, nil, 400, []string{"keyCredential"}},
		{"POST", app + "/removeKey", `{"proof":"` + good + `"}`, nil, 400, []string{"keyId"}},
		{"POST", app + "/removeKey", `{"keyId":"11111111-1111-1111-1111-111111111111"}`, nil, 403, nil},
		{"POST", app + "/removeKey", `{"keyId":"11111111-1111-1111-1111-111111111111","proof":"` + good + `"}`, nil, 400, []string{"11111111-1111-1111-1111-111111111111"}},
		{"POST", app + "/addKey", add, nil, 200, []string{"#microsoft.graph.keyCredential", next.thumbprint(), `"key":null`}},
		{"GET", app, "", nil, 200, []string{old.thumbprint(), next.thumbprint()}},
	})
	keys, _ := s.must(200, "GET", app, "").get("keyCredentials").([]any)
	first, _ := keys[0].(map[string]any)
	removed, _ := first["keyId"].(string)
	s.must(204, "POST", app+"/removeKey", `{"keyId":"`+removed+`","proof":"`+next.proof(id, nil, "kid", next.thumbprint())+`"}`)
	s.run([]step{
		{"GET", app, "", nil, 200, []string{"!" + old.thumbprint(), next.thumbprint()}},
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
	late := short.proof(id, func(c jwt.MapClaims) {
		c["nbf"], c["exp"] = s.clock.now().Unix(), s.clock.now().Add(time.Minute).Unix()
	})
	s.must(401, "POST", "/applications/"+id+"/addKey", `{"keyCredential":`+next.credential()+`,"proof":"`+late+`"}`)
}
