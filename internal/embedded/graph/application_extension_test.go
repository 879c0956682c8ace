package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestExtensionProperties(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	list := "/applications/" + id + "/extensionProperties"
	prefix := "extension_" + strings.ReplaceAll(appID, "-", "") + "_"
	define := func(name, typ string) string {
		s.t.Helper()
		return s.must(201, "POST", list, `{"name":"`+name+`","dataType":"`+typ+`","targetObjects":["User","Group"]}`).id()
	}
	cost := define("costCenter", "String")
	define("level", "Integer")
	define("active", "Boolean")
	lee, g := s.user("lee"), s.group("g")
	user := "/users/" + lee
	s.run([]step{
		{"GET", list, "", nil, 200, []string{`"name":"` + prefix + `costCenter"`, `"appDisplayName":"Payroll"`, `"isMultiValued":false`, "$metadata#applications('" + id + "')/extensionProperties"}},
		{"GET", list + "/" + cost, "", nil, 200, []string{`"targetObjects":["User","Group"]`}},
		{"POST", "/directoryObjects/getAvailableExtensionProperties", `{"isSyncedFromOnPremises":false}`, nil, 200, []string{prefix + "costCenter", prefix + "level"}},
		{"POST", "/directoryObjects/getAvailableExtensionProperties", `{"isSyncedFromOnPremises":true}`, nil, 200, []string{`"value":[]`}},
		{"POST", list, `{"name":"costCenter","dataType":"String","targetObjects":["User"]}`, nil, 409, []string{"Request_MultipleObjectsWithSameKeyValue", prefix + "costCenter"}},
		{"POST", list, `{"name":"x y","dataType":"String","targetObjects":["User"]}`, nil, 400, []string{"name"}},
		{"POST", list, `{"name":"x","dataType":"Text","targetObjects":["User"]}`, nil, 400, []string{"dataType"}},
		{"POST", list, `{"name":"x","dataType":"String","targetObjects":["Printer"]}`, nil, 400, []string{"Printer"}},
		{"POST", list, `{"name":"x","dataType":"String","targetObjects":[]}`, nil, 400, []string{"targetObjects"}},
		{"POST", list, `{"dataType":"String","targetObjects":["User"]}`, nil, 400, []string{"name"}},
		{"PATCH", user, `{"` + prefix + `costCenter":"4711","` + prefix + `level":7,"` + prefix + `active":true}`, nil, 204, nil},
		{"PATCH", "/groups/" + g, `{"` + prefix + `costCenter":"4711"}`, nil, 204, nil},
		{"GET", user + "?$select=id," + prefix + "costCenter," + prefix + "level", "", nil, 200, []string{`"` + prefix + `costCenter":"4711"`, `"` + prefix + `level":7`}},
		{"GET", user, "", nil, 200, []string{"!" + prefix}},
		{"GET", "/users?$filter=" + prefix + "costCenter eq '4711'&$select=id," + prefix + "costCenter", "", nil, 200, []string{lee, "4711"}},
		{"GET", "/users?$filter=" + prefix + "costCenter eq 'other'&$select=id", "", nil, 200, []string{`"value":[]`}},
		{"GET", "/users?$filter=" + prefix + "level eq 7&$select=id", "", nil, 200, []string{lee}},
		{"GET", "/users?$filter=displayName eq 'extension_none'&$select=id", "", nil, 200, []string{`"value":[]`}},
		{"GET", "/users?$filter=extension_none eq 'x'", "", nil, 400, []string{"extension_none"}},
		{"GET", "/users?$select=extension_none", "", nil, 400, []string{"extension_none"}},
		{"PATCH", user, `{"extension_none":"x"}`, nil, 400, []string{"extension_none"}},
		{"PATCH", "/applications/" + id, `{"` + prefix + `costCenter":"x"}`, nil, 400, []string{"application"}},
		{"PATCH", user, `{"` + prefix + `costCenter":null}`, nil, 204, nil},
		{"GET", user + "?$select=" + prefix + "costCenter", "", nil, 200, []string{"!ä"}},
		{"DELETE", list + "/" + cost, "", nil, 204, nil},
		{"GET", "/groups/" + g + "?$select=" + prefix + "costCenter", "", nil, 400, nil},
		{"PATCH", "/groups/" + g, `{"` + prefix + `costCenter":"x"}`, nil, 400, nil},
		{"GET", "/groups/" + g + "?$select=displayName", "", nil, 200, []string{`!"4711"`}},
		{"DELETE", "/applications/" + id, "", nil, 204, nil},
		{"GET", user + "?$select=" + prefix + "level", "", nil, 400, nil},
		{"POST", "/directory/deletedItems/" + id + "/restore", "", nil, 200, nil},
		{"GET", user + "?$select=" + prefix + "level", "", nil, 200, []string{`:7`}},
	})
	ada := s.user("ada", `"`+prefix+`level":3`)
	s.run([]step{
		{"GET", "/users/" + ada + "?$select=" + prefix + "level", "", nil, 200, []string{`:3`}},
		{"POST", "/groups/" + g + "/members/$ref", reference(ada), nil, 204, nil},
		{"GET", "/groups/" + g + "/members?$select=id," + prefix + "level", "", nil, 200, []string{`"` + prefix + `level":3`}},
	})
}

func TestExtensionValuesOfOneObject(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	prefix := "extension_" + strings.ReplaceAll(appID, "-", "") + "_"
	values := make([]string, 101)
	for i := range values {
		s.must(201, "POST", "/applications/"+id+"/extensionProperties", fmt.Sprintf(`{"name":"n%d","dataType":"Integer","targetObjects":["User"]}`, i))
		values[i] = fmt.Sprintf(`"%sn%d":%d`, prefix, i, i)
	}
	lee := "/users/" + s.user("lee")
	s.run([]step{
		{"PATCH", lee, "{" + strings.Join(values, ",") + "}", nil, 403, []string{"Directory_ResourceSizeExceeded"}},
		{"PATCH", lee, "{" + strings.Join(values[:100], ",") + "}", nil, 204, nil},
		{"PATCH", lee, "{" + values[100] + "}", nil, 403, []string{"Directory_ResourceSizeExceeded"}},
		{"PATCH", lee, "{" + values[100] + `,"` + prefix + `n0":null}`, nil, 204, nil},
	})
}

func TestExtensionTypes(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	prefix := "extension_" + strings.ReplaceAll(appID, "-", "") + "_"
	for name, typ := range map[string]string{"costCenter": "String", "level": "Integer", "big": "LargeInteger", "active": "Boolean", "since": "DateTime", "raw": "Binary"} {
		s.must(201, "POST", "/applications/"+id+"/extensionProperties", `{"name":"`+name+`","dataType":"`+typ+`","targetObjects":["User"]}`)
	}
	user := "/users/" + s.user("lee")
	s.run([]step{
		{"PATCH", user, `{"` + prefix + `level":"7"}`, nil, 400, []string{"Integer"}},
		{"PATCH", user, `{"` + prefix + `level":2147483648}`, nil, 400, []string{"Integer"}},
		{"PATCH", user, `{"` + prefix + `big":2147483648}`, nil, 204, nil},
		{"PATCH", user, `{"` + prefix + `active":"true"}`, nil, 400, []string{"Boolean"}},
		{"PATCH", user, `{"` + prefix + `since":"yesterday"}`, nil, 400, []string{"DateTime"}},
		{"PATCH", user, `{"` + prefix + `since":"2024-02-29T00:00:00Z"}`, nil, 204, nil},
		{"PATCH", user, `{"` + prefix + `raw":"!"}`, nil, 400, []string{"Binary"}},
		{"PATCH", user, `{"` + prefix + `costCenter":"` + strings.Repeat("ä", 257) + `"}`, nil, 400, []string{"String"}},
		{"PATCH", user, `{"` + prefix + `costCenter":"` + strings.Repeat("ä", 256) + `"}`, nil, 204, nil},
	})
}
