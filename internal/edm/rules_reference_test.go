package edm

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// nested puts a value where a path through properties leads: its first name,
// and the value of that property.
func nested(t *testing.T, typ *Type, path, value string) (name, whole string) {
	t.Helper()
	name, rest, deeper := strings.Cut(path, "/")
	p, ok := typ.Property(name)
	if !ok {
		t.Fatalf("%s has no property %s", typ.Name, name)
	}
	if deeper {
		inner, raw := nested(t, Lookup(p.Type), rest, value)
		value = fmt.Sprintf(`{"%s":%s}`, inner, raw)
	}
	if p.Collection && value != "null" && !strings.HasPrefix(value, "[") {
		value = "[" + value + "]"
	}
	return name, value
}

// checks tells what the model says of a value at a path.
func checks(t *testing.T, typ, path, value string) string {
	t.Helper()
	name, whole := nested(t, Lookup(typ), path, value)
	if err := CheckValue(Lookup(typ), name, json.RawMessage(whole)); err != nil {
		return err.Error()
	}
	return ""
}

// TestLengthsOfTheReference takes each text below, at and above its bound: the
// reference's notes on properties, and Microsoft's pages on redirect URIs and
// on the audience. before is what the text begins with.
func TestLengthsOfTheReference(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		typ, path, before string
		most              int
	}{
		{"application", "description", "", 1024},
		{"application", "appRoles/value", "", 120},
		{"application", "api/oauth2PermissionScopes/value", "", 120},
		{"application", "identifierUris", "api://", 255},
		{"application", "tags", "", 256},
		{"application", "web/redirectUris", "https://a/", 256},
		{"application", "spa/redirectUris", "https://a/", 256},
		{"application", "publicClient/redirectUris", "msal://", 256},
		{"application", "web/logoutUrl", "https://a/", 255},
		{"servicePrincipal", "description", "", 1024},
		{"servicePrincipal", "notes", "", 1024},
		{"servicePrincipal", "appRoles/value", "", 120},
		{"servicePrincipal", "oauth2PermissionScopes/value", "", 120},
		{"federatedIdentityCredential", "name", "", 120},
		{"federatedIdentityCredential", "issuer", "https://a/", 600},
		{"federatedIdentityCredential", "subject", "", 600},
		{"federatedIdentityCredential", "audiences", "", 600},
		{"federatedIdentityCredential", "description", "", 600},
		{"claimsMappingPolicy", "displayName", "", 256},
	} {
		for n := tt.most - 1; n <= tt.most+1; n++ {
			text := strconv.Quote(tt.before + strings.Repeat("x", n-len(tt.before)))
			got, want := checks(t, tt.typ, tt.path, text), fmt.Sprintf("at most %d characters are allowed, not %d", tt.most, n)
			if n <= tt.most && got != "" || n > tt.most && !strings.Contains(got, want) {
				t.Errorf("%s/%s with %d characters: %q", tt.typ, tt.path, n, got)
			}
		}
	}
}

// TestSetsOfTheReference takes each member of each set of values, and a word
// that is none.
func TestSetsOfTheReference(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ typ, path, members string }{
		{"application", "signInAudience", "AzureADMyOrg AzureADMultipleOrgs AzureADandPersonalMicrosoftAccount PersonalMicrosoftAccount"},
		{"application", "groupMembershipClaims", "None SecurityGroup All DirectoryRole ApplicationGroup SecurityGroup,DirectoryRole"},
		{"application", "appRoles/allowedMemberTypes", "User Application"},
		{"servicePrincipal", "appRoles/allowedMemberTypes", "User Application"},
		{"application", "api/oauth2PermissionScopes/type", "User Admin"},
		{"servicePrincipal", "oauth2PermissionScopes/type", "User Admin"},
		{"application", "requiredResourceAccess/resourceAccess/type", "Scope Role"},
		{"application", "parentalControlSettings/legalAgeGroupRule", "Allow RequireConsentForPrivacyServices RequireConsentForMinors RequireConsentForKids BlockMinors"},
		{"application", "parentalControlSettings/countriesBlockedForMinors", "US JP GB"},
		{"application", "keyCredentials/type", "Symmetric AsymmetricX509Cert X509CertAndPassword"},
		{"application", "keyCredentials/usage", "Verify Sign"},
		{"servicePrincipal", "keyCredentials/usage", "Verify Sign"},
		{"servicePrincipal", "preferredSingleSignOnMode", "password saml notSupported oidc"},
		{"extensionProperty", "dataType", "Binary Boolean DateTime Integer LargeInteger String"},
		{"extensionProperty", "targetObjects", "User Group AdministrativeUnit Application Device Organization"},
		{"delegatedPermissionClassification", "classification", "low"},
	} {
		for member := range strings.FieldsSeq(tt.members) {
			if got := checks(t, tt.typ, tt.path, strconv.Quote(member)); got != "" {
				t.Errorf("%s/%s takes %s: %s", tt.typ, tt.path, member, got)
			}
		}
		if got := checks(t, tt.typ, tt.path, `"Nonsense"`); !strings.Contains(got, "none of the values") && !strings.Contains(got, "two letters") {
			t.Errorf("%s/%s: %q", tt.typ, tt.path, got)
		}
	}
	for _, version := range []string{"1", "2", "null"} {
		if got := checks(t, "application", "api/requestedAccessTokenVersion", version); got != "" {
			t.Errorf("version %s: %s", version, got)
		}
	}
}

// TestFormsOfTheReference takes values of each form that the reference gives a
// property, and others.
func TestFormsOfTheReference(t *testing.T) {
	t.Parallel()
	const guid = "11111111-2222-3333-4444-555555555555"
	for _, tt := range []struct{ typ, paths, good, bad, says string }{
		{"application", "requiredResourceAccess/resourceAppId requiredResourceAccess/resourceAccess/id appRoles/id api/oauth2PermissionScopes/id api/knownClientApplications api/preAuthorizedApplications/appId api/preAuthorizedApplications/delegatedPermissionIds tokenEncryptionKeyId keyCredentials/keyId passwordCredentials/keyId addIns/id",
			guid, "1 payroll 11111111222233334444555555555555", "GUID"},
		{"servicePrincipal", "appId appRoles/id oauth2PermissionScopes/id tokenEncryptionKeyId addIns/id", guid, "1 payroll", "GUID"},
		{"delegatedPermissionClassification", "permissionId", guid, "User.Read", "GUID"},
		{"appRoleAssignment", "appRoleId principalId resourceId", guid + " 00000000-0000-0000-0000-000000000000", "admin", "GUID"},
		{"application", "web/homePageUrl samlMetadataUrl info/marketingUrl info/privacyStatementUrl info/supportUrl info/termsOfServiceUrl",
			"https://www.contoso.com/app/support http://contoso.com https://contoso.com:8443/?a=b#c", "contoso www.contoso.com /app mailto:a@b.example https:// https:///x ftp://contoso.com", "URL|URI|host"},
		{"servicePrincipal", "homepage loginUrl logoutUrl info/marketingUrl info/termsOfServiceUrl", "https://contoso.com/in http://contoso.com", "contoso //contoso.com urn:a:b", "URL|URI"},
		{"application", "web/logoutUrl", "https://contoso.com/out https://localhost", "http://contoso.com/out http://localhost out", "https"},
		{"application", "web/redirectUris spa/redirectUris publicClient/redirectUris defaultRedirectUri web/redirectUriSettings/uri",
			"https://contoso.com http://localhost:8080/x https://127.0.0.1 msal11111111-2222-3333-4444-555555555555://auth urn:ietf:wg:oauth:2.0:oob ms-appx-web://Microsoft.AAD.BrokerPlugin/1 brk-multihub://contoso.com",
			"contoso.com /signed-in https:// https://:80 1a://b ftp:// urn:", "URI|host"},
		{"application", "identifierUris", "api://payroll https://contoso.com/payroll?a#b urn:contoso:payroll", "payroll https:// api://* https://*.contoso.com/a :x", "URI|host|wildcard"},
		{"servicePrincipal", "replyUrls", "https://contoso.com http://contoso.com/acs", "contoso", "URI"},
		{"servicePrincipal", "notificationEmailAddresses", "admin@contoso.com", "admin admin@ @contoso.com", "e-mail"},
		{"federatedIdentityCredential", "issuer", "https://token.actions.githubusercontent.com", "http://a.example issuer https://", "https|URI|host"},
		{"federatedIdentityCredential", "name", "main a-b 1_x ab-", "ab -main _main a.b büro a/b", "3 to 120"},
		{"extensionProperty", "name", "costCentre x_1", "cost-centre büro a.b", "letters, digits"},
		{"application", "tags passwordCredentials/displayName keyCredentials/displayName notes serviceManagementReference samlMetadataUrl", "https://x", "", ""},
	} {
		for path := range strings.FieldsSeq(tt.paths) {
			for value := range strings.FieldsSeq(tt.good) {
				if got := checks(t, tt.typ, path, strconv.Quote(value)); got != "" {
					t.Errorf("%s/%s takes %s: %s", tt.typ, path, value, got)
				}
			}
			for value := range strings.FieldsSeq(tt.bad) {
				if got := checks(t, tt.typ, path, strconv.Quote(value)); !says(got, tt.says) {
					t.Errorf("%s/%s %s: %q", tt.typ, path, value, got)
				}
			}
		}
	}
	for _, path := range []string{"web/redirectUris", "identifierUris", "tags"} {
		if got := checks(t, "application", path, `"https://a b"`); !strings.Contains(got, "no spaces") && !strings.Contains(got, "has no spaces") {
			t.Errorf("%s: %q", path, got)
		}
	}
}

// says tells whether a text has one of several words, split at |.
func says(text, words string) bool {
	for word := range strings.SplitSeq(words, "|") {
		if text != "" && strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// TestNotNullable are the properties that the reference calls not nullable, or
// required.
func TestNotNullable(t *testing.T) {
	t.Parallel()
	for typ, paths := range map[string]string{
		"application":                 "appRoles identifierUris keyCredentials passwordCredentials requiredResourceAccess tags displayName",
		"servicePrincipal":            "appRoleAssignmentRequired appRoles keyCredentials oauth2PermissionScopes passwordCredentials replyUrls servicePrincipalNames tags appId",
		"extensionProperty":           "dataType name targetObjects",
		"federatedIdentityCredential": "audiences issuer name subject",
		"tokenLifetimePolicy":         "definition displayName",
		"homeRealmDiscoveryPolicy":    "definition displayName",
		"appRoleAssignment":           "appRoleId principalId resourceId",
	} {
		for path := range strings.FieldsSeq(paths) {
			if got := checks(t, typ, path, "null"); got == "" {
				t.Errorf("%s/%s may be null", typ, path)
			}
		}
	}
	for _, path := range []string{"description", "samlMetadataUrl", "serviceManagementReference", "tokenEncryptionKeyId", "web/homePageUrl", "web/logoutUrl", "info/supportUrl", "notes"} {
		if got := checks(t, "application", path, "null"); got != "" {
			t.Errorf("null clears %s: %s", path, got)
		}
	}
}

// TestItems takes lists with too few items, too many, and one that is there
// twice; the error names the place.
func TestItems(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ typ, path, value, says string }{
		{"federatedIdentityCredential", "audiences", `["a"]`, ""},
		{"federatedIdentityCredential", "audiences", `[]`, "it has exactly one, not 0"},
		{"federatedIdentityCredential", "audiences", `["a","b"]`, "at most 1 may be set"},
		{"extensionProperty", "targetObjects", `[]`, "at least one"},
		{"extensionProperty", "targetObjects", `["User","Group","User"]`, "targetObjects[2]: \"User\": it is there twice"},
		{"tokenLifetimePolicy", "definition", `[]`, "exactly one"},
		{"application", "web/redirectUris", `["https://a","b"]`, `web/redirectUris[1]: "b": it is an absolute URI: https://contoso.com/signin`},
		{"application", "identifierUris", `["api://a","api://a"]`, "identifierUris[1]"},
		{"application", "tags", `["a","A","a"]`, "tags[2]"},
		{"application", "tags", `["a","A"]`, ""},
		{"application", "appRoles", `[{"value":"a"},{"value":"b c"}]`, `appRoles[1]/value: "b c"`},
		{"application", "requiredResourceAccess", `[{"resourceAccess":[{"type":"Scope"},{"type":"Both"}]}]`, "requiredResourceAccess[0]/resourceAccess[1]/type"},
		{"application", "api", `{"knownClientApplications":["x"]}`, "api/knownClientApplications[0]"},
	} {
		if got := checks(t, tt.typ, tt.path, tt.value); (got == "") != (tt.says == "") || !strings.Contains(got, tt.says) {
			t.Errorf("%s/%s %s: %q, want %q", tt.typ, tt.path, tt.value, got, tt.says)
		}
	}
	e := &ValueError{Path: "requiredResourceAccess[0]/resourceAccess[12]/type"}
	if got := e.Property(); got != "requiredResourceAccess/resourceAccess/type" {
		t.Errorf("property %s", got)
	}
}
