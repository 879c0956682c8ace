package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestFederatedCredentials(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	other, _ := s.application("Other")
	list := "/applications/" + id + "/federatedIdentityCredentials"
	body := func(name, issuer, subject string) string {
		return `{"name":"` + name + `","issuer":"` + issuer + `","subject":"` + subject + `","audiences":["api://AzureADTokenExchange"],"description":"d"}`
	}
	const github = "https://token.actions.githubusercontent.com"
	made := s.must(201, "POST", list, body("main", github, "repo:a/b:ref:refs/heads/main")).id()
	const invalid = "InvalidFederatedIdentityCredentialValue"
	s.run([]step{
		{"GET", list, "", nil, 200, []string{made, "$metadata#applications('" + id + "')/federatedIdentityCredentials", `"audiences":["api://AzureADTokenExchange"]`}},
		{"GET", list + "/" + made, "", nil, 200, []string{`"name":"main"`}},
		{"GET", list + "/main", "", nil, 200, []string{made}},
		{"GET", list + "(name='main')", "", nil, 200, []string{made}},
		{"GET", list + "('" + made + "')", "", nil, 200, []string{made}},
		{"GET", list + "(subject='main')", "", nil, 400, nil},
		{"GET", "/applications(appId='" + appID + "')/federatedIdentityCredentials/main", "", nil, 200, []string{made}},
		{"GET", list + "?$filter=name eq 'main'", "", nil, 200, []string{made}},
		{"GET", list + "?$filter=name eq 'x'", "", nil, 200, []string{"!" + made}},
		{"GET", list + "/none", "", nil, 404, []string{"none"}},
		{"GET", "/applications/" + other + "/federatedIdentityCredentials/" + made, "", nil, 404, nil},
		{"POST", list, body("main", github, "x"), nil, 409, []string{"Request_MultipleObjectsWithSameKeyValue"}},
		{"POST", list, body("again", github, "repo:a/b:ref:refs/heads/main"), nil, 400, []string{invalid, "paramName", "paramValue", "objectType"}},
		{"POST", list, body("again", github, "Repo:a/b:ref:refs/heads/main"), nil, 201, nil}, // case matters
		{"POST", "/applications/" + other + "/federatedIdentityCredentials", body("main", github, "repo:a/b:ref:refs/heads/main"), nil, 201, nil},
		{"POST", list, body("no", github, "x"), nil, 400, []string{invalid}},
		{"POST", list, body("-no", github, "x"), nil, 400, []string{invalid}},
		{"POST", list, body("no no", github, "x"), nil, 400, []string{invalid}},
		{"POST", list, body(strings.Repeat("n", 121), github, "x"), nil, 400, []string{"120"}},
		{"POST", list, body("http", "http://x.example.com", "x"), nil, 400, []string{invalid, "https"}},
		{"POST", list, body("subject", github, strings.Repeat("s", 601)), nil, 400, []string{"600"}},
		{"POST", list, `{"name":"none","issuer":"` + github + `","subject":"x"}`, nil, 400, []string{"audiences"}},
		{"POST", list, `{"name":"none","issuer":"` + github + `","subject":"x","audiences":[]}`, nil, 400, []string{"audience"}},
		{"POST", list, `{"name":"none","issuer":"` + github + `","subject":"x","audiences":["a","b"]}`, nil, 400, []string{"audience"}},
		{"POST", list, `{"name":"none","subject":"x","audiences":["a"]}`, nil, 400, []string{"issuer"}},
		{"PATCH", list + "/main", `{"name":"main","subject":"repo:a/b:environment:prod","description":null}`, nil, 204, nil},
		{"GET", list + "/main", "", nil, 200, []string{"environment:prod", `"description":null`}},
		{"PATCH", list + "/" + made, `{"name":"renamed"}`, nil, 400, []string{"name"}},
		{"PATCH", list + "/again", `{"subject":"repo:a/b:environment:prod"}`, nil, 400, []string{invalid}},
		{"DELETE", list + "/main", "", nil, 204, nil},
		{"GET", list + "/" + made, "", nil, 404, nil},
	})
	for i := range 19 {
		s.must(201, "POST", list, body(fmt.Sprint("name-", i), github, fmt.Sprint("s", i)))
	}
	s.run([]step{
		{"POST", list, body("too-many", github, "x"), nil, 403, []string{"Directory_QuotaExceeded", "20"}},
		{"DELETE", "/applications/" + id, "", nil, 204, nil},
		{"POST", "/directory/deletedItems/" + id + "/restore", "", nil, 200, nil},
		{"GET", list + "/name-3", "", nil, 200, nil},
	})
}
func TestCreateIfMissing(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	prefer := []string{"Prefer: create-if-missing"}
	app := "/applications(uniqueName='payroll')"
	fic := app + "/federatedIdentityCredentials(name='main')"
	s.run([]step{
		{"PATCH", app, `{"displayName":"Payroll"}`, nil, 404, nil},
		{"PATCH", app, `{"displayName":"Payroll"}`, prefer, 201, []string{`"uniqueName":"payroll"`}},
		{"PATCH", app, `{"displayName":"Wages"}`, prefer, 204, nil},
		{"GET", app, "", nil, 200, []string{`"displayName":"Wages"`}},
		{"PATCH", fic, `{"issuer":"https://x.example.com","subject":"s","audiences":["a"]}`, nil, 404, nil},
		{"PATCH", fic, `{"issuer":"https://x.example.com","subject":"s","audiences":["a"]}`, prefer, 201, []string{`"name":"main"`}},
		{"PATCH", fic, `{"subject":"t"}`, prefer, 204, nil},
		{"GET", fic, "", nil, 200, []string{`"subject":"t"`}},
		{"PATCH", "/applications/11111111-1111-1111-1111-111111111111", `{"displayName":"x"}`, prefer, 404, nil},
		{"PATCH", "/users/nobody@contoso.onmicrosoft.com", `{"displayName":"x"}`, prefer, 404, nil},
	})
}

func TestAddressOfFederatedCredentials(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, _ := s.application("Payroll")
	list := "/applications/" + id + "/federatedIdentityCredentials"
	full := "Accept: application/json;odata.metadata=full"
	r := s.must(201, "POST", list, `{"name":"main","issuer":"https://x.example.com","subject":"s","audiences":["a"]}`, full)
	want := `"@odata.id":"` + root + list + "/" + r.id() + `"`
	if !strings.Contains(r.body, want) || r.header.Get("Location") != root+list+"/"+r.id() {
		t.Errorf("Location %s, body %s", r.header.Get("Location"), r.body)
	}
	s.run([]step{
		{"GET", list, "", []string{full}, 200, []string{want}},
		{"GET", list + "/" + r.id(), "", []string{full}, 200, []string{want}},
	})
}
