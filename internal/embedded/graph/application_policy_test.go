package graph_test

import "testing"

func TestApplicationPolicies(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	_, appID := s.application("Payroll")
	sp := "/servicePrincipals/" + s.principal(appID)
	body := func(name, more string) string {
		return `{"displayName":"` + name + `","definition":["{\"ClaimsMappingPolicy\":{\"Version\":1}}"]` + more + `}`
	}
	life := func(name, more string) string {
		return `{"displayName":"` + name + `","definition":["{\"TokenLifetimePolicy\":{\"Version\":1,\"AccessTokenLifetime\":\"8:00:00\"}}"]` + more + `}`
	}
	const set, lives = "/policies/claimsMappingPolicies", "/policies/tokenLifetimePolicies"
	one, two := s.must(201, "POST", set, body("one", "")).id(), s.must(201, "POST", set, body("two", "")).id()
	lifetime := s.must(201, "POST", lives, life("short", `,"isOrganizationDefault":true`)).id()
	ref := func(id string) string {
		return `{"@odata.id":"https://graph.microsoft.com/v1.0/policies/claimsMappingPolicies/` + id + `"}`
	}
	s.run([]step{
		{"GET", set, "", nil, 200, []string{one, two, "$metadata#policies/claimsMappingPolicies"}},
		{"GET", set + "/" + one, "", nil, 200, []string{`"displayName":"one"`, `"isOrganizationDefault":false`}},
		{"POST", set, `{"displayName":"x"}`, nil, 400, []string{"definition"}},
		{"POST", set, `{"displayName":"x","definition":[]}`, nil, 400, []string{"definition"}},
		{"POST", set, `{"displayName":"x","definition":["not json"]}`, nil, 400, []string{"definition"}},
		{"POST", set, body("x", `,"isOrganizationDefault":true`), nil, 400, []string{"isOrganizationDefault"}},
		{"POST", lives, life("x", `,"isOrganizationDefault":true`), nil, 400, []string{"isOrganizationDefault", "short"}},
		{"PATCH", lives + "/" + lifetime, `{"isOrganizationDefault":true,"displayName":"shorter"}`, nil, 204, nil},
		{"PATCH", lives + "/" + lifetime, `{"displayName":null}`, nil, 400, []string{"displayName"}},
		{"POST", sp + "/claimsMappingPolicies/$ref", ref(one), nil, 204, nil},
		{"POST", sp + "/claimsMappingPolicies/$ref", ref(one), nil, 400, []string{"One or more added object references already exist"}},
		{"POST", sp + "/claimsMappingPolicies/$ref", ref(two), nil, 409, []string{"Request_MultipleObjectsWithSameKeyValue", "property-uniqueness violation"}},
		{"POST", sp + "/claimsMappingPolicies/$ref", reference(lifetime), nil, 400, nil},
		{"GET", sp + "/claimsMappingPolicies", "", nil, 200, []string{`"displayName":"one"`}},
		{"GET", set + "/" + one + "/appliesTo", "", nil, 200, []string{appID}},
		{"DELETE", sp + "/claimsMappingPolicies/" + one + "/$ref", "", nil, 204, nil},
		{"GET", sp + "/claimsMappingPolicies", "", nil, 200, []string{`"value":[]`}},
		{"DELETE", set + "/" + one, "", nil, 204, nil},
		{"GET", set + "/" + one, "", nil, 404, nil},
		{"GET", "/policies/nonsense", "", nil, 400, nil},
	})
}

// TestOnlyPolicy: a policy is taken off by naming none, as the reference on
// tokenLifetimePolicies has it.
func TestOnlyPolicy(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, _ := s.application("Payroll")
	policies := "/applications/" + id + "/tokenLifetimePolicies"
	made := s.must(201, "POST", "/policies/tokenLifetimePolicies", `{"displayName":"short","definition":["{\"TokenLifetimePolicy\":{\"Version\":1}}"]}`).id()
	s.run([]step{
		{"DELETE", policies + "/$ref", "", nil, 404, nil},
		{"POST", policies + "/$ref", reference(made), nil, 204, nil},
		{"DELETE", policies + "/$ref", "", nil, 204, nil},
		{"GET", policies, "", nil, 200, []string{`"value":[]`}},
		{"DELETE", "/applications/" + id + "/owners/$ref", "", nil, 400, nil},
	})
}

func TestPermissionClassifications(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	const list = "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/delegatedPermissionClassifications"
	const read = "e1fe6dd8-ba31-4d61-89e7-88639da4683d"
	s.run([]step{
		{"POST", list, `{"permissionId":"` + read + `"}`, nil, 400, []string{"classification"}},
		{"POST", list, `{"classification":"low"}`, nil, 400, []string{"permissionName"}},
		{"POST", list, `{"permissionId":"` + read + `","classification":"high"}`, nil, 400, []string{"high"}},
		{"POST", list, `{"permissionId":"` + read + `","permissionName":"Mail.Read","classification":"low"}`, nil, 400, []string{"User.Read"}},
		{"POST", list, `{"permissionName":"None.Read","classification":"low"}`, nil, 400, []string{"None.Read"}},
	})
	made := s.must(201, "POST", list, `{"permissionName":"User.Read","classification":"low"}`).id()
	s.run([]step{
		{"GET", list, "", nil, 200, []string{made, `"permissionId":"` + read + `"`}},
		{"POST", list, `{"permissionId":"` + read + `","classification":"low"}`, nil, 400, []string{"already"}},
		{"GET", list + "?$filter=classification eq 'low'", "", nil, 400, []string{"Request_UnsupportedQuery"}},
		{"GET", list + "?$filter=permissionId eq '" + read + "'", "", nil, 400, []string{"Request_UnsupportedQuery"}},
		{"DELETE", list + "/" + made, "", nil, 204, nil},
		{"GET", list, "", nil, 200, []string{`"value":[]`}},
	})
}

func TestVerifiedPublisher(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	sp, app := "/servicePrincipals/"+s.principal(appID), "/applications/"+id
	s.run([]step{
		{"GET", app, "", nil, 200, []string{`"verifiedPublisher":{"displayName":null,`}},
		{"POST", app + "/setVerifiedPublisher", `{}`, nil, 400, []string{"verifiedPublisherId"}},
		{"POST", app + "/setVerifiedPublisher", `{"verifiedPublisherId":"x"}`, nil, 400, []string{"verifiedPublisherId"}},
		{"POST", app + "/setVerifiedPublisher", `{"verifiedPublisherId":"1234567"}`, nil, 204, nil},
		{"GET", app, "", nil, 200, []string{`"verifiedPublisherId":"1234567"`, `"displayName":"Contoso"`}},
		{"GET", sp, "", nil, 200, []string{`"verifiedPublisherId":"1234567"`}},
		{"POST", app + "/unsetVerifiedPublisher", "", nil, 204, nil},
		{"GET", sp, "", nil, 200, []string{`"verifiedPublisherId":null`}},
	})
}
