package graph_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestUserLifecycle(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	created := s.must(http.StatusCreated, "POST", "/users", `{"accountEnabled":true,"displayName":"Lee Gu","mailNickname":"lee.gu",
		"userPrincipalName":"lee.gu@contoso.onmicrosoft.com","usageLocation":"US",
		"passwordProfile":{"password":"Tq7!pass-0001","forceChangePasswordNextSignIn":true}}`)
	if !strings.HasPrefix(created.body, `{"@odata.context":"http://directory.local/v1.0/$metadata#users/$entity","id":"`) {
		t.Errorf("created: %s", created.body)
	}
	if !strings.HasSuffix(created.header.Get("Location"), created.id()+"/microsoft.graph.user") {
		t.Errorf("Location %q", created.header.Get("Location"))
	}
	id := created.id()
	s.run([]step{
		{"GET", "/users/" + id, "", nil, 200, []string{`"displayName":"Lee Gu"`, `"businessPhones":[]`, `"mail":null`, `!accountEnabled`}},
		{"GET", "/users/LEE.GU@contoso.onmicrosoft.com?$select=id,usageLocation,passwordProfile", "", nil, 200, []string{
			`$metadata#users(id,usageLocation,passwordProfile)/$entity`, `"usageLocation":"US"`, `"password":null`, `"forceChangePasswordNextSignIn":true`, `!displayName`}},
		{"GET", "/Users('lee.gu%40contoso.onmicrosoft.com')?select=Id", "", nil, 200, []string{`{"@odata.context":"http://directory.local/v1.0/$metadata#users(id)/$entity","id":"` + id + `"}`}},
		{"PATCH", "/users/" + id, `{"jobTitle":"Director","businessPhones":["+1 425 555 0109"],"department":"Sales"}`, nil, 204, nil},
		{"GET", "/users/" + id + "?$select=jobTitle,businessPhones,department", "", nil, 200, []string{`"jobTitle":"Director"`, `"businessPhones":["+1 425 555 0109"]`, `"department":"Sales"`}},
		{"PATCH", "/users/" + id, `{"businessPhones":[],"department":null}`, nil, 204, nil},
		{"GET", "/users/" + id + "?$select=businessPhones,department", "", nil, 200, []string{`"businessPhones":[]`, `"department":null`}},
		{"DELETE", "/users/" + id, "", nil, 204, nil},
		{"GET", "/users/" + id, "", nil, 404, []string{`"code":"Request_ResourceNotFound"`, "Resource '" + id + "' does not exist", `"innerError":{"date":"`}},
		{"GET", "/users", "", nil, 200, []string{`"userPrincipalName":"admin@contoso.onmicrosoft.com"`, "!Lee Gu"}},
	})
}

func TestCreateUserRefused(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.user("taken")
	const rest = `"accountEnabled":true,"displayName":"N","mailNickname":"n"`
	const good = `,"passwordProfile":{"password":"Tq7!pass-0001"}`
	for name, c := range map[string]struct{ body, fragment string }{
		"no display name": {`{"accountEnabled":true,"mailNickname":"n","userPrincipalName":"n@contoso.onmicrosoft.com"` + good + `}`, `"target":"displayName"`},
		"no password":     {`{` + rest + `,"userPrincipalName":"n@contoso.onmicrosoft.com"}`, `'passwordProfile'`},
		"weak password":   {`{` + rest + `,"userPrincipalName":"n@contoso.onmicrosoft.com","passwordProfile":{"password":"secret"}}`, "password complexity"},
		"foreign domain":  {`{` + rest + `,"userPrincipalName":"n@example.com"` + good + `}`, "The domain portion of the userPrincipalName property is invalid"},
		"taken name":      {`{` + rest + `,"userPrincipalName":"TAKEN@contoso.onmicrosoft.com"` + good + `}`, `"details":[{"code":"ObjectConflict"`},
		"unknown":         {`{` + rest + `,"favouriteColour":"red","userPrincipalName":"n@contoso.onmicrosoft.com"` + good + `}`, "favouriteColour"},
		"read-only":       {`{` + rest + `,"createdDateTime":"2020-01-01T00:00:00Z","userPrincipalName":"n@contoso.onmicrosoft.com"` + good + `}`, "read-only"},
		"wrong type":      {`{"accountEnabled":"yes","displayName":"N","mailNickname":"n","userPrincipalName":"n@contoso.onmicrosoft.com"` + good + `}`, "accountEnabled"},
		"bad location":    {`{` + rest + `,"usageLocation":"Germany","userPrincipalName":"n@contoso.onmicrosoft.com"` + good + `}`, "usageLocation"},
		"not JSON":        {`{"accountEnabled":`, `"code":"BadRequest"`},
	} {
		r := s.do("POST", "/users", c.body)
		if r.status != http.StatusBadRequest || !strings.Contains(r.body, c.fragment) {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
		if strings.Contains(r.body, "Tq7!pass") {
			t.Errorf("%s: the password is in the answer", name)
		}
	}
	if n := len(s.must(200, "GET", "/users", "").values("id")); n != 2 {
		t.Errorf("%d users after refused creations, want 2", n)
	}
}

func TestUpdateUser(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee", `"department":"Sales"`, `"onPremisesExtensionAttributes":{"extensionAttribute1":"a","extensionAttribute2":"b"}`)
	s.user("taken")
	u := "/users/" + lee
	s.run([]step{
		{"PATCH", u, `{}`, nil, 204, nil},
		{"PATCH", u, `{"@odata.type":"#microsoft.graph.user","@odata.id":"x","id":"` + lee + `","mailNickName":"gu"}`, nil, 204, nil},
		{"PATCH", u, `{"onPremisesExtensionAttributes":{"extensionAttribute1":null,"extensionAttribute3":"c"}}`, nil, 204, nil},
		{"GET", u + "?$select=mailNickname,onPremisesExtensionAttributes", "", nil, 200, []string{`"mailNickname":"gu"`, `"extensionAttribute1":null`, `"extensionAttribute2":"b"`, `"extensionAttribute3":"c"`}},
		{"PATCH", u, `{"userPrincipalName":"lee.gu@contoso.onmicrosoft.com"}`, nil, 204, nil},
		{"GET", "/users/lee.gu@contoso.onmicrosoft.com?$select=id,identities", "", nil, 200, []string{lee, `"issuerAssignedId":"lee.gu@contoso.onmicrosoft.com"`}},
		{"GET", "/users/lee@contoso.onmicrosoft.com", "", nil, 404, nil},
		{"PATCH", u, `{"userPrincipalName":"LEE.GU@contoso.onmicrosoft.com"}`, nil, 204, nil},
		{"PATCH", u, `{"userPrincipalName":"taken@contoso.onmicrosoft.com"}`, nil, 400, []string{"ObjectConflict"}},
		{"PATCH", u, `{"userPrincipalName":"lee@example.com"}`, nil, 400, []string{"domain portion"}},
		{"PATCH", u, `{"userPrincipalName":"no name"}`, nil, 400, []string{`"target":"userPrincipalName"`}},
		{"PATCH", u, `{"displayName":null}`, nil, 400, []string{`"target":"displayName"`}},
		{"PATCH", u, `{"id":"another"}`, nil, 400, []string{"read-only"}},
		{"PATCH", u, `{"createdDateTime":"2020-01-01T00:00:00Z"}`, nil, 400, []string{"read-only"}},
		{"PATCH", u, `{"manager":{"id":"x"}}`, nil, 400, []string{"manager/$ref"}},
		{"PATCH", u, `{"department":7}`, nil, 400, []string{`"target":"department"`}},
		{"PATCH", u, `{"department":"` + strings.Repeat("x", 65) + `"}`, nil, 400, []string{"64"}},
		{"PATCH", u, `{"businessPhones":["1","2"]}`, nil, 400, []string{"businessPhones"}},
		{"PATCH", u, `{"usageLocation":"Germany","department":"HR"}`, nil, 400, []string{"usageLocation"}},
		{"PATCH", u, `{"passwordProfile":{"password":"short"}}`, nil, 400, []string{"password complexity"}},
		{"PATCH", u, `[]`, nil, 400, []string{`"code":"BadRequest"`}},
		{"GET", u + "?$select=department,displayName", "", nil, 200, []string{`"department":"Sales"`, `"displayName":"lee"`}},
		{"PATCH", "/users/nobody@contoso.onmicrosoft.com", `{}`, nil, 404, nil},
		{"PATCH", "/users", `{}`, nil, 405, nil},
		{"PATCH", "/me", `{"jobTitle":"Root"}`, nil, 204, nil},
		{"GET", "/me/jobTitle/$value", "", nil, 200, []string{"Root"}},
	})
}
