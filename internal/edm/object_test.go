package edm

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// object reads the JSON object of a test.
func object(t *testing.T, text string) *odata.Object {
	t.Helper()
	o, err := odata.ParseObject([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return o
}

// TestRulesOfApplications takes the property tables of the reference
// (graph-application-readwrite-ownedby.txt) row by row: what a row forbids is
// refused with the path and the rule, what it allows is not.
func TestRulesOfApplications(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 121)
	for _, tt := range []struct{ typ, path, good, bad, rule string }{
		{"application", "description", `"x"`, `"` + strings.Repeat("x", 1025) + `"`, "at most 1024 characters"},
		{"application", "displayName", `"Pay"`, `null`, "it needs a value"},
		{"application", "groupMembershipClaims", `"SecurityGroup"`, `"Some"`, "none of the values"},
		{"application", "signInAudience", `"AzureADMyOrg"`, `"Everyone"`, "none of the values"},
		{"application", "isFallbackPublicClient", `true`, `"true"`, "without quotes"},
		{"application", "tokenEncryptionKeyId", `"11111111-1111-1111-1111-111111111111"`, `"key"`, "00000000-0000"},
		{"application", "tags", `["a"]`, `"a"`, "it is a list"},
		{"application", "api", `{"requestedAccessTokenVersion":2}`, `{"requestedAccessTokenVersion":3}`, "none of the values: 1, 2"},
		{"application", "api", `{"requestedAccessTokenVersion":null}`, `{"requestedAccessTokenVersion":"2"}`, "without quotes"},
		{"application", "api", `{"knownClientApplications":["11111111-1111-1111-1111-111111111111"]}`, `{"knownClientApplications":["a"]}`, "00000000-0000"},
		{"application", "api", `{"oauth2PermissionScopes":[{"type":"Admin"}]}`, `{"oauth2PermissionScopes":[{"type":"Owner"}]}`, "User, Admin"},
		{"application", "api", `{"oauth2PermissionScopes":[{"value":"A.B"}]}`, `{"oauth2PermissionScopes":[{"value":"A B"}]}`, "without spaces"},
		{"application", "appRoles", `[{"value":"a:!#$%&'()*+,-./;<=>?@[]^_` + "`" + `{|}~Z9"}]`, `[{"value":".a"}]`, "begins with no dot"},
		{"application", "appRoles", `[{"value":"` + long[:120] + `"}]`, `[{"value":"` + long + `"}]`, "at most 120 characters"},
		{"application", "appRoles", `[{"value":null}]`, `[{"value":"é"}]`, "letters, digits"},
		{"application", "appRoles", `[{"allowedMemberTypes":["User","Application"]}]`, `[{"allowedMemberTypes":["Group"]}]`, "User, Application"},
		{"application", "appRoles", `[{"isEnabled":false}]`, `[{"isEnabled":null}]`, "it needs a value"},
		{"application", "parentalControlSettings", `{"countriesBlockedForMinors":["US"]}`, `{"countriesBlockedForMinors":["USA"]}`, "two letters"},
		{"application", "parentalControlSettings", `{"legalAgeGroupRule":"BlockMinors"}`, `{"legalAgeGroupRule":"Never"}`, "none of the values"},
		{"application", "requiredResourceAccess", `[{"resourceAccess":[{"type":"Role"}]}]`, `[{"resourceAccess":[{"type":"Both"}]}]`, "none of the values"},
		{"application", "web", `{"redirectUris":["https://a"]}`, `{"redirectUrls":[]}`, "did you mean redirectUris"},
		{"servicePrincipal", "description", `""`, `"` + strings.Repeat("x", 1025) + `"`, "at most 1024 characters"},
		{"servicePrincipal", "notes", `"` + strings.Repeat("x", 1024) + `"`, `"` + strings.Repeat("x", 1025) + `"`, "at most 1024 characters"},
		{"servicePrincipal", "preferredSingleSignOnMode", `"saml"`, `"ldap"`, "none of the values"},
		{"federatedIdentityCredential", "name", `"abc"`, `"` + long + `"`, "at most 120 characters"},
		{"federatedIdentityCredential", "audiences", `["a"]`, `["a","b"]`, "at most 1 may be set"},
		{"federatedIdentityCredential", "subject", `"s"`, `"` + strings.Repeat("x", 601) + `"`, "at most 600 characters"},
		{"federatedIdentityCredential", "issuer", `"https://i"`, `"` + strings.Repeat("x", 601) + `"`, "at most 600 characters"},
		{"federatedIdentityCredential", "description", `null`, `"` + strings.Repeat("x", 601) + `"`, "at most 600 characters"},
		{"extensionProperty", "dataType", `"Integer"`, `"Float"`, "none of the values"},
	} {
		typ := Lookup(tt.typ)
		if err := CheckValue(typ, tt.path, []byte(tt.good)); err != nil {
			t.Errorf("%s/%s takes %s: %v", tt.typ, tt.path, tt.good, err)
		}
		err := CheckValue(typ, tt.path, []byte(tt.bad))
		if err == nil || !strings.Contains(err.Error(), tt.rule) || !strings.HasPrefix(err.Error(), tt.path) {
			t.Errorf("%s/%s %s: %v, want the path and %q", tt.typ, tt.path, tt.bad, err, tt.rule)
		}
	}
}

// TestReadOnlyProperties are those that the reference calls so.
func TestReadOnlyProperties(t *testing.T) {
	t.Parallel()
	for typ, paths := range map[string]string{
		"application":                 "appId certification createdDateTime deletedDateTime id publisherDomain verifiedPublisher info/logoUrl appRoles/origin api/oauth2PermissionScopes/origin passwordCredentials/secretText passwordCredentials/hint",
		"servicePrincipal":            "applicationTemplateId appDisplayName appDescription appOwnerOrganizationId deletedDateTime id info/logoUrl signInAudience servicePrincipalType verifiedPublisher resourceSpecificApplicationPermissions appRoles/origin",
		"extensionProperty":           "appDisplayName isSyncedFromOnPremises deletedDateTime",
		"federatedIdentityCredential": "",
	} {
		for path := range strings.FieldsSeq(paths) {
			if !Lookup(typ).Rule(path).ReadOnly {
				t.Errorf("%s/%s may be written", typ, path)
			}
		}
	}
	app := Lookup("application")
	for name, values := range map[string][2]string{
		"info":     {`{"marketingUrl":"https://m","logoUrl":null}`, `{"logoUrl":"https://l"}`},
		"appRoles": {`[{"value":"a"}]`, `[{"value":"a"},{"origin":"Application"}]`},
		"api":      {`{"oauth2PermissionScopes":[]}`, `{"oauth2PermissionScopes":[{"origin":"Application"}]}`},
	} {
		if err := CheckWritable(app, name, []byte(values[0])); err != nil {
			t.Errorf("%s: %v", values[0], err)
		}
		if err := CheckWritable(app, name, []byte(values[1])); err == nil || !strings.Contains(err.Error(), "read-only") {
			t.Errorf("%s: %v", values[1], err)
		}
	}
}

// TestCheckObject holds values against each other.
func TestCheckObject(t *testing.T) {
	t.Parallel()
	role := func(id, value string) string {
		return fmt.Sprintf(`{"id":"%s","value":"%s","allowedMemberTypes":["User"]}`, id, value)
	}
	resources := func(n, each int) string {
		var list []string
		for i := range n {
			list = append(list, fmt.Sprintf(`{"resourceAppId":"%d","resourceAccess":[%s]}`, i, strings.TrimSuffix(strings.Repeat(`{"id":"1","type":"Role"},`, each), ",")))
		}
		return `{"requiredResourceAccess":[` + strings.Join(list, ",") + `]}`
	}
	for _, tt := range []struct{ body, path, rule string }{
		{`{"appRoles":[` + role("1", "a") + `,` + role("2", "b") + `]}`, "", ""},
		{`{"appRoles":[` + role("1", "") + `,` + role("2", "") + `]}`, "", ""},
		{`{"appRoles":[` + role("1", "a") + `,` + role("1", "b") + `]}`, "appRoles[1]/id", "another one has this id"},
		{`{"appRoles":[` + role("1", "a") + `,` + role("2", "A") + `]}`, "appRoles[1]/value", "another one has this value"},
		{`{"appRoles":[` + role("", "a") + `]}`, "appRoles[0]/id", "a new GUID"},
		{`{"appRoles":[{"id":"1","allowedMemberTypes":[]}]}`, "appRoles[0]/allowedMemberTypes", "User, Application or both"},
		{`{"api":{"oauth2PermissionScopes":[{"id":"1","value":"a"},{"id":"2","value":"a"}]}}`, "api/oauth2PermissionScopes[1]/value", "another one has this value"},
		{resources(50, 8), "", ""},
		{resources(51, 0), "requiredResourceAccess", "at most 50 resources are allowed, not 51"},
		{resources(40, 11), "requiredResourceAccess", "at most 400 permissions are allowed in all, not 440"},
		{`{"requiredResourceAccess":[{"resourceAppId":"a"},{"resourceAppId":"A"}]}`, "requiredResourceAccess[1]/resourceAppId", "twice"},
		{`{"samlMetadataUrl":"https://s","signInAudience":"AzureADMyOrg"}`, "", ""},
		{`{"samlMetadataUrl":"https://s","signInAudience":"AzureADMultipleOrgs"}`, "samlMetadataUrl", "applications of one organization"},
	} {
		said := ""
		if err := CheckObject(Lookup("application"), object(t, tt.body)); err != nil {
			said = err.Error()
		}
		if (said == "") != (tt.rule == "") || !strings.HasPrefix(said, tt.path) || !strings.Contains(said, tt.rule) {
			t.Errorf("%.80s: %q, want %s: %s", tt.body, said, tt.path, tt.rule)
		}
	}
}

// TestCheckChange keeps what is enabled where it is (reference, appRole).
func TestCheckChange(t *testing.T) {
	t.Parallel()
	const (
		on  = `{"id":"1","value":"a","isEnabled":true,"allowedMemberTypes":["User"]}`
		off = `{"id":"1","value":"a","isEnabled":false,"allowedMemberTypes":["User"]}`
	)
	for _, tt := range []struct{ before, after, rule string }{
		{`{"appRoles":[` + on + `]}`, `{"description":"x"}`, ""},
		{`{"appRoles":[` + on + `]}`, `{"appRoles":[` + off + `]}`, ""},
		{`{"appRoles":[` + on + `]}`, `{"appRoles":[{"id":"1","value":"a","allowedMemberTypes":[ "User" ],"description":"new"}]}`, ""},
		{`{"appRoles":[` + on + `]}`, `{"appRoles":[]}`, "would be removed"},
		{`{"appRoles":[` + on + `]}`, `{"appRoles":[{"id":"1","value":"b","allowedMemberTypes":["User"]}]}`, "isEnabled to false first"},
		{`{"appRoles":[` + on + `]}`, `{"appRoles":[{"id":"1","value":"a","allowedMemberTypes":["Application"]}]}`, "appRoles[0]/allowedMemberTypes"},
		{`{"appRoles":[` + off + `]}`, `{"appRoles":[]}`, ""},
		{`{"api":{"oauth2PermissionScopes":[{"id":"2","value":"s","isEnabled":true}]}}`, `{"api":{"oauth2PermissionScopes":[]}}`, "would be removed"},
	} {
		said := ""
		if err := CheckChange(Lookup("application"), object(t, tt.before), object(t, tt.after)); err != nil {
			said = err.Error()
		}
		if (said == "") != (tt.rule == "") || !strings.Contains(said, tt.rule) {
			t.Errorf("%s to %s: %q, want %q", tt.before, tt.after, said, tt.rule)
		}
	}
}
