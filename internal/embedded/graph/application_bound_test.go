package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestPropertyTables: what the property tables of Microsoft's reference say of
// values is what the directory takes, with the property in the refusal.
func TestPropertyTables(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	app, sp := "/applications/"+id, "/servicePrincipals/"+s.principal(appID)
	long := func(n int) string { return strings.Repeat("n", n) }
	role := func(more string) string {
		return `{"appRoles":[{"id":"11111111-1111-1111-1111-111111111111","allowedMemberTypes":["User"],"displayName":"R","description":"R","isEnabled":true` + more + `}]}`
	}
	resources := func(n, permissions int) string {
		var list []string
		for i := range n {
			var access []string
			for j := range permissions {
				access = append(access, fmt.Sprintf(`{"id":"22222222-2222-2222-2222-%012d","type":"Scope"}`, j))
			}
			list = append(list, fmt.Sprintf(`{"resourceAppId":"33333333-3333-3333-3333-%012d","resourceAccess":[%s]}`, i, strings.Join(access, ",")))
		}
		return `{"requiredResourceAccess":[` + strings.Join(list, ",") + `]}`
	}
	for _, row := range []struct{ at, body, property string }{ // property "" if the body is taken
		{app, `{"description":"` + long(1024) + `"}`, ""},
		{app, `{"description":"` + long(1025) + `"}`, "description"},
		{app, `{"parentalControlSettings":{"legalAgeGroupRule":"BlockMinors","countriesBlockedForMinors":["DE","US"]}}`, ""},
		{app, `{"parentalControlSettings":{"legalAgeGroupRule":"Sometimes"}}`, "legalAgeGroupRule"},
		{app, `{"parentalControlSettings":{"countriesBlockedForMinors":["Elsewhere"]}}`, "countriesBlockedForMinors"},
		{app, `{"tokenEncryptionKeyId":"44444444-4444-4444-4444-444444444444"}`, "tokenEncryptionKeyId"},
		{app, `{"tokenEncryptionKeyId":null}`, ""},
		{app, `{"signInAudience":"Everybody"}`, "signInAudience"},
		{app, `{"createdDateTime":"2020-01-01T00:00:00Z"}`, "createdDateTime"},
		{app, `{"publisherDomain":"contoso.com"}`, "publisherDomain"},
		{app, `{"verifiedPublisher":{"displayName":"x"}}`, "verifiedPublisher"},
		{app, `{"disabledByMicrosoftStatus":"NotDisabled"}`, "disabledByMicrosoftStatus"},
		{app, `{"nonsense":1}`, "nonsense"},
		{app, `{"web":{"nonsense":1}}`, "nonsense"},
		{app, `{"groupMembershipClaims":"Everything"}`, "groupMembershipClaims"},
		{app, `{"groupMembershipClaims":"SecurityGroup"}`, ""},
		{app, `{"identifierUris":["no uri"]}`, "identifierUris"},
		{app, resources(50, 4), ""}, // its audience has personal accounts
		{app, resources(41, 5), "200"},
		{app, resources(2, 31), "30"},
		{app, `{"signInAudience":"AzureADMyOrg"}`, ""},
		{app, resources(50, 8), ""},
		{app, `{"signInAudience":"AzureADandPersonalMicrosoftAccount"}`, "200"},
		{app, resources(51, 1), "requiredResourceAccess"},
		{app, resources(1, 401), "requiredResourceAccess"},
		{app, `{"requiredResourceAccess":[{"resourceAppId":"33333333-3333-3333-3333-333333333333","resourceAccess":[{"id":"22222222-2222-2222-2222-222222222222","type":"Thing"}]}]}`, "type"},
		{app, role(`,"value":"` + long(121) + `"`), "value"},
		{app, role(`,"value":"Read Write"`), "value"},
		{app, role(`,"value":".Read"`), "value"},
		{app, role(`,"value":"Réad"`), "value"},
		{app, role(`,"value":"Read.All:x"`), ""},
		{app, `{"appRoles":[]}`, "disabled first"},
		{sp, `{"notes":"` + long(1024) + `","description":"` + long(1024) + `"}`, ""},
		{sp, `{"notes":"` + long(1025) + `"}`, "notes"},
		{sp, `{"description":"` + long(1025) + `"}`, "description"},
		{sp, `{"preferredSingleSignOnMode":"carrier pigeon"}`, "preferredSingleSignOnMode"},
		{sp, `{"preferredSingleSignOnMode":"saml","loginUrl":"https://a.example/in","samlSingleSignOnSettings":{"relayState":"/in"}}`, ""},
		{sp, `{"servicePrincipalType":"Legacy"}`, "servicePrincipalType"},
		{sp, `{"signInAudience":"AzureADMultipleOrgs"}`, "signInAudience"},
		{sp, `{"appDisplayName":"x"}`, "appDisplayName"},
		{sp, `{"appId":"44444444-4444-4444-4444-444444444444"}`, "appId"},
		{sp, `{"tokenEncryptionKeyId":"44444444-4444-4444-4444-444444444444"}`, "tokenEncryptionKeyId"},
		{sp, `{"servicePrincipalNames":[]}`, "servicePrincipalNames"},
	} {
		r := s.do("PATCH", row.at, row.body)
		if row.property == "" && r.status != 204 || row.property != "" && (r.status != 400 || !strings.Contains(r.body, row.property)) {
			t.Errorf("PATCH %s %.80s: status %d: %s", row.at, row.body, r.status, r.body)
		}
	}
}
