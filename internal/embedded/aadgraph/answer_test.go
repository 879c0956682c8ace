package aadgraph_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// TestHeaders: the headers of facts/aadgraph.md, section 2.
func TestHeaders(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	r := s.must(http.StatusOK, "GET", "/me", "", "client-request-id: abc")
	for name, want := range map[string]string{
		"Content-Type":                      "application/json;odata=minimalmetadata;streaming=true;charset=utf-8",
		"client-request-id":                 "abc",
		"DataServiceVersion":                "3.0;",
		"x-ms-dirapi-data-contract-version": "1.6",
	} {
		if got := r.header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{"request-id", "ocp-aad-diagnostics-server-name"} {
		if r.header.Get(name) == "" {
			t.Errorf("%s is missing", name)
		}
	}
}

func TestMetadataLevels(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	for accept, want := range map[string][]string{
		"application/json;odata=nometadata":   {"!odata.", `{"objectType":"User"`},
		"application/json;odata=fullmetadata": {`"odata.type":"Microsoft.DirectoryServices.User"`, `"odata.editLink":"directoryObjects/`},
		"application/json":                    {`"odata.metadata":`, "!odata.editLink"},
	} {
		s.run([]step{{"GET", "/me", "", []string{"Accept: " + accept}, http.StatusOK, want}})
	}
}

// TestWholeObjects: objects have all of their properties, nulls and empty
// lists too, in the order of the samples.
func TestWholeObjects(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	user := s.must(http.StatusOK, "GET", "/users/"+s.user("anna", `"mobile":"+1 555","telephoneNumber":"+1 2","city":"Rom"`), "").body
	group := s.must(http.StatusOK, "GET", "/groups/"+s.group("team"), "").body
	app := s.must(http.StatusCreated, "POST", "/applications", `{"displayName":"Test App","availableToOtherTenants":true}`).body
	for what, try := range map[string]struct{ body, order string }{
		"user": {user, `odata.metadata odata.type objectType objectId deletionTimestamp accountEnabled assignedLicenses assignedPlans city
			department dirSyncEnabled displayName immutableId jobTitle mail mailNickname mobile otherMails passwordProfile
			physicalDeliveryOfficeName provisionedPlans proxyAddresses telephoneNumber usageLocation userPrincipalName userType`},
		"group": {group, `objectType objectId deletionTimestamp description dirSyncEnabled displayName lastDirSyncTime mail mailNickname
			mailEnabled onPremisesSecurityIdentifier provisioningErrors proxyAddresses securityEnabled`},
		"application": {app, `objectId deletionTimestamp addIns allowActAsForAllClients appBranding appCategory appData appId appMetadata appRoles
			availableToOtherTenants displayName encryptedMsiApplicationSecret errorUrl groupMembershipClaims homepage identifierUris
			keyCredentials knownClientApplications logoUrl logoutUrl oauth2AllowImplicitFlow oauth2AllowUrlPathMatching oauth2Permissions
			oauth2RequirePostResponse passwordCredentials publicClient recordConsentConditions replyUrls requiredResourceAccess
			samlMetadataUrl supportsConvergence tokenEncryptionKeyId`},
	} {
		at := 0
		for name := range strings.FieldsSeq(try.order) {
			i := strings.Index(try.body[at:], `"`+name+`":`)
			if i < 0 {
				t.Errorf("%s: %s is missing or out of order: %s", what, name, try.body)
				break
			}
			at += i
		}
	}
	for _, fragment := range []string{`"mobile":"+1 555"`, `"telephoneNumber":"+1 2"`, `"city":"Rom"`, `"department":null`, `"otherMails":[]`} {
		if !strings.Contains(user, fragment) {
			t.Errorf("fragment %s: %s", fragment, user)
		}
	}
	if strings.Contains(user, "mobilePhone") || strings.Contains(group, "groupTypes") {
		t.Errorf("names of Microsoft Graph: %s %s", user, group)
	}
}

// TestBetaProperties: what only the beta version has is not in 1.6, neither
// way.
func TestBetaProperties(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	body := `{"displayName":"All","mailNickname":"all","mailEnabled":true,"securityEnabled":false,"groupTypes":["Unified"]}`
	s.run([]step{
		{"POST", "/groups", body, nil, http.StatusBadRequest, []string{"Invalid property 'groupTypes'."}},
		{"POST", "/groups?api-version=beta", body, nil, http.StatusCreated, []string{`"groupTypes":["Unified"]`}},
	})
}

// TestErrors: the body of errors, and Graph's errors in this protocol's words.
func TestErrors(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id := s.user("anna")
	s.run([]step{
		{"GET", "/users/nobody", "", nil, 404, []string{`{"odata.error":{"code":"Request_ResourceNotFound","message":{"lang":"en","value":"Resource 'nobody' does not exist`}},
		{"GET", "/users/" + id + "/manager", "", nil, 404, []string{`"Request_ResourceNotFound"`, `"Resource not found for the segment 'manager'."`}},
		{"PATCH", "/users/" + id, `{"mobilePhone":"1"}`, nil, 400, []string{`"Request_BadRequest"`, `Invalid property 'mobilePhone'.`}},
		{"PATCH", "/users/" + id, `{"nonsense":1}`, nil, 400, []string{`Invalid property 'nonsense'.`}},
		{"PATCH", "/users/" + id, `{"mobile":5}`, nil, 400, []string{`"Request_BadRequest"`, `mobile`, `!mobilePhone`}},
		{"PATCH", "/users/" + id, `{"objectId":"x"}`, nil, 400, []string{`Property 'objectId' is read-only`}},
		{"PATCH", "/users/" + id, `{"userPrincipalName":"` + administrator + `"}`, nil, 400, []string{
			`"values":[{"item":"PropertyName","value":"userPrincipalName"},{"item":"PropertyErrorCode","value":"ObjectConflict"}]`}},
		{"PATCH", "/users/" + id, `{"mobile":`, nil, 400, []string{`"Request_BadRequest"`}},
		{"PATCH", "/users/" + id, ``, nil, 400, []string{`"Request_BadRequest"`}},
		{"PATCH", "/users/" + id, `{"isCompromised":true}`, nil, 400, []string{`does not keep it`}},
		{"PATCH", "/users/" + id, `{"passwordProfile":{"secret":"x"}}`, nil, 400, []string{`Invalid property 'passwordProfile/secret'.`}},
		{"PUT", "/users/" + id, `{}`, nil, 405, []string{`"Request_BadRequest"`}},
		{"DELETE", "/users", "", nil, 405, nil},
		{"POST", "/directoryRoleTemplates", `{}`, nil, 405, nil},
	})
	r := s.must(http.StatusNotFound, "GET", "/users/nobody", "")
	if date, _ := r.get("odata.error", "date").(string); !regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$`).MatchString(date) {
		t.Errorf("date %q", date)
	}
	if got := r.get("odata.error", "requestId"); got != r.header.Get("request-id") {
		t.Errorf("requestId %v, header %s", got, r.header.Get("request-id"))
	}
}

func TestMediaTypes(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.run([]step{
		{"POST", "/users", `<entry/>`, []string{"Content-Type: application/atom+xml"}, http.StatusUnsupportedMediaType, []string{"Request_MediaTypeNotSupported"}},
		{"GET", "/me?$format=json", "", nil, http.StatusOK, nil},
		{"GET", "/me?$format=atom", "", nil, http.StatusUnsupportedMediaType, nil},
	})
}
