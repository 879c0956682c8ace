package graph_test

import "testing"

// Arguments have their names in any case, and a text is a text; what an action
// does not know is passed over, for clients send such.
func TestParameters(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, _ := s.application("Payroll")
	app := "/applications/" + id
	const end = `{"displayName":"ci","endDateTime":"2199-01-01T00:00:00Z"}`
	s.run([]step{
		{"POST", app + "/addPassword", `{"passwordCredential":{"displayNam":"ci"}}`, nil, 400, []string{"displayNam"}},
		{"GET", app + "?$select=passwordCredentials", "", nil, 200, []string{`"passwordCredentials":[]`}},
		{"POST", app + "/addPassword", `{"PasswordCredential":` + end + `}`, nil, 200, []string{`"displayName":"ci"`, `"endDateTime":"2199-01-01T00:00:00Z"`}},
		{"POST", "/applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate", `{"id":"8adf8e6e-67b2-4cf2-a259-e3dc5476c621","displayName":"Mine"}`, nil, 201, nil},
		{"POST", app + "/addPassword", "", nil, 200, nil},
		{"POST", "/applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate", `{"displayName":1}`, nil, 400, []string{"displayName"}},
		{"POST", "/directoryObjects/getByIds", `{"ids":["` + id + `"],"types":"user"}`, nil, 400, []string{"types"}},
	})
}
