package cli_test

import (
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// both is a directory that is asked by both protocols.
type both struct {
	t      *testing.T
	client *http.Client
}

func newBoth(t *testing.T) *both {
	t.Helper()
	s, err := embedded.Open(t.Context(), embedded.Options{Path: filepath.Join(t.TempDir(), "directory.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return &both{t, &http.Client{Transport: s.Transport()}}
}

func (b *both) send(method, url, body string) *odata.Object {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, "http://directory.local"+url, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= http.StatusBadRequest {
		b.t.Fatalf("%s %s: %s %v %s", method, url, answer.Status, err, data)
	}
	if len(data) == 0 {
		return nil
	}
	o, err := odata.ParseObject(data)
	if err != nil {
		b.t.Fatal(err)
	}
	return o
}

// create makes an object by Azure AD Graph of what Microsoft Graph would be
// given, and finds what of it got lost.
func (b *both) create(set, body string) *odata.Object {
	b.t.Helper()
	given, err := odata.ParseObject([]byte(body))
	if err != nil {
		b.t.Fatal(err)
	}
	path, typ, _ := aadgraph.SetOf(set)
	wire, err := aadgraph.FromCanonical(typ, given)
	if err != nil {
		b.t.Fatal(err)
	}
	id := b.send("POST", "/myorganization/"+path+"?api-version=1.6", string(wire.AppendJSON(nil))).String("objectId")
	made := b.send("GET", "/v1.0/"+set+"/"+id+"?$select="+strings.Join(append(given.Names(), "id"), ","), "")
	for name, raw := range given.All() {
		var want, got any
		_ = json.Unmarshal(raw, &want)
		_ = made.Decode(name, &got)
		if secret, ok := want.(map[string]any); ok {
			delete(secret, "password")
		}
		if !within(want, got) {
			b.t.Errorf("%s/%s: %v was given, %v is there", set, name, want, got)
		}
	}
	return made
}

// first gives the first object of a list.
func (b *both) first(url string) *odata.Object {
	b.t.Helper()
	raw, _ := b.send("GET", url, "").Raw("value")
	list, err := odata.ParseList(raw)
	if err != nil || len(list) == 0 {
		b.t.Fatalf("%s: %v %s", url, err, raw)
	}
	return list[0]
}

// TestNamesAgree: the client's table of Azure AD Graph's names and the
// embedded directory's are written independently. What the one writes the
// other understands, both ways, as Microsoft Graph shows.
func TestNamesAgree(t *testing.T) {
	t.Parallel()
	b := newBoth(t)
	b.create("users", `{"accountEnabled":true,"displayName":"Anna","mailNickname":"anna","userPrincipalName":"anna@contoso.onmicrosoft.com",
		"passwordProfile":{"password":"correct-Horse-battery-staple-7-and-some-more","forceChangePasswordNextSignIn":true},
		"ageGroup":"Adult","businessPhones":["+1 2"],"city":"Rom","companyName":"C","country":"IT","department":"D","employeeId":"7","faxNumber":"+1 3","givenName":"A",
		"jobTitle":"J","mobilePhone":"+1 4","officeLocation":"O","onPremisesImmutableId":"i","otherMails":["a@b.example"],"passwordPolicies":"DisablePasswordExpiration",
		"postalCode":"1","preferredLanguage":"it","showInAddressList":true,"state":"S","streetAddress":"St","surname":"B","usageLocation":"IT","userType":"Member"}`)
	b.create("groups", `{"displayName":"G","mailNickname":"g","mailEnabled":false,"securityEnabled":true,"description":"D"}`)
	app := b.create("applications", `{"displayName":"App","signInAudience":"AzureADMyOrg","identifierUris":["https://contoso.onmicrosoft.com/app"],"groupMembershipClaims":"All",
		"web":{"homePageUrl":"https://h.example","logoutUrl":"https://l.example","redirectUris":["https://r.example"],"implicitGrantSettings":{"enableIdTokenIssuance":true,"enableAccessTokenIssuance":false}},
		"api":{"knownClientApplications":["6731de76-14a6-49ae-97bc-6eba6914391e"],"acceptMappedClaims":true,"oauth2PermissionScopes":[{"adminConsentDescription":"d","adminConsentDisplayName":"n",
			"id":"7b1e5a44-5a4c-4b6a-9f0e-0c5b4d1c7f11","isEnabled":true,"type":"User","value":"use"}]},
		"appRoles":[{"allowedMemberTypes":["User"],"description":"d","displayName":"r","id":"7b1e5a44-5a4c-4b6a-9f0e-0c5b4d1c7f12","isEnabled":true,"value":"r"}],
		"requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[{"id":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","type":"Scope"}]}],
		"info":{"marketingUrl":"https://m.example","supportUrl":"https://s.example"},"optionalClaims":{"idToken":[{"name":"auth_time","essential":false}]}}`)
	b.send("POST", "/v1.0/applications/"+app.ID()+"/addPassword", `{"passwordCredential":{"displayName":"p"}}`)
	b.create("servicePrincipals", `{"appId":"`+b.send("GET", "/v1.0/applications/"+app.ID(), "").String("appId")+`","tags":["t"],"notificationEmailAddresses":["a@b.example"]}`)
	b.create("devices", `{"accountEnabled":true,"alternativeSecurityIds":[{"type":2,"key":"Y3YxN2E1MWFlYw=="}],"deviceId":"4c299165-6e8f-4b45-a5ba-c5d250a707ff",
		"displayName":"D","operatingSystem":"linux","operatingSystemVersion":"1"}`)
	for _, try := range []struct{ aad, graph, canonical, filter string }{
		{"users", "users", "user", "userPrincipalName eq 'anna@contoso.onmicrosoft.com'"},
		{"groups", "groups", "group", "displayName eq 'G'"},
		{"applications", "applications", "application", "displayName eq 'App'"},
		{"servicePrincipals", "servicePrincipals", "servicePrincipal", "displayName eq 'App'"},
		{"devices", "devices", "device", "displayName eq 'D'"},
		{"directoryRoles", "directoryRoles", "directoryRole", ""}, {"directoryRoleTemplates", "directoryRoleTemplates", "directoryRoleTemplate", ""},
		{"tenantDetails", "organization", "organization", ""}, {"subscribedSkus", "subscribedSkus", "subscribedSku", ""}, {"domains", "domains", "domain", ""},
	} {
		query := "?api-version=1.6"
		if try.filter != "" {
			query += "&$filter=" + strings.ReplaceAll(try.filter, " ", "%20")
		}
		wire := b.first("/myorganization/" + try.aad + query)
		_, typ, ok := aadgraph.SetOf(try.graph)
		if !ok {
			t.Errorf("the client does not know %s", try.graph)
			continue
		}
		translated := aadgraph.ToCanonical(typ, wire)
		b.compare(try.graph, try.canonical, translated)
	}
}

// compare finds what a translated object says otherwise than Microsoft Graph.
func (b *both) compare(set, canonical string, translated *odata.Object) {
	b.t.Helper()
	names := []string{"id"}
	for name := range translated.All() {
		if _, ok := edm.Lookup(canonical).Property(name); ok && name != "id" {
			names = append(names, name)
		}
	}
	want := b.send("GET", "/v1.0/"+set+"/"+translated.ID()+"?$select="+strings.Join(names, ","), "")
	said := 0
	want.Delete("@odata.context")
	for name, raw := range want.All() {
		var got, known any
		_ = translated.Decode(name, &got)
		_ = json.Unmarshal(raw, &known)
		if !within(got, known) || !within(without(known), got) {
			b.t.Errorf("%s/%s: %v by Azure AD Graph, %v by Microsoft Graph", set, name, got, known)
		}
		if !blank(got) {
			said++
		}
	}
	if said < 3 {
		b.t.Errorf("%s: only %d properties say anything: %v", set, said, translated.Names())
	}
}

// without leaves out what only Microsoft Graph knows of values within values.
func without(v any) any {
	switch v := v.(type) {
	case map[string]any:
		kept := map[string]any{}
		for name, member := range v {
			if !slices.Contains([]string{"origin", "hint", "lockedOut", "redirectUriSettings"}, name) {
				kept[name] = without(member)
			}
		}
		if kept["keyId"] != nil {
			delete(kept, "displayName")
		}
		return kept
	case []any:
		kept := make([]any, len(v))
		for i := range v {
			kept[i] = without(v[i])
		}
		return kept
	}
	return v
}

// blank tells whether a value says nothing.
func blank(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case bool:
		return !v
	case []any:
		return len(v) == 0
	case map[string]any:
		for _, member := range v {
			if !blank(member) {
				return false
			}
		}
		return true
	}
	return false
}

// within tells whether all that a says b says too.
func within(a, b any) bool {
	switch a := a.(type) {
	case map[string]any:
		of, ok := b.(map[string]any)
		for name, v := range a {
			if !blank(v) && (!ok || !within(v, of[name])) {
				return false
			}
		}
		return true
	case []any:
		of, ok := b.([]any)
		if !ok || len(of) != len(a) {
			return false
		}
		for i := range a {
			if !within(a[i], of[i]) {
				return false
			}
		}
		return true
	}
	return blank(a) && blank(b) || reflect.DeepEqual(a, b)
}
