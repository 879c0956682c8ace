package graph_test

import (
	"strings"
	"testing"
)

func TestSchemaExtensions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	_, appID := s.application("Payroll")
	body := func(id, more string) string {
		return `{"id":"` + id + `","description":"d","owner":"` + appID + `","targetTypes":["Group","User"],"properties":[{"name":"text","type":"String"}]` + more + `}`
	}
	id := s.must(201, "POST", "/schemaExtensions", body("course", "")).id()
	if !strings.HasPrefix(id, "ext") || !strings.HasSuffix(id, "_course") {
		t.Errorf("the id is %s", id)
	}
	lee := "/users/" + s.user("lee")
	ext := "/schemaExtensions/" + id
	s.run([]step{
		{"POST", "/schemaExtensions", body("contoso_course", ""), nil, 201, []string{`"id":"contoso_course"`}},
		{"POST", "/schemaExtensions", body("contoso_course", ""), nil, 400, []string{"ObjectConflict"}},
		{"POST", "/schemaExtensions", body("no course", ""), nil, 400, []string{"id"}},
		{"POST", "/schemaExtensions", body("x", `,"status":"Available"`), nil, 400, []string{"InDevelopment"}},
		{"POST", "/schemaExtensions", strings.Replace(body("x", ""), appID, "11111111-1111-1111-1111-111111111111", 1), nil, 400, []string{"owner"}},
		{"POST", "/schemaExtensions", strings.Replace(body("x", ""), `"String"`, `"Text"`, 1), nil, 400, []string{"properties"}},
		{"POST", "/schemaExtensions", strings.Replace(body("x", ""), `"Group"`, `"Printer"`, 1), nil, 400, []string{"Printer"}},
		{"GET", "/schemaExtensions", "", nil, 200, []string{id, "contoso_course"}},
		{"GET", "/schemaExtensions?$filter=owner eq '" + appID + "' and status eq 'InDevelopment'", "", nil, 200, []string{id}},
		{"GET", ext, "", nil, 200, []string{`"status":"InDevelopment"`, `"owner":"` + appID}},
		{"PATCH", ext, `{"properties":[{"name":"text","type":"String"},{"name":"done","type":"Boolean"}]}`, nil, 204, nil},
		{"PATCH", ext, `{"properties":[{"name":"text","type":"String"}]}`, nil, 400, []string{"done"}},
		{"PATCH", ext, `{"properties":[{"name":"text","type":"Integer"},{"name":"done","type":"Boolean"}]}`, nil, 400, []string{"text"}},
		{"PATCH", lee, `{"` + id + `":{"text":"one","done":true}}`, nil, 204, nil},
		{"PATCH", lee, `{"` + id + `":{"text":"two"}}`, nil, 204, nil},
		{"PATCH", lee, `{"` + id + `":{"done":"yes"}}`, nil, 400, []string{"Boolean"}},
		{"PATCH", lee, `{"` + id + `":{"none":"yes"}}`, nil, 400, []string{"none"}},
		{"PATCH", lee, `{"` + id + `":7}`, nil, 400, []string{"object"}},
		{"PATCH", lee, `{"ext00000000_none":{"text":"x"}}`, nil, 400, []string{"ext00000000_none"}},
		{"PATCH", "/applications(appId='" + appID + "')", `{"` + id + `":{"text":"x"}}`, nil, 400, []string{"application"}},
		{"GET", lee + "?$select=id," + id, "", nil, 200, []string{`"` + id + `":{"text":"two","done":true}`}},
		{"GET", lee, "", nil, 200, []string{"!" + id}},
		{"GET", "/users?$select=id&$filter=" + id + "/text eq 'two'", "", nil, 200, []string{lee[len("/users/"):]}},
		{"GET", lee + "?$select=ext00000000_none", "", nil, 400, []string{"ext00000000_none"}},
		{"PATCH", ext, `{"status":"Deprecated"}`, nil, 400, []string{"status"}},
		{"PATCH", ext, `{"status":"Available"}`, nil, 204, nil},
		{"PATCH", ext, `{"status":"InDevelopment"}`, nil, 400, []string{"status"}},
		{"DELETE", ext, "", nil, 400, []string{"InDevelopment"}},
		{"DELETE", "/schemaExtensions/contoso_course", "", nil, 204, nil},
		{"GET", "/schemaExtensions/contoso_course", "", nil, 404, nil},
		{"GET", "/schemaExtensions/" + appID, "", nil, 404, nil},
	})
}
