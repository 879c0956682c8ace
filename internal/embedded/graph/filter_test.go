package graph_test

import (
	"strings"
	"testing"
)

// Every form of $filter that well-known clients send (facts/clients.md) and
// the operators of the matrix (facts/graph.md, section 3) find what they
// name.
func TestFilters(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee", `"department":"Sales"`, `"onPremisesExtensionAttributes":{"extensionAttribute1":"x"}`, `"businessPhones":["+1 425"]`)
	ada := s.user("ada", `"mail":"ada@contoso.com"`, `"surname":"O'Brien"`)
	s.must(204, "PUT", "/users/"+lee+"/manager/$ref", reference(ada))
	s.unified("team")
	s.group("plain")
	for _, c := range []struct {
		set, filter string
		advanced    bool
		want        string // display names
	}{
		{"users", "id eq '" + lee + "'", false, "lee"},
		{"users", "userPrincipalName eq 'LEE@contoso.onmicrosoft.com'", false, "lee"},
		{"users", "mail eq 'ada@contoso.com'", false, "ada"},
		{"users", "surname eq 'O''Brien'", false, "ada"},
		{"users", "startsWith(displayName,'l') or startswith(displayName,'AD')", false, "Administrator lee ada"},
		{"users", "(accountEnabled eq true) and not(displayName eq 'lee')", true, "Administrator ada"},
		{"users", "displayName in ('lee','ada')", false, "lee ada"},
		{"users", "department eq null", true, "Administrator ada"},
		{"users", "department ne 'Sales'", true, "Administrator ada"},
		{"users", "manager/id eq '" + ada + "'", false, "lee"},
		{"users", "endsWith(mail,'@contoso.com')", true, "ada"},
		{"users", "businessPhones/any(p:startswith(p,'+1'))", true, "lee"},
		{"users", "onPremisesExtensionAttributes/extensionAttribute1 eq 'x'", true, "lee"},
		{"users", "identities/any(c:c/issuerAssignedId eq 'lee@contoso.onmicrosoft.com' and c/issuer eq 'contoso.onmicrosoft.com')", false, ""},
		{"users", "createdDateTime lt 2025-01-01T00:00:00Z", false, ""},
		{"users", "createdDateTime le 2025-01-01T00:00:00Z", false, "Administrator"},
		{"users", "assignedLicenses/any(l:l/skuId eq 6fd2c87f-b296-42f0-b197-1e91e994b900)", false, ""},
		{"groups", "groupTypes/any(c:c eq 'Unified')", false, "team"},
		{"groups", "securityEnabled eq true and mailEnabled eq false", false, "plain"},
		{"groups", "mailNickname eq 'TEAM'", false, "team"},
		{"groups", "proxyAddresses/any(p:p eq 'SMTP:team@contoso.onmicrosoft.com')", false, "team"},
		{"servicePrincipals", "appId eq '00000003-0000-0000-c000-000000000000'", false, "Microsoft Graph"},
		{"servicePrincipals", "servicePrincipalNames/any(n:n eq 'https://graph.microsoft.com')", false, "Microsoft Graph"},
	} {
		target, headers := "/"+c.set+"?$select=displayName&$filter="+strings.ReplaceAll(c.filter, "+", "%2B"), []string(nil)
		if c.advanced {
			if r := s.do("GET", target, ""); r.status != 400 || r.get("error", "code") != "Request_UnsupportedQuery" {
				t.Errorf("%s without the header: %d %s", c.filter, r.status, r.body)
			}
			target, headers = target+"&$count=true", advanced()
		}
		r := s.do("GET", target, "", headers...)
		if strings.Contains(c.filter, " lt ") { // no operator of the directory
			if r.status != 400 {
				t.Errorf("%s: %d %s", c.filter, r.status, r.body)
			}
			continue
		}
		if got := strings.Join(r.values("displayName"), " "); r.status != 200 || got != c.want {
			t.Errorf("%s: %d, got %q, want %q: %s", c.filter, r.status, got, c.want, r.body)
		}
	}
}
