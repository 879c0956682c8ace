package graph_test

import "testing"

func TestOwnedBy(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	foreign := "/applications/" + g.must(201, "POST", "/applications", `{"displayName":"Payroll"}`).id()
	owner, _ := g.app("Application.ReadWrite.OwnedBy")
	made := owner.must(201, "POST", "/applications", `{"displayName":"Ours"}`)
	own := "/applications/" + made.id()
	appID, _ := made.get("appId").(string)
	principal := "/servicePrincipals/" + owner.must(201, "POST", "/servicePrincipals", `{"appId":"`+appID+`"}`).id()
	secret := `{"passwordCredential":{"displayName":"ci"}}`
	owner.run([]step{
		{"GET", foreign, "", nil, 200, nil},
		{"PATCH", own, `{"displayName":"Still ours"}`, nil, 204, nil},
		{"POST", own + "/addPassword", secret, nil, 200, []string{"secretText"}},
		{"POST", own + "/federatedIdentityCredentials", `{"name":"build","issuer":"https://a.example","subject":"s","audiences":["api://AzureADTokenExchange"]}`, nil, 201, nil},
		{"PATCH", principal, `{"appRoleAssignmentRequired":true}`, nil, 204, nil},
		{"PATCH", "/applications(appId='" + appID + "')", `{"displayName":"By its appId"}`, nil, 204, nil},
		refused("PATCH", foreign, `{"displayName":"Mine"}`), refused("DELETE", foreign, ""), refused("POST", foreign+"/addPassword", secret),
		refused("POST", foreign+"/federatedIdentityCredentials", `{}`),
		refused("GET", "/users", ""),
		{"PATCH", "/applications/00000000-1111-4222-8333-444444444444", `{}`, nil, 404, nil},
		{"PATCH", "/applications(uniqueName='upserted')", `{"displayName":"Upserted"}`, []string{"Prefer: create-if-missing"}, 201, nil},
		{"PATCH", "/applications(uniqueName='upserted')", `{"displayName":"Ours too"}`, []string{"Prefer: create-if-missing"}, 204, nil},
		{"DELETE", own, "", nil, 204, nil},
		{"POST", "/directory/deletedItems/" + made.id() + "/restore", "", nil, 200, nil},
		{"DELETE", own, "", nil, 204, nil},
		{"DELETE", "/directory/deletedItems/" + made.id(), "", nil, 204, nil},
	})
}

// An application changes its own keys with a proof and without a permission,
// but those of no other application.
func TestOwnKeysNeedNoPermission(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	one, two := newSigner(t, "one", month), newSigner(t, "two", month)
	other, _ := g.application("Payroll")
	for _, roles := range []string{"", "Application.ReadWrite.OwnedBy"} {
		s, caller := g.app(roles)
		own := g.must(200, "GET", "/applications(appId='"+caller.AppID+"')?$select=id", "").id()
		for _, id := range []string{own, other} {
			g.must(204, "PATCH", "/applications/"+id, `{"keyCredentials":[`+one.credential()+`]}`)
		}
		body := func(id string) string {
			return `{"keyCredential":` + two.credential() + `,"passwordCredential":null,"proof":"` + one.Proof(id, nil) + `"}`
		}
		s.run([]step{
			{"POST", "/applications/" + own + "/addKey", body(own), nil, 200, []string{two.Thumbprint()}},
			refused("POST", "/applications/"+other+"/addKey", body(other)),
			refused("POST", "/applications/"+own+"/addPassword", `{"passwordCredential":{"displayName":"ci"}}`),
		})
	}
}
