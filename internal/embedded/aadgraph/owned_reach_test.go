package aadgraph_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestOwnershipHasNoDetour: what Application.ReadWrite.OwnedBy does not reach
// by Microsoft Graph it does not reach here.
func TestOwnershipHasNoDetour(t *testing.T) {
	t.Parallel()
	in := newServer(t)
	s := in.onSocket()
	_, clientID := in.application("Client")
	client := in.must(http.StatusCreated, "POST", "/servicePrincipals", `{"appId":"`+clientID+`"}`).id()
	for _, role := range []string{"824c81eb-e3f8-4ee6-8f6d-de7f50d565b7", "5778995a-e1bf-45b8-affa-663a9f3f4d04"} {
		in.must(http.StatusCreated, "POST", "/servicePrincipals/"+client+"/appRoleAssignments", `{"id":"`+role+`","principalId":"`+client+`","resourceId":"`+aadGraphID+`"}`)
	}
	token, err := in.embedded.IssueTokenFor(t.Context(), aadResource, "", clientID)
	if err != nil {
		t.Fatal(err)
	}
	owner := []string{"Authorization: Bearer " + token}

	foreign, foreignAppID := in.application("Foreign", `"identifierUris":["https://`+domain+`/foreign"]`)
	foreignSP := in.must(http.StatusCreated, "POST", "/servicePrincipals", `{"appId":"`+foreignAppID+`"}`).id()
	_, lone := in.application("Lone")
	gone, _ := in.application("Gone")
	in.must(http.StatusNoContent, "DELETE", "/applications/"+gone, "")
	own := s.must(http.StatusCreated, "POST", "/applications", `{"displayName":"Own"}`, owner...).id()
	extension := in.must(http.StatusCreated, "POST", "/applications/"+foreign+"/extensionProperties", `{"name":"badge","dataType":"String","targetObjects":["User"]}`).id()
	secret := `{"passwordCredentials":[{"value":"a-secret-of-forty-characters-is-hashed-fast-0123"}]}`
	const proof = `{"keyCredential":{"type":"AsymmetricX509Cert","usage":"Verify","value":"eA=="},"proof":"x"}`
	power := `{"id":"78c8a3c8-a07e-4b9e-af1b-b5ccab50a175","principalId":"` + client + `","resourceId":"` + aadGraphID + `"}`

	state := func() string {
		t.Helper()
		var text strings.Builder
		for _, target := range []string{"/applications/" + foreign, "/applications/" + foreign + "/$links/owners", "/applications/" + foreign + "/extensionProperties",
			"/servicePrincipals/" + foreignSP, "/servicePrincipals/" + foreignSP + "/$links/owners", "/servicePrincipals?$filter=appId eq '" + lone + "'",
			"/servicePrincipals/" + client + "/appRoleAssignments", "/deletedApplications/" + gone} {
			text.WriteString(in.must(http.StatusOK, "GET", target, "").body + "\n")
		}
		return text.String()
	}
	before := state()
	s.run([]step{
		{"PATCH", "/applications/" + own, `{"homepage":"https://own.example"}`, owner, 204, nil},
		{"PATCH", "/applications/" + own, secret, owner, 204, nil},
		{"PATCH", "/applications/" + foreign, secret, owner, 403, nil},
		{"PATCH", "/directoryObjects/" + foreign, secret, owner, 403, nil},
		{"PATCH", "/directoryObjects/" + foreign + "/Microsoft.DirectoryServices.Application", secret, owner, 403, nil},
		{"PATCH", "/applicationsByAppId/" + foreignAppID, secret, owner, 403, nil},
		{"PATCH", "/servicePrincipals/" + foreignSP, secret, owner, 403, nil},
		{"PATCH", "/servicePrincipalsByAppId/" + foreignAppID, secret, owner, 403, nil},
		{"DELETE", "/applications/" + foreign, "", owner, 403, nil},
		{"DELETE", "/directoryObjects/" + foreignSP, "", owner, 403, nil},
		{"DELETE", "/applications/" + foreign + "/extensionProperties/" + extension, "", owner, 403, nil},
		{"DELETE", "/applications/" + own + "/extensionProperties/" + extension, "", owner, 404, nil},
		{"POST", "/applications/" + foreign + "/addKey", proof, owner, 403, nil},
		{"POST", "/applicationsByAppId/" + foreignAppID + "/removeKey", `{"keyId":"` + own + `","proof":"x"}`, owner, 403, nil},
		{"POST", "/applications/" + foreign + "/$links/owners", link(client), owner, 403, nil},
		{"POST", "/servicePrincipals/" + foreignSP + "/$links/owners", link(client), owner, 403, nil},
		{"POST", "/deletedApplications/" + gone + "/restore", `{"identifierUris":["https://` + domain + `/mine"]}`, owner, 403, nil},
		{"DELETE", "/deletedApplications/" + gone, "", owner, 403, nil},
		{"POST", "/servicePrincipals", `{"appId":"` + lone + `"}`, owner, 403, nil},
		{"POST", "/servicePrincipals/" + client + "/appRoleAssignments", power, owner, 403, nil},
		{"PATCH", "/applications/" + own, `{"identifierUris":["https://` + domain + `/foreign"]}`, owner, 400, nil},
		{"PATCH", "/applications/" + own, `{"objectId":"` + foreign + `"}`, owner, 400, nil},
		{"POST", s.base + "/" + domain + "/$batch?api-version=1.6", "", append(owner, "Content-Type: multipart/mixed; boundary=b"), 400, nil},
	})
	if after := state(); after != before {
		t.Errorf("the state is\n%s\nit was\n%s", after, before)
	}
}
