package edm

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// uris is a JSON list of n URIs.
func uris(n int, format string) string {
	list := make([]string, n)
	for i := range n {
		list[i] = fmt.Sprintf(`"`+format+`"`, i)
	}
	return "[" + strings.Join(list, ",") + "]"
}

// TestCheckAudience: what Microsoft's pages say of an audience, at each bound
// and one above it.
func TestCheckAudience(t *testing.T) {
	t.Parallel()
	const (
		work     = `"signInAudience":"AzureADMultipleOrgs"`
		personal = `"signInAudience":"AzureADandPersonalMicrosoftAccount"`
	)
	items := func(n int, item string) string {
		return "[" + strings.TrimSuffix(strings.Repeat(item+",", n), ",") + "]"
	}
	needs := func(resources, each int) string {
		return `"requiredResourceAccess":` + items(resources, `{"resourceAppId":"a","resourceAccess":`+items(each, `{"id":"1"}`)+`}`)
	}
	scope := func(n int) string {
		return `"api":{"oauth2PermissionScopes":[{"value":"` + strings.Repeat("x", n) + `"}]}`
	}
	clients := func(n, each int) string {
		return `"api":{"preAuthorizedApplications":` + items(n, `{"appId":"a","delegatedPermissionIds":`+items(each, `"1"`)+`}`) + `}`
	}
	for _, tt := range []struct{ name, before, changed, path, says string }{
		{"https", ``, `"web":{"redirectUris":["https://a.example/?b=c","https://*.a.example"]}`, "", ""},
		{"http to the computer", ``, `"spa":{"redirectUris":["http://localhost","HTTP://LocalHost:8080/x","http://127.0.0.1/x"]}`, "", ""},
		{"http", ``, `"web":{"redirectUris":["https://a","http://contoso.com/in"]}`, "web/redirectUris[1]", "write https"},
		{"http to IPv6", ``, `"web":{"redirectUris":["http://[::1]/"]}`, "web/redirectUris[0]", "localhost and 127.0.0.1"},
		{"http to another host", ``, `"publicClient":{"redirectUris":["http://localhost.contoso.com"]}`, "publicClient/redirectUris[0]", "localhost"},
		{"http that was there", `"web":{"redirectUris":["http://old.example"]}`, `"web":{"redirectUris":["http://old.example","https://new.example"]}`, "", ""},
		{"fragment", ``, `"spa":{"redirectUris":["https://a/#/in"]}`, "spa/redirectUris[0]", "no fragment"},
		{"characters", ``, `"web":{"redirectUris":["https://a/(x)"]}`, "web/redirectUris[0]", "character ("},
		{"custom scheme", ``, `"publicClient":{"redirectUris":["msal1://auth","urn:ietf:wg:oauth:2.0:oob"]}`, "", ""},
		{"256 in all", work, `"web":{"redirectUris":` + uris(200, "https://a/%d") + `},"spa":{"redirectUris":` + uris(56, "https://b/%d") + `}`, "", ""},
		{"257 in all", work, `"web":{"redirectUris":` + uris(200, "https://a/%d") + `},"spa":{"redirectUris":` + uris(57, "https://b/%d") + `}`, "spa/redirectUris", "at most 256 redirect URIs together, not 257"},
		{"257 with those before", work + `,"web":{"redirectUris":` + uris(256, "https://a/%d") + `}`, `"spa":{"redirectUris":["https://b"]}`, "spa/redirectUris", "not 257"},

		{"personal: 100", personal, `"web":{"redirectUris":` + uris(100, "https://a/%d") + `}`, "", ""},
		{"personal: 101", personal, `"web":{"redirectUris":` + uris(101, "https://a/%d") + `}`, "web/redirectUris", "at most 100 redirect URIs"},
		{"personal: query", personal, `"web":{"redirectUris":["https://a/?b=c"]}`, "web/redirectUris[0]", "no query"},
		{"personal: wildcard", personal, `"web":{"redirectUris":["https://*.a"]}`, "web/redirectUris[0]", "no wildcard"},
		{"personal: identifier", personal, `"identifierUris":["api://` + strings.Repeat("x", 114) + `"]`, "", ""},
		{"personal: long identifier", personal, `"identifierUris":["api://` + strings.Repeat("x", 115) + `"]`, "identifierUris[0]", "at most 120"},
		{"personal: urn", personal, `"identifierUris":["api://a","URN:a:b"]`, "identifierUris[1]", "no urn:"},
		{"personal: fragment", personal, `"identifierUris":["https://a/#b"]`, "identifierUris[0]", "fragment"},
		{"personal: 50 identifiers", personal, `"identifierUris":` + uris(50, "api://%d"), "", ""},
		{"personal: 51 identifiers", personal, `"identifierUris":` + uris(51, "api://%d"), "identifierUris", "at most 50"},
		{"personal: 200 permissions", personal, needs(20, 10), "", ""},
		{"personal: 201 permissions", personal, needs(67, 3), "requiredResourceAccess/resourceAccess", "at most 200"},
		{"personal: 30 of one", personal, needs(1, 30), "", ""},
		{"personal: 31 of one", personal, needs(2, 31), "requiredResourceAccess[0]/resourceAccess", "at most 30"},
		{"work: 31 of one", work, needs(12, 31), "", ""},
		{"personal: 40 characters", personal, scope(40), "", ""},
		{"personal: 41 characters", personal, scope(41), "api/oauth2PermissionScopes/value", "at most 40"},
		{"personal: 100 scopes", personal, `"api":{"oauth2PermissionScopes":` + items(100, "{}") + `}`, "", ""},
		{"personal: 101 scopes", personal, `"api":{"oauth2PermissionScopes":` + items(101, "{}") + `}`, "api/oauth2PermissionScopes", "at most 100"},
		{"personal: 100 clients", personal, clients(100, 5), "", ""},
		{"personal: 101 clients", personal, clients(101, 1), "api/preAuthorizedApplications", "at most 100"},
		{"personal: 501 of clients", personal, clients(84, 6), "api/preAuthorizedApplications/delegatedPermissionIds", "at most 500"},
		{"personal: 31 of a client", personal, clients(1, 31), "api/preAuthorizedApplications[0]/delegatedPermissionIds", "at most 30"},
		{"personal: version 1", personal, `"api":{"requestedAccessTokenVersion":1}`, "api/requestedAccessTokenVersion", "it is 2"},
		{"personal: version 2", personal, `"api":{"requestedAccessTokenVersion":2}`, "", ""},

		{"to personal", work + `,"identifierUris":["urn:a:b"]`, personal, "identifierUris[0]", "no urn:"},
		{"to personal, mended", work + `,"identifierUris":["urn:a:b"]`, personal + `,"identifierUris":[]`, "", ""},
		{"to personal, version", work + `,"api":{"requestedAccessTokenVersion":null}`, personal, "api/requestedAccessTokenVersion", "set both at once"},
		{"to personal, both", work + `,"api":{"requestedAccessTokenVersion":null}`, personal + `,"api":{"requestedAccessTokenVersion":2}`, "", ""},
		{"to personal, many", work + `,"web":{"redirectUris":` + uris(101, "https://a/%d") + `}`, personal, "signInAudience", "at most 100"},
		{"personal before", personal + `,"identifierUris":["urn:a:b"]`, `"identifierUris":["urn:a:b","api://a"]`, "", ""},
		{"nothing to do with it", personal + `,"api":{"requestedAccessTokenVersion":1}`, `"notes":"x"`, "", ""},
	} {
		before, changed := object(t, "{"+tt.before+"}"), object(t, "{"+tt.changed+"}")
		text := string(before.AppendJSON(nil)) + string(changed.AppendJSON(nil))
		said := ""
		if err := CheckChange(Lookup("application"), before, changed); err != nil {
			said = err.Error()
		}
		if (said == "") != (tt.says == "") || !strings.HasPrefix(said, tt.path) || !strings.Contains(said, tt.says) {
			t.Errorf("%s: %q, want %s: %s", tt.name, said, tt.path, tt.says)
		}
		if now := string(before.AppendJSON(nil)) + string(changed.AppendJSON(nil)); now != text {
			t.Errorf("%s: the objects are changed", tt.name)
		}
	}
}

// TestBeside: a check of the audience needs what it is held against.
func TestBeside(t *testing.T) {
	t.Parallel()
	app := Lookup("application")
	if got := Beside(app, []string{"notes", "web"}); len(got) < 6 {
		t.Errorf("beside web: %v", got)
	}
	if got := Beside(Lookup("servicePrincipal"), []string{"tokenEncryptionKeyId"}); !slices.Equal(got, []string{"keyCredentials"}) {
		t.Errorf("beside tokenEncryptionKeyId: %v", got)
	}
	if got := Beside(app, []string{"notes"}); got != nil {
		t.Errorf("beside notes: %v", got)
	}
	if got := Beside(Lookup("servicePrincipal"), []string{"info"}); got != nil {
		t.Errorf("of a service principal: %v", got)
	}
}

// TestEncryptionKey: it is one of the keys, where these are known.
func TestEncryptionKey(t *testing.T) {
	t.Parallel()
	const keys = `"keyCredentials":[{"keyId":"0000000a-0000-0000-0000-000000000000"}]`
	for _, tt := range []struct {
		before, changed string
		good            bool
	}{
		{`{` + keys + `}`, `{"tokenEncryptionKeyId":"0000000A-0000-0000-0000-000000000000"}`, true},
		{`{` + keys + `}`, `{"tokenEncryptionKeyId":null}`, true},
		{`{` + keys + `}`, `{"tokenEncryptionKeyId":"0000000b-0000-0000-0000-000000000000"}`, false},
		{`{"keyCredentials":[]}`, `{"tokenEncryptionKeyId":"0000000a-0000-0000-0000-000000000000"}`, false},
		{`{}`, `{"tokenEncryptionKeyId":"0000000a-0000-0000-0000-000000000000",` + keys + `}`, true},
		{`{}`, `{"tokenEncryptionKeyId":"0000000a-0000-0000-0000-000000000000"}`, true},
	} {
		for _, typ := range []string{"application", "servicePrincipal"} {
			err := CheckChange(Lookup(typ), object(t, tt.before), object(t, tt.changed))
			if (err == nil) != tt.good || err != nil && !strings.HasPrefix(err.Error(), "tokenEncryptionKeyId") {
				t.Errorf("%s %s to %s: %v", typ, tt.before, tt.changed, err)
			}
		}
	}
}

// TestRolesOfPrincipals: a role for applications comes from the application.
func TestRolesOfPrincipals(t *testing.T) {
	t.Parallel()
	const own, theirs = `{"id":"1","allowedMemberTypes":["User"]}`, `{"id":"2","allowedMemberTypes":["Application"]}`
	sp := Lookup("servicePrincipal")
	if err := CheckChange(sp, object(t, `{"appRoles":[`+theirs+`]}`), object(t, `{"appRoles":[`+theirs+`,`+own+`]}`)); err != nil {
		t.Error(err)
	}
	err := CheckChange(sp, object(t, `{"appRoles":[]}`), object(t, `{"appRoles":[`+own+`,`+theirs+`]}`))
	if err == nil || !strings.HasPrefix(err.Error(), "appRoles[1]/allowedMemberTypes") {
		t.Errorf("%v", err)
	}
	if err := CheckChange(Lookup("application"), object(t, `{}`), object(t, `{"appRoles":[`+theirs+`]}`)); err != nil {
		t.Error(err)
	}
}
