package graph_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/graph"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/permission"
)

// TestSweep asks for everything that is served, of a directory that has one of
// everything, in each way of asking, as a Global Administrator with a token
// that has all permissions: the checker of contracts judges the answers, and
// nothing that is served is refused for want of a rule.
func TestSweep(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	populate(g.server)
	s := g.signedIn(seed.AdministratorID, strings.Join(everyScope(), " "))
	for path, typ := range graph.ServedSets() {
		t.Run(path, func(t *testing.T) { sweepSet(&server{t: t, client: s.client, clock: s.clock}, path, typ) })
	}
}

func everyScope() []string {
	var all []string
	for _, rule := range permission.Rules() {
		for _, alternative := range rule.Delegated {
			all = append(all, strings.Split(alternative, "+")...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// bare asks for no metadata. The checker wants a type of each object of a
// mixed list even then, so these answers are not shown to it.
const bare = "Accept: application/json;odata.metadata=none"

func sweepSet(s *server, path, typ string) {
	list := s.must(200, "GET", "/"+path, "")
	ids := list.values("id")
	if unmade := []string{"contacts", "auditLogs/signIns"}; len(ids) == 0 && !slices.Contains(unmade, path) {
		s.t.Errorf("the directory has nothing at /%s", path)
	}
	s.must(200, "GET", "/"+path, "", "Accept: application/json;odata.metadata=full")
	s.must(200, "GET", "/"+path, "", bare, unrecorded+": 1")
	declared := properties(edm.Lookup(typ))
	for _, id := range ids[:min(1, len(ids))] {
		for _, p := range declared {
			r := s.do("GET", "/"+path+"/"+id+"/"+p.Name, "")
			if r.status != 200 && r.status != 204 && r.status != 404 {
				s.t.Errorf("GET %s/{id}/%s: status %d: %s", path, p.Name, r.status, r.body)
			}
		}
	}
	types := list.values("@odata.type")
	for i, id := range ids {
		if i > 1 && i < len(ids)-1 {
			continue
		}
		of := typ
		if len(types) > i && types[i] != "" {
			of = strings.TrimPrefix(types[i], "#microsoft.graph.")
		}
		sweepObject(s, "/"+path+"/"+id, of)
	}
}

func sweepObject(s *server, path, typ string) {
	s.must(200, "GET", path, "")
	s.must(200, "GET", path, "", "Accept: application/json;odata.metadata=full")
	s.must(200, "GET", path, "", bare, unrecorded+": 1")
	model := edm.Lookup(typ)
	if model == nil {
		s.t.Errorf("%s: the model has no type %q", path, typ)
		return
	}
	names := []string{"id"}
	for _, p := range properties(model) {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	for part := range slices.Chunk(names, 25) {
		s.must(200, "GET", path+"?$select="+strings.Join(part, ","), "")
	}
	for ; model != nil; model = model.BaseType() {
		for _, relation := range graph.ServedRelations(model.Name) {
			sweepRelation(s, path, relation)
		}
	}
}

func sweepRelation(s *server, path, relation string) {
	for _, how := range [][]string{{"Accept: application/json;odata.metadata=full"}, nil, {bare, unrecorded + ": 1"}} {
		r := s.do("GET", path+"/"+relation, "", how...)
		if r.status != 200 && r.status != 404 {
			s.t.Errorf("GET %s/%s: status %d: %s", path, relation, r.status, r.body)
		}
		ids := r.values("id")
		if how == nil && len(ids) > 0 && ids[0] != "" {
			s.must(200, "GET", path+"/"+relation+"/"+ids[0], "")
		}
	}
	if r := s.do("GET", path+"?$expand="+relation, ""); r.status != 200 && r.status != 400 {
		s.t.Errorf("GET %s?$expand=%s: status %d: %s", path, relation, r.status, r.body)
	}
}

// properties are those of a type and of what it extends.
func properties(t *edm.Type) []edm.Property {
	var list []edm.Property
	for ; t != nil; t = t.BaseType() {
		list = append(list, t.Properties...)
	}
	return list
}

// populate makes one of everything that can be made.
func populate(s *server) {
	s.t.Helper()
	lee, kim := s.user("lee"), s.user("kim", `"usageLocation":"US"`)
	team := s.group("team")
	app := s.must(201, "POST", "/applications", `{"displayName":"Payroll","identifierUris":["api://payroll"],
		"appRoles":[{"id":"3c1f9a52-6d0b-4e87-a2c4-71b8e5d96f03","allowedMemberTypes":["User"],"description":"Reads","displayName":"Reader","isEnabled":true,"value":"Reader"}]}`)
	appID, _ := app.get("appId").(string)
	principal := s.must(201, "POST", "/servicePrincipals", `{"appId":"`+appID+`"}`).id()
	graphID, _ := s.must(200, "GET", "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')", "").get("id").(string)
	unit := s.must(201, "POST", "/directory/administrativeUnits", `{"displayName":"West"}`).id()
	role, _ := s.must(200, "GET", "/directoryRoles", "").get("value").([]any)[0].(map[string]any)["id"].(string)
	policy := func(set, definition string) string {
		return s.must(201, "POST", "/policies/"+set, `{"displayName":"P","definition":["`+definition+`"]}`).id()
	}
	claims := policy("claimsMappingPolicies", `{\"ClaimsMappingPolicy\":{\"Version\":1,\"IncludeBasicClaimSet\":\"true\",\"ClaimsSchema\":[]}}`)
	issuance := policy("tokenIssuancePolicies", `{\"TokenIssuancePolicy\":{\"Version\":1,\"SigningAlgorithm\":\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"}}`)
	lifetime := policy("tokenLifetimePolicies", `{\"TokenLifetimePolicy\":{\"Version\":1,\"AccessTokenLifetime\":\"8:00:00\"}}`)
	realm := policy("homeRealmDiscoveryPolicies", `{\"HomeRealmDiscoveryPolicy\":{\"AccelerateToFederatedDomain\":true,\"PreferredDomain\":\"contoso.onmicrosoft.com\"}}`)
	for _, r := range [][3]string{
		{"/groups/" + team + "/members", lee}, {"/groups/" + team + "/owners", kim}, {"/applications/" + app.id() + "/owners", lee},
		{"/servicePrincipals/" + principal + "/owners", lee}, {"/directory/administrativeUnits/" + unit + "/members", lee},
		{"/directoryRoles/" + role + "/members", kim}, {"/servicePrincipals/" + principal + "/claimsMappingPolicies", claims},
		{"/applications/" + app.id() + "/tokenIssuancePolicies", issuance}, {"/applications/" + app.id() + "/tokenLifetimePolicies", lifetime},
		{"/servicePrincipals/" + principal + "/homeRealmDiscoveryPolicies", realm},
	} {
		s.must(204, "POST", r[0]+"/$ref", reference(r[1]))
	}
	s.must(204, "PUT", "/users/"+lee+"/manager/$ref", reference(kim))
	s.must(200, "POST", "/applications/"+app.id()+"/addPassword", `{"passwordCredential":{"displayName":"ci"}}`)
	for _, r := range [][2]string{
		{"/applications/" + app.id() + "/federatedIdentityCredentials", `{"name":"pipeline","issuer":"https://a.example","subject":"s","audiences":["api://AzureADTokenExchange"]}`},
		{"/applications/" + app.id() + "/extensionProperties", `{"name":"badge","dataType":"String","targetObjects":["User"]}`},
		{"/users/" + lee + "/appRoleAssignments", `{"principalId":"` + lee + `","resourceId":"` + principal + `","appRoleId":"3c1f9a52-6d0b-4e87-a2c4-71b8e5d96f03"}`},
		{"/servicePrincipals/" + graphID + "/appRoleAssignedTo", `{"principalId":"` + principal + `","resourceId":"` + graphID + `","appRoleId":"df021288-bdef-4463-88db-98f22de89214"}`},
		{"/oauth2PermissionGrants", `{"clientId":"` + principal + `","resourceId":"` + graphID + `","scope":"User.Read","consentType":"AllPrincipals"}`},
		{"/directory/administrativeUnits/" + unit + "/scopedRoleMembers", `{"roleId":"` + role + `","roleMemberInfo":{"id":"` + kim + `"}}`},
		{"/identity/conditionalAccess/namedLocations", `{"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"Office","isTrusted":false,"ipRanges":[{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"198.51.100.0/24"}]}`},
		{"/identity/conditionalAccess/namedLocations", `{"@odata.type":"#microsoft.graph.countryNamedLocation","displayName":"Home","countriesAndRegions":["US"],"includeUnknownCountriesAndRegions":false}`},
		{"/domains", `{"id":"fabrikam.com"}`},
		{"/devices", `{"accountEnabled":true,"displayName":"Laptop","deviceId":"4c299165-6e8f-4b45-a5ba-c5d250a707ff","operatingSystem":"Linux","operatingSystemVersion":"6",
			"alternativeSecurityIds":[{"type":2,"key":"Y3YxN2E1MWFlYw=="}]}`},
		{"/invitations", `{"invitedUserEmailAddress":"ann@example.com","inviteRedirectUrl":"https://example.com"}`},
	} {
		s.must(201, "POST", r[0], r[1])
	}
	s.do("POST", "/schemaExtensions", `{"id":"contoso_course","description":"d","owner":"`+appID+`","targetTypes":["User"],"properties":[{"name":"text","type":"String"}]}`)
	s.must(200, "POST", "/users/"+kim+"/assignLicense", `{"addLicenses":[{"skuId":"6fd2c87f-b296-42f0-b197-1e91e994b900"}],"removeLicenses":[]}`)
}
