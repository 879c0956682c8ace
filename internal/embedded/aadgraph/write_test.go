package aadgraph_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// TestCreate: 201 with the object and Location, or 204 on wish.
func TestCreate(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	body := strings.NewReplacer("NAME", "anna", "DOMAIN", domain, "PASSWORD", longPassword).Replace(`{"odata.type":"Microsoft.DirectoryServices.User",
		"accountEnabled":true,"displayName":"NAME","mailNickname":"NAME","userPrincipalName":"NAME@DOMAIN","otherMails":["a@b.example"],
		"passwordProfile":{"password":"PASSWORD","forceChangePasswordNextLogin":true}}`)
	r := s.must(http.StatusCreated, "POST", "/users", body)
	if want := root + "/directoryObjects/" + r.id() + "/Microsoft.DirectoryServices.User"; r.header.Get("Location") != want {
		t.Errorf("Location %s, want %s", r.header.Get("Location"), want)
	}
	if got := r.get("passwordProfile", "forceChangePasswordNextLogin"); got != true {
		t.Errorf("forceChangePasswordNextLogin %v: %s", got, r.body)
	}
	if strings.Contains(r.body, longPassword) {
		t.Errorf("the password comes back: %s", r.body)
	}
	got := s.must(http.StatusOK, "GET", r.header.Get("Location")+"?api-version=1.6", "")
	if got.id() != r.id() {
		t.Errorf("at Location: %s", got.body)
	}
	r = s.must(http.StatusNoContent, "POST", "/users", strings.ReplaceAll(body, "anna", "berta"), "Prefer: return-no-content")
	if r.header.Get("Preference-Applied") != "return-no-content" || r.body != "" || r.header.Get("Location") == "" {
		t.Errorf("%v %q", r.header, r.body)
	}
}

// TestUpdate: PATCH answers 204, and null clears.
func TestUpdate(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	at := "/users/" + s.user("anna", `"mobile":"1","telephoneNumber":"2","department":"D"`)
	s.run([]step{
		{"PATCH", at, `{"mobile":"3","telephoneNumber":"4","physicalDeliveryOfficeName":"B1","facsimileTelephoneNumber":"5"}`, nil, 204, nil},
		{"GET", at, "", nil, 200, []string{`"mobile":"3"`, `"telephoneNumber":"4"`, `"physicalDeliveryOfficeName":"B1"`, `"facsimileTelephoneNumber":"5"`, `"department":"D"`}},
		{"PATCH", at, `{"mobile":null,"telephoneNumber":null,"department":null}`, nil, 204, nil},
		{"GET", at, "", nil, 200, []string{`"mobile":null`, `"telephoneNumber":null`, `"department":null`, `"physicalDeliveryOfficeName":"B1"`}},
		{"PATCH", host + "/me?api-version=1.6", `{"jobTitle":"Chief"}`, nil, 204, nil},
		{"GET", "/users/" + administrator, "", nil, 200, []string{`"jobTitle":"Chief"`}},
		{"DELETE", at, "", nil, 204, nil},
		{"GET", at, "", nil, 404, nil},
	})
}

// TestApplicationNames: what Graph keeps in parts of an application is flat
// here, both ways, and a change of one leaves the others.
func TestApplicationNames(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id := s.must(http.StatusCreated, "POST", "/applications", `{"displayName":"app","homepage":"https://h.example","replyUrls":["https://r.example/a"],
		"identifierUris":["https://contoso.onmicrosoft.com/app"],"availableToOtherTenants":false,"oauth2AllowImplicitFlow":true,
		"requiredResourceAccess":[{"resourceAppId":"00000002-0000-0000-c000-000000000000","resourceAccess":[{"id":"311a71cc-e848-46a1-bdf8-97ff7156d8e6","type":"Scope"}]}]}`).id()
	at := "/applications/" + id
	s.run([]step{
		{"GET", at, "", nil, 200, []string{`"homepage":"https://h.example"`, `"replyUrls":["https://r.example/a"]`, `"availableToOtherTenants":false`,
			`"oauth2AllowImplicitFlow":true`, `"oauth2AllowIdTokenImplicitFlow":false`, `"resourceAccess":[{"id":"311a71cc-e848-46a1-bdf8-97ff7156d8e6","type":"Scope"}]`}},
		{"PATCH", at, `{"logoutUrl":"https://l.example","availableToOtherTenants":true,"oauth2AllowIdTokenImplicitFlow":true}`, nil, 204, nil},
		{"GET", at, "", nil, 200, []string{`"homepage":"https://h.example"`, `"logoutUrl":"https://l.example"`, `"replyUrls":["https://r.example/a"]`,
			`"availableToOtherTenants":true`, `"oauth2AllowImplicitFlow":true`, `"oauth2AllowIdTokenImplicitFlow":true`}},
		{"PATCH", at, `{"oauth2Permissions":[{"adminConsentDescription":"d","adminConsentDisplayName":"n","id":"7b1e5a44-5a4c-4b6a-9f0e-0c5b4d1c7f11","isEnabled":true,
			"type":"User","userConsentDescription":null,"userConsentDisplayName":null,"value":"use"}]}`, nil, 204, nil},
		{"GET", at, "", nil, 200, []string{`"oauth2Permissions":[{"adminConsentDescription":"d"`, `"value":"use"`}},
		{"DELETE", at, "", nil, 204, nil},
		{"GET", "/deletedApplications", "", nil, 200, []string{`"objectId":"` + id + `"`, `"deletionTimestamp":"`}},
		{"GET", "/deletedApplications/" + id, "", nil, 200, []string{`"homepage":"https://h.example"`}},
	})
}

// TestExtensionProperties: registered at an application, and then a property
// of its own of every object (facts/aadgraph.md, section 10).
func TestExtensionProperties(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	app := s.must(http.StatusCreated, "POST", "/applications", `{"displayName":"app"}`)
	at := "/applications/" + app.id() + "/extensionProperties"
	made := s.must(http.StatusCreated, "POST", at, `{"name":"skypeId","dataType":"String","targetObjects":["User"]}`)
	appID, _ := app.get("appId").(string)
	name, _ := made.get("name").(string)
	if want := "extension_" + strings.ReplaceAll(appID, "-", "") + "_skypeId"; name != want {
		t.Fatalf("name %s, want %s: %s", name, want, made.body)
	}
	user := "/users/" + s.user("anna")
	s.run([]step{
		{"GET", at, "", nil, 200, []string{`"odata.type":"Microsoft.DirectoryServices.ExtensionProperty"`, `"targetObjects":["User"]`}},
		{"PATCH", user, `{"` + name + `":"anna.s"}`, nil, 204, nil},
		{"GET", user, "", nil, 200, []string{`"` + name + `":"anna.s"`}},
		{"GET", "/users?$filter=" + name + " eq 'anna.s'", "", nil, 200, []string{`"` + name + `":"anna.s"`}},
		{"PATCH", user, `{"` + name + `":null}`, nil, 204, nil},
		{"GET", user, "", nil, 200, []string{"!" + name}},
		{"PATCH", user, `{"extension_00000000000000000000000000000000_x":"1"}`, nil, 400, nil},
		{"DELETE", at + "/" + made.id(), "", nil, 204, nil},
		{"PATCH", user, `{"` + name + `":"x"}`, nil, 400, nil},
	})
}

// TestReplyURLs: what are three lists in Graph is one here, and a URL stays
// with the kind of client that it is of.
func TestReplyURLs(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	graph := func(id string) string {
		t.Helper()
		return s.must(http.StatusOK, "GET", host+"/v1.0/applications/"+id+"?$select=web,spa,publicClient", "").body
	}
	native := s.must(http.StatusCreated, "POST", "/applications", `{"displayName":"native","publicClient":true,"replyUrls":["http://localhost"]}`).id()
	s.run([]step{{"GET", "/applications/" + native, "", nil, 200, []string{`"replyUrls":["http://localhost"]`, `"publicClient":true`}}})
	if got := graph(native); !strings.Contains(got, `"publicClient":{"redirectUris":["http://localhost"]}`) {
		t.Errorf("native: %s", got)
	}
	id := s.must(http.StatusCreated, "POST", "/applications", `{"displayName":"web"}`).id()
	s.must(http.StatusNoContent, "PATCH", host+"/v1.0/applications/"+id, `{"web":{"redirectUris":["https://w.example"]},"spa":{"redirectUris":["https://s.example"]},
		"publicClient":{"redirectUris":["http://localhost"]}}`)
	s.run([]step{
		{"GET", "/applications/" + id, "", nil, 200, []string{`"replyUrls":["https://w.example","https://s.example","http://localhost"]`}},
		{"PATCH", "/applications/" + id, `{"replyUrls":["https://s.example","https://n.example"]}`, nil, 204, nil},
		{"GET", "/applications/" + id, "", nil, 200, []string{`"replyUrls":["https://n.example","https://s.example"]`}},
		{"PATCH", "/applications/" + id, `{"homepage":"https://h.example"}`, nil, 204, nil},
		{"GET", "/applications/" + id, "", nil, 200, []string{`"replyUrls":["https://n.example","https://s.example"]`}},
		{"PATCH", "/applications/" + id, `{"replyUrls":"x"}`, nil, 400, nil},
		{"PATCH", "/applications/" + id, `{"replyUrls":[]}`, nil, 204, nil},
		{"GET", "/applications/" + id, "", nil, 200, []string{`"replyUrls":[]`}},
	})
}

// TestExtensionValues: an object has at most 100 values; null frees a place.
func TestExtensionValues(t *testing.T) {
	if testing.Short() {
		t.Skip("101 extension properties: not with -short")
	}
	t.Parallel()
	s := newServer(t)
	at := "/applications/" + s.must(http.StatusCreated, "POST", "/applications", `{"displayName":"app"}`).id() + "/extensionProperties"
	var names, values []string
	for i := range 101 {
		name, _ := s.must(http.StatusCreated, "POST", at, fmt.Sprintf(`{"name":"x%d","dataType":"Boolean","targetObjects":["User"]}`, i)).get("name").(string)
		names = append(names, name)
		values = append(values, `"`+name+`":true`)
	}
	user := "/users/" + s.user("anna")
	s.run([]step{
		{"PATCH", user, "{" + strings.Join(values, ",") + "}", nil, 403, []string{"Directory_ResourceSizeExceeded"}},
		{"PATCH", user, "{" + strings.Join(values[:100], ",") + "}", nil, 204, nil},
		{"PATCH", user, "{" + values[100] + "}", nil, 403, []string{"Directory_ResourceSizeExceeded"}},
		{"PATCH", user, `{"` + names[0] + `":null}`, nil, 204, nil},
		{"PATCH", user, "{" + values[100] + "}", nil, 204, nil},
	})
}
