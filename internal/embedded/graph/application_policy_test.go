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
	const set, lives = "/policies/claimsMappingPolicies", "/policies/tokenLifetimePolicies"
	one, two := s.must(201, "POST", set, body("one", "")).id(), s.must(201, "POST", set, body("two", "")).id()
	lifetime := s.must(201, "POST", lives, body("short", `,"isOrganizationDefault":true`)).id()
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
		{"POST", lives, body("x", `,"isOrganizationDefault":true`), nil, 400, []string{"isOrganizationDefault", "short"}},
		{"PATCH", lives + "/" + lifetime, `{"isOrganizationDefault":true,"displayName":"shorter"}`, nil, 204, nil},
		{"PATCH", lives + "/" + lifetime, `{"displayName":null}`, nil, 400, []string{"displayName"}},
		{"POST", sp + "/claimsMappingPolicies/$ref", ref(one), nil, 204, nil},
		{"POST", sp + "/claimsMappingPolicies/$ref", ref(one), nil, 400, []string{"One or more added object references already exist"}},
		{"POST", sp + "/claimsMappingPolicies/$ref", ref(two), nil, 400, []string{"A conflicting object"}},
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
