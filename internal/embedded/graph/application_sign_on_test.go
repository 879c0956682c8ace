package graph_test

import "testing"

// beta puts a path below the version that alone has it.
func beta(path string) string { return "http://directory.local/beta" + path }

func TestPasswordSignOn(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	_, appID := s.application("Payroll")
	principal := s.principal(appID)
	lee, team := s.user("lee"), s.group("team")
	at := "/servicePrincipals/" + principal
	form := func(id string) string {
		return `{"id":"` + id + `","credentials":[{"fieldId":"param_username","value":"lee","type":"username"},{"fieldId":"param_password","value":"` + longPassword + `","type":"password"}]}`
	}
	whose := `{"id":"` + lee + `"}`
	get, create, update, remove := at+"/getPasswordSingleSignOnCredentials", at+"/createPasswordSingleSignOnCredentials",
		at+"/updatePasswordSingleSignOnCredentials", at+"/deletePasswordSingleSignOnCredentials"
	shown := []string{`"id":"` + lee, `{"fieldId":"param_username","type":"username","value":"lee"}`, `{"fieldId":"param_password","type":"password","value":null}`,
		"beta/$metadata#microsoft.graph.passwordSingleSignOnCredentialSet", "!" + longPassword}
	h := []string{unrecorded + ": 1"} // the checker knows the model of v1.0
	s.run([]step{
		{"POST", get, whose, h, 400, []string{"Resource not found for the segment"}},
		{"POST", beta(get), whose, h, 404, nil},
		{"POST", beta(update), form(lee), h, 404, nil},
		{"POST", beta(create), form(lee), h, 200, shown},
		{"POST", beta(create), form(lee), h, 409, nil},
		{"POST", beta(get), whose, h, 200, shown},
		{"POST", beta("/servicePrincipals/" + principal + "/addPassword"), "", h, 200, nil}, // leaves them alone
		{"POST", beta(update), `{"id":"` + lee + `","credentials":[{"fieldId":"param_username","value":"kim","type":"username"}]}`, h, 204, nil},
		{"POST", beta(get), whose, h, 200, []string{`"value":"kim"`, "!param_password"}},
		{"POST", beta(create), form(team), h, 200, []string{team}},
		{"POST", beta(create), form(principal), h, 400, []string{"neither a user nor a group"}},
		{"POST", beta(create), form("11111111-1111-1111-1111-111111111111"), h, 404, nil},
		{"POST", beta(create), `{"id":"` + lee + `"}`, h, 400, []string{"credentials"}},
		{"POST", beta(create), `{"id":"` + lee + `","credentials":[{"value":"` + longPassword + `"}]}`, h, 400, []string{"fieldId", "!" + longPassword}},
		{"POST", beta(update), `{"id":"` + lee + `","credentials":[{"fieldId":"f","type":"text","value":"` + longPassword + `"}]}`, h, 400, []string{"type", "!" + longPassword}},
		{"POST", beta(update), `{"id":"` + lee + `","credentials":[{"FieldID":"f","Type":"Password","Value":"` + longPassword + `"},{"fieldId":"param_username","value":"kim","type":"Username"}]}`, h, 204, nil},
		{"POST", beta(get), whose, h, 200, []string{`{"fieldId":"f","type":"password","value":null}`, "!" + longPassword}},
		{"POST", beta(get), `{}`, h, 400, []string{"'id'"}},
		{"GET", beta(get), "", h, 405, nil},
		{"DELETE", "/users/" + lee, "", nil, 204, nil},
		{"POST", beta(get), whose, h, 404, nil},
		{"POST", "/directory/deletedItems/" + lee + "/restore", "", nil, 200, nil},
		{"POST", beta(get), whose, h, 200, []string{`"value":"kim"`}},
		{"POST", beta(remove), whose, h, 204, nil},
		{"POST", beta(remove), whose, h, 404, nil},
		{"POST", beta(get), whose, h, 404, nil},
		{"GET", at, "", nil, 200, []string{"!param_username"}},
	})
}
