package graph_test

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// Whatever JSON a property is given, the answer is that it is taken or why it
// is not, and the object can be read, listed and followed afterwards.
func TestValuesOfAllKinds(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("thousands of requests")
	}
	s := newServer(t)
	id, appID := s.application("Payroll")
	x := extensionsOf(s, id, appID, "text String", "texts String many", "days DateTime many", "raw Binary", "number Integer")
	policy := s.must(201, "POST", "/policies/tokenLifetimePolicies", `{"displayName":"P","definition":["{\"TokenLifetimePolicy\":{\"Version\":1}}"]}`).id()
	credential := s.must(201, "POST", "/applications/"+id+"/federatedIdentityCredentials",
		`{"name":"main","issuer":"https://a.example","subject":"s","audiences":["api://AzureADTokenExchange"]}`).id()
	for typ, at := range map[string]string{
		"application": "/applications/" + id, "servicePrincipal": "/servicePrincipals/" + s.principal(appID),
		"user": "/users/" + s.user("lee"), "group": "/groups/" + s.group("g"),
		"tokenLifetimePolicy": "/policies/tokenLifetimePolicies/" + policy, "federatedIdentityCredential": "/applications/" + id + "/federatedIdentityCredentials/" + credential,
		"administrativeUnit": "/directory/administrativeUnits/" + s.must(201, "POST", "/directory/administrativeUnits", `{"displayName":"West"}`).id(),
	} {
		names := []string{x + "text", x + "texts", x + "days", x + "raw", x + "number", "nonsense", "extension_none", "ext_none", "owners@odata.bind"}
		for p := range edm.Lookup(typ).AllProperties() {
			names = append(names, p.Name)
			if inner := edm.Lookup(p.Type); inner != nil && inner.Kind == edm.Complex {
				for part := range inner.AllProperties() {
					names = append(names, p.Name+`":{"`+part.Name)
				}
			}
		}
		for _, name := range names {
			s.giveAll(at, name)
		}
		for _, target := range []string{at, at[:strings.LastIndexByte(at, '/')]} {
			s.must(200, "GET", target, "")
		}
	}
	for _, set := range []string{"/users", "/groups", "/applications", "/servicePrincipals"} {
		s.must(200, "GET", set+"/delta", "")
	}
}

// giveAll sets a property to values of all kinds. The name may lead into a
// complex one: web":{"redirectUris
func (s *server) giveAll(at, name string) {
	s.t.Helper()
	for _, value := range []string{`null`, `true`, `0`, `-1.5`, `1e400`, `9223372036854775808`, `""`, `"x"`, `"\u0000"`, `"2024-01-01T00:00:00Z"`,
		`[]`, `[null]`, `[1]`, `["a","a"]`, `[[]]`, `{}`, `{"x":1}`, `[{}]`, `[{"id":null},{"id":1}]`, `{"@odata.type":1}`} {
		r := s.do("PATCH", at, `{"`+name+`":`+value+strings.Repeat("}", 1+strings.Count(name, "{")), unrecorded+": 1")
		if r.status >= 500 || r.status == 404 {
			s.t.Errorf("PATCH %s %s %s: %d %s", at, name, value, r.status, r.body)
		}
	}
}
