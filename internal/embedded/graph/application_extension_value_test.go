package graph_test

import (
	"strings"
	"testing"
)

// extensionsOf defines extension properties, "name DataType" or "name
// DataType many", of an application on all objects that can have some, and
// gives what their names begin with.
func extensionsOf(s *server, id, appID string, definitions ...string) string {
	s.t.Helper()
	for _, d := range definitions {
		fields := strings.Fields(d)
		many := ""
		if len(fields) > 2 {
			many = `"isMultiValued":true,`
		}
		s.must(201, "POST", "/applications/"+id+"/extensionProperties", `{"name":"`+fields[0]+`","dataType":"`+fields[1]+`",`+many+
			`"targetObjects":["User","Group","AdministrativeUnit","Application","Device","Organization"]}`)
	}
	return "extension_" + strings.ReplaceAll(appID, "-", "") + "_"
}

func TestExtensionsWithManyValues(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	x := extensionsOf(s, id, appID, "skills String many", "levels Integer many", "days DateTime many")
	lee, ada := s.user("lee", `"`+x+`skills":["go","sql"]`), s.user("ada")
	u := "/users/" + lee
	s.run([]step{
		{"GET", u + "?$select=" + x + "skills", "", nil, 200, []string{`"` + x + `skills":["go","sql"]`}},
		{"PATCH", u, `{"` + x + `levels":[1,2],"` + x + `days":["2024-01-01T02:00:00+02:00"]}`, nil, 204, nil},
		{"GET", u + "?$select=" + x + "levels," + x + "days", "", nil, 200, []string{`"` + x + `levels":[1,2]`, `"` + x + `days":["2024-01-01T00:00:00Z"]`}},
		{"PATCH", u, `{"` + x + `skills":"go"}`, nil, 400, []string{"list"}},
		{"PATCH", u, `{"` + x + `skills":["go",null]}`, nil, 400, []string{"String"}},
		{"PATCH", u, `{"` + x + `skills":["go","` + strings.Repeat("g", 257) + `"]}`, nil, 400, []string{"String"}},
		{"PATCH", u, `{"` + x + `levels":[1,"2"]}`, nil, 400, []string{"Integer"}},
		{"GET", "/users?$select=id&$filter=" + x + "skills/any(s:s eq 'GO')", "", nil, 200, []string{lee, "!" + ada}},
		{"GET", "/users?$select=id&$filter=" + x + "skills/any(s:s eq 'java')", "", nil, 200, []string{`"value":[]`}},
		{"GET", "/users?$select=id&$count=true&$filter=" + x + "skills/$count eq 0", "", advanced(), 200, []string{ada, "!" + lee}},
		{"PATCH", u, `{"` + x + `skills":null}`, nil, 204, nil},
		{"GET", u + "?$select=id," + x + "skills", "", nil, 200, []string{"!go"}},
	})
}

// Values can be set, found and cleared on every kind of object that an
// extension property can be defined for.
func TestExtensionsOfAllTargets(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	x := extensionsOf(s, id, appID, "cost String", "since DateTime", "raw Binary")
	organization := s.must(200, "GET", "/organization", "").values("id")[0]
	for set, object := range map[string]string{
		"/users": s.user("lee"), "/groups": s.group("g"), "/applications": id, "/organization": organization,
		"/directory/administrativeUnits": s.must(201, "POST", "/directory/administrativeUnits", `{"displayName":"West"}`).id(),
		"/devices": s.must(201, "POST", "/devices", `{"accountEnabled":true,"displayName":"L","deviceId":"4c299165-6e8f-4b45-a5ba-c5d250a707ff",
			"operatingSystem":"Linux","operatingSystemVersion":"6","alternativeSecurityIds":[{"type":2,"key":"Y3YxN2E1MWFlYw=="}]}`).id(),
	} {
		at := set + "/" + object
		s.run([]step{
			{"PATCH", at, `{"` + x + `cost":"4711","` + x + `since":"2024-02-29T23:30:00-01:00","` + x + `raw":"AQID"}`, nil, 204, nil},
			{"GET", at + "?$select=id," + x + "cost," + x + "since," + x + "raw", "", nil, 200,
				[]string{`"` + x + `cost":"4711"`, `"` + x + `since":"2024-03-01T00:30:00Z"`, `"` + x + `raw":"AQID"`}},
			{"GET", set + "?$select=id&$filter=" + x + "cost eq '4711'", "", nil, 200, []string{object}},
			{"GET", set + "?$select=id&$filter=" + x + "since ge 2024-03-01T00:30:00Z", "", nil, 200, []string{object}},
			{"GET", set + "?$select=id&$filter=" + x + "since ge 2024-03-01T00:30:01Z", "", nil, 200, []string{`"value":[]`}},
			{"GET", at, "", nil, 200, []string{`!"4711"`}},                                                       // on $select alone
			{"PATCH", at, `{"` + x + `raw":"` + strings.Repeat("AAAA", 86) + `"}`, nil, 400, []string{"Binary"}}, // 258 bytes
			{"PATCH", at, `{"` + x + `raw":"` + strings.Repeat("AAAA", 85) + `AA=="}`, nil, 204, nil},            // 256
			{"PATCH", at, `{"` + x + `cost":null}`, nil, 204, nil},
			{"GET", set + "?$select=id&$filter=" + x + "cost eq '4711'", "", nil, 200, []string{`"value":[]`}},
		})
	}
}

func TestExtensionNamesInAnyCase(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	x := extensionsOf(s, id, appID, "cost String")
	lee := s.user("lee", `"`+strings.ToUpper(x)+`COST":"x_1"`)
	for _, name := range []string{x + "cost", x + "COST", strings.ToUpper(x) + "cost"} {
		s.run([]step{
			{"GET", "/users/" + lee + "?$select=" + name, "", nil, 200, []string{`"` + x + `cost":"x_1"`}},
			{"GET", "/users?$select=id&$filter=" + name + " eq 'x_1'", "", nil, 200, []string{lee}},
			{"GET", `/users?$select=id&$search="` + name + `:x_"`, "", advanced(), 200, []string{lee}},
		})
	}
	s.run([]step{
		{"GET", `/users?$select=id&$search="displayName:extra_words"`, "", advanced(), 200, []string{`"value":[]`}},
		{"GET", `/users?$select=id&$search="extension_none:x"`, "", advanced(), 400, []string{"extension_none"}},
		{"GET", "/users?$orderby=extension_none", "", nil, 400, []string{"extension_none"}},
	})
}

// A definition that is gone hides the values everywhere, and one made again
// with its name shows them (Microsoft's extensibility overview).
func TestExtensionValuesOutliveDefinitions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	x := extensionsOf(s, id, appID, "cost String")
	list := "/applications/" + id + "/extensionProperties"
	lee := "/users/" + s.user("lee", `"`+x+`cost":"4711"`)
	since, _ := s.must(200, "GET", "/users/delta?$deltatoken=latest&$select=displayName,"+x+"cost", "").get("@odata.deltaLink").(string)
	both, _ := s.must(200, "GET", "/users/delta?$deltatoken=latest&$select="+x+"cost", "").get("@odata.deltaLink").(string)
	s.must(204, "PATCH", lee, `{"displayName":"Lee"}`)
	s.run([]step{
		{"GET", since, "", nil, 200, []string{`"` + x + `cost":"4711"`}},
		{"PATCH", "/applications/" + id, `{"displayName":"Wages"}`, nil, 204, nil},
		{"GET", list, "", nil, 200, []string{`"appDisplayName":"Wages"`, "!Payroll"}},
		{"DELETE", list + "/" + s.must(200, "GET", list, "").values("id")[0], "", nil, 204, nil},
		{"GET", since, "", nil, 200, []string{`"displayName":"Lee"`, `!"4711"`}},
		{"GET", both, "", nil, 200, []string{`!"4711"`, "!Lee"}},
		{"GET", `/users?$select=id&$search="` + x + `cost:4711"`, "", advanced(), 400, []string{x}},
	})
	extensionsOf(s, id, appID, "cost String")
	s.run([]step{{"GET", lee + "?$select=" + x + "cost", "", nil, 200, []string{"4711"}}})
}

// What waits in the deleted items is the application. Its parts wait with it,
// and nobody reaches them there.
func TestPartsOfDeletedObjects(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	extensionsOf(s, id, appID, "cost String")
	definition := s.must(200, "GET", "/applications/"+id+"/extensionProperties", "").values("id")[0]
	sp, lee := s.principal(appID), s.user("lee")
	assignment := s.must(201, "POST", "/servicePrincipals/"+sp+"/appRoleAssignedTo",
		`{"principalId":"`+lee+`","resourceId":"`+sp+`","appRoleId":"00000000-0000-0000-0000-000000000000"}`).id()
	s.must(204, "DELETE", "/applications/"+id, "")
	for _, part := range []string{definition, assignment} {
		at := "/directory/deletedItems/" + part
		s.run([]step{{"GET", at, "", nil, 404, nil}, {"POST", at + "/restore", "", nil, 404, nil}, {"DELETE", at, "", nil, 404, nil}})
	}
	s.run([]step{
		{"GET", "/directory/deletedItems/microsoft.graph.extensionProperty", "", nil, 200, []string{`"value":[]`}},
		{"GET", "/directory/deletedItems/microsoft.graph.directoryObject?$select=id", "", nil, 200, []string{id, sp, "!" + definition, "!" + assignment}},
		{"POST", "/directory/deletedItems/" + id + "/restore", "", nil, 200, nil},
		{"GET", "/applications/" + id + "/extensionProperties", "", nil, 200, []string{definition}},
	})
}
