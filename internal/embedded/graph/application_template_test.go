package graph_test

import "testing"

func TestInstantiate(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	const custom, gallery = "/applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621", "/applicationTemplates/4601ed45-8ff3-4599-8377-b6649007e876"
	s.run([]step{
		{"GET", "/applicationTemplates", "", nil, 200, []string{"8adf8e6e-67b2-4cf2-a259-e3dc5476c621", "4601ed45-8ff3-4599-8377-b6649007e876"}},
		{"GET", "/applicationTemplates?$filter=displayName eq 'Marketo'", "", nil, 200, []string{"!8adf8e6e", "4601ed45"}},
		{"GET", custom, "", nil, 200, []string{`"displayName":"Custom"`}},
		{"POST", "/applicationTemplates", `{"displayName":"x"}`, nil, 405, nil},
		{"DELETE", custom, "", nil, 405, nil},
		{"POST", "/applicationTemplates/11111111-1111-1111-1111-111111111111/instantiate", `{"displayName":"x"}`, nil, 404, nil},
	})
	r := s.must(201, "POST", gallery+"/instantiate", `{"displayName":"Leads"}`)
	app, _ := r.get("application", "id").(string)
	appID, _ := r.get("application", "appId").(string)
	sp, _ := r.get("servicePrincipal", "id").(string)
	if r.get("application", "applicationTemplateId") != "4601ed45-8ff3-4599-8377-b6649007e876" || r.get("servicePrincipal", "appId") != appID {
		t.Errorf("got %s", r.body)
	}
	s.run([]step{
		{"GET", "/applications/" + app, "", nil, 200, []string{`"displayName":"Leads"`, `"signInAudience":"AzureADMyOrg"`, "msiam_access"}},
		{"GET", "/servicePrincipals(appId='" + appID + "')", "", nil, 200, []string{sp, `"applicationTemplateId":"4601ed45`, "msiam_access"}},
		{"GET", "/servicePrincipals?$filter=applicationTemplateId eq '4601ed45-8ff3-4599-8377-b6649007e876'", "", nil, 200, []string{sp}},
		{"POST", custom + "/instantiate", `{}`, nil, 201, []string{`"displayName":"Custom"`, "#microsoft.graph.applicationServicePrincipal", "WindowsAzureActiveDirectoryCustomSingleSignOnApplication"}},
	})
}
