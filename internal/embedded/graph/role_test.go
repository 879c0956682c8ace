package graph_test

import (
	"strings"
	"testing"
)

const (
	globalAdmin = "62e90394-69f5-4237-9190-012177145e10" // templates
	helpdesk    = "729827e3-9c14-49f7-bb1b-9608f156bbb8"
	conflicting = "A conflicting object with one or more of the specified property values is present in the directory"
	roleSet     = "/roleManagement/directory/roleAssignments"
	definitions = "/roleManagement/directory/roleDefinitions"
)

func TestDirectoryRoles(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, g := s.user("lee"), s.group("plain")
	role := s.must(201, "POST", "/directoryRoles", `{"roleTemplateId":"`+helpdesk+`"}`).id()
	at := "/directoryRoles/" + role
	s.run([]step{
		{"POST", "/directoryRoles", `{"roleTemplateId":"` + helpdesk + `"}`, nil, 400, []string{conflicting}},
		{"POST", "/directoryRoles", `{"roleTemplateId":"` + globalAdmin + `"}`, nil, 400, []string{conflicting}}, // active from the start
		{"POST", "/directoryRoles", `{"roleTemplateId":"` + noRole + `"}`, nil, 404, nil},
		{"GET", "/directoryRoles", "", nil, 200, []string{role, `"displayName":"Helpdesk Administrator"`, `"displayName":"Global Administrator"`}},
		{"GET", "/directoryRoles(roleTemplateId='" + helpdesk + "')", "", nil, 200, []string{role}},
		{"GET", "/directoryRoles/roleTemplateId=" + helpdesk, "", nil, 200, []string{role}},
		{"GET", "/directoryRoles?$filter=roleTemplateId eq '" + helpdesk + "'", "", nil, 200, []string{role, "!Global"}},
		{"GET", "/directoryRoleTemplates/" + helpdesk, "", nil, 200, []string{`"displayName":"Helpdesk Administrator"`}},
		{"POST", at + "/members/$ref", reference(lee), nil, 204, nil},
		{"POST", at + "/members/$ref", reference(lee), nil, 400, []string{"One or more added object references already exist"}},
		{"POST", at + "/members/$ref", reference(g), nil, 400, []string{"isAssignableToRole"}},
		{"GET", at + "/members", "", nil, 200, []string{lee}},
		{"GET", "/users/" + lee + "/memberOf/microsoft.graph.directoryRole", "", nil, 200, []string{role}},
		{"GET", at + "/scopedMembers", "", nil, 200, []string{`"value":[]`}},
		{"DELETE", at + "/members/" + lee + "/$ref", "", nil, 204, nil},
		{"DELETE", at, "", nil, 400, nil},
		{"GET", "/directoryRoles/delta", "", nil, 200, []string{"@odata.deltaLink", role}},
	})
}

func TestLastGlobalAdministratorStays(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee")
	role := s.must(200, "GET", "/directoryRoles(roleTemplateId='"+globalAdmin+"')", "").id()
	first := s.must(200, "GET", roleSet+"?$filter=principalId eq '"+adminID+"'", "").values("id")[0]
	s.run([]step{
		{"DELETE", "/directoryRoles/" + role + "/members/" + adminID + "/$ref", "", nil, 400, []string{"last Global Administrator"}},
		{"DELETE", roleSet + "/" + first, "", nil, 400, []string{"last Global Administrator"}},
		{"POST", "/directoryRoles/" + role + "/members/$ref", reference(lee), nil, 204, nil},
		{"DELETE", roleSet + "/" + first, "", nil, 204, nil},
		{"DELETE", "/users/" + lee, "", nil, 400, []string{"last Global Administrator"}},
	})
}

func hold(principal, definition, scope string) string {
	return `{"principalId":"` + principal + `","roleDefinitionId":"` + definition + `","directoryScopeId":"` + scope + `"}`
}

// A role assignment for the whole directory is membership of the role.
func TestRoleAssignments(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee")
	id := s.must(201, "POST", roleSet, hold(lee, helpdesk, "/")).id()
	if !strings.HasSuffix(id, "-1") || len(id) != 45 {
		t.Errorf("id %q is not like Graph's", id)
	}
	s.run([]step{
		{"POST", roleSet, hold(lee, helpdesk, "/"), nil, 400, []string{conflicting}},
		{"POST", roleSet, hold(lee, noRole, "/"), nil, 404, nil},
		{"POST", roleSet, hold(noRole, helpdesk, "/"), nil, 404, nil},
		{"POST", roleSet, hold(lee, helpdesk, "/administrativeUnits/"+lee), nil, 404, nil},
		{"POST", roleSet, hold(lee, helpdesk, "everywhere"), nil, 400, []string{`"target":"directoryScopeId"`}},
		{"POST", roleSet, `{"principalId":"` + lee + `","roleDefinitionId":"` + helpdesk + `"}`, nil, 400, []string{"directoryScopeId"}},
		{"GET", roleSet + "/" + id, "", nil, 200, []string{`"principalId":"` + lee + `"`, `"roleDefinitionId":"` + helpdesk + `"`, `"directoryScopeId":"/"`}},
		{"GET", roleSet + "?$filter=roleDefinitionId eq '" + helpdesk + "'&$expand=principal", "", nil, 200, []string{id, `"principal":{"@odata.type":"#microsoft.graph.user","id":"` + lee}},
		{"GET", roleSet + "/" + id + "?$expand=roleDefinition", "", nil, 200, []string{`"roleDefinition":{"id":"` + helpdesk + `"`}},
		{"GET", roleSet + "/" + id + "/principal", "", nil, 200, []string{lee}},
		{"GET", "/directoryRoles(roleTemplateId='" + helpdesk + "')/members", "", nil, 200, []string{lee}},
		{"DELETE", roleSet + "/" + id, "", nil, 204, nil},
		{"DELETE", roleSet + "/" + id, "", nil, 404, nil},
		{"GET", "/directoryRoles(roleTemplateId='" + helpdesk + "')/members", "", nil, 200, []string{"!" + lee}},
		{"GET", definitions + "?$filter=displayName eq 'Helpdesk Administrator'", "", nil, 200, []string{helpdesk, `"isBuiltIn":true`, `"isEnabled":true`}},
		{"PATCH", definitions + "/" + helpdesk, `{"description":"x"}`, nil, 400, []string{"built-in"}},
		{"DELETE", definitions + "/" + helpdesk, "", nil, 400, nil},
	})
}

func TestCustomRoles(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee")
	r := s.must(201, "POST", definitions, `{"displayName":"Readers of groups","isEnabled":true,"version":"1.5",
		"rolePermissions":[{"allowedResourceActions":["microsoft.directory/groups/allProperties/read"]}]}`)
	at := definitions + "/" + r.id()
	id := s.must(201, "POST", roleSet, hold(lee, r.id(), "/")).id()
	s.run([]step{
		{"POST", definitions, `{"displayName":"Nothing"}`, nil, 400, nil},
		{"PATCH", at, `{"description":"for tests","isBuiltIn":false,"id":"` + r.id() + `"}`, nil, 204, nil},
		{"GET", at, "", nil, 200, []string{`"isBuiltIn":false`, `"resourceScopes":["/"]`, `"description":"for tests"`, `"templateId":"` + r.id() + `"`}},
		{"GET", definitions + "/$count?$filter=isBuiltIn eq false", "", nil, 200, []string{"1"}},
		{"GET", definitions + "?$filter=isBuiltIn eq false", "", nil, 200, []string{r.id(), "!" + helpdesk}},
		{"POST", roleSet, hold(lee, r.id(), "/"), nil, 400, []string{conflicting}},
		{"GET", roleSet + "?$filter=principalId eq '" + lee + "'", "", nil, 200, []string{id}},
		{"DELETE", at, "", nil, 400, []string{"while it is assigned"}},
		{"DELETE", "/users/" + lee, "", nil, 204, nil},
		{"GET", roleSet, "", nil, 200, []string{"!" + id}},
		{"POST", "/directory/deletedItems/" + lee + "/restore", "", nil, 200, nil},
		{"DELETE", roleSet + "/" + id, "", nil, 204, nil},
		{"DELETE", at, "", nil, 204, nil},
		{"GET", at, "", nil, 404, nil},
	})
}

// A unit has what is put into it; members of its groups are not in it.
func TestUnitsDoNotReachThroughGroups(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, inner, outer := s.user("lee"), s.group("inner"), s.group("outer")
	unit := s.must(201, "POST", "/directory/administrativeUnits", `{"displayName":"North"}`).id()
	s.run([]step{
		{"POST", "/groups/" + inner + "/members/$ref", reference(lee), nil, 204, nil},
		{"POST", "/groups/" + outer + "/members/$ref", reference(inner), nil, 204, nil},
		{"POST", "/directory/administrativeUnits/" + unit + "/members/$ref", reference(inner), nil, 204, nil},
		{"GET", "/users/" + lee + "/transitiveMemberOf", "", nil, 200, []string{inner, outer, "!" + unit}},
		{"POST", "/users/" + lee + "/getMemberObjects", `{"securityEnabledOnly":false}`, nil, 200, []string{inner, outer, "!" + unit}},
		{"GET", "/groups/" + inner + "/transitiveMemberOf", "", nil, 200, []string{outer, unit}},
	})
}

func TestAdministrativeUnits(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	const set = "/directory/administrativeUnits"
	lee := s.user("lee")
	unit := s.must(201, "POST", set, `{"displayName":"North","description":"All of the north"}`).id()
	at := set + "/" + unit
	role := s.must(201, "POST", "/directoryRoles", `{"roleTemplateId":"`+helpdesk+`"}`).id()
	group := s.must(201, "POST", at+"/members", `{"@odata.type":"#microsoft.graph.group","displayName":"Inner","mailNickname":"inner","mailEnabled":false,"securityEnabled":true}`).id()
	s.run([]step{
		{"POST", set, `{"description":"no name"}`, nil, 400, []string{"displayName"}},
		{"POST", set, `{"displayName":"Dynamic","membershipType":"Dynamic"}`, nil, 400, []string{"membershipRule"}},
		{"POST", at + "/members", `{"displayName":"Inner"}`, nil, 400, []string{"@odata.type"}},
		{"POST", at + "/members/$ref", reference(lee), nil, 204, nil},
		{"POST", at + "/members/$ref", reference(lee), nil, 400, []string{"already exist"}},
		{"POST", at + "/members/$ref", reference(unit), nil, 400, nil},
		{"GET", at + "/members", "", nil, 200, []string{lee, group, "#microsoft.graph.group"}},
		{"GET", at + "/members/" + lee + "/$ref", "", nil, 200, []string{lee}},
		{"GET", "/users/" + lee + "/memberOf/microsoft.graph.administrativeUnit", "", nil, 200, []string{unit, `"displayName":"North"`}},
		{"GET", "/users/" + lee + "/memberOf", "", nil, 200, []string{"#microsoft.graph.administrativeUnit"}},
		{"POST", "/users/" + lee + "/getMemberObjects", `{"securityEnabledOnly":false}`, nil, 200, []string{unit}},
		{"POST", at + "/scopedRoleMembers", `{"roleId":"` + role + `","roleMemberInfo":{"id":"` + lee + `"}}`, nil, 201, []string{`"administrativeUnitId":"` + unit + `"`, `"roleMemberInfo":{"displayName":"lee","id":"` + lee + `"}`}},
		{"POST", at + "/scopedRoleMembers", `{"roleId":"` + role + `","roleMemberInfo":{"id":"` + lee + `"}}`, nil, 400, []string{conflicting}},
		{"GET", at + "/scopedRoleMembers", "", nil, 200, []string{role, lee}},
		{"GET", "/directoryRoles/" + role + "/scopedMembers", "", nil, 200, []string{unit}},
		{"GET", "/users/" + lee + "/scopedRoleMemberOf", "", nil, 200, []string{unit}},
		{"GET", roleSet + "?$filter=directoryScopeId eq '/administrativeUnits/" + unit + "'", "", nil, 200, []string{lee}},
		{"PATCH", at, `{"displayName":"South","description":null}`, nil, 204, nil},
		{"GET", set + "?$filter=displayName eq 'South'", "", nil, 200, []string{unit, `"description":null`}},
		{"DELETE", at + "/members/" + lee + "/$ref", "", nil, 204, nil},
		{"DELETE", at, "", nil, 204, nil},
		{"GET", roleSet + "?$filter=principalId eq '" + lee + "'", "", nil, 200, []string{`"value":[]`}},
		{"GET", "/directory/deletedItems/microsoft.graph.administrativeUnit", "", nil, 200, []string{unit}},
		{"POST", "/directory/deletedItems/" + unit + "/restore", "", nil, 200, nil},
		{"GET", at + "/scopedRoleMembers", "", nil, 200, []string{lee}},
		{"GET", at + "/members", "", nil, 200, []string{group, "!" + lee}},
		{"GET", "/administrativeUnits", "", nil, 400, []string{"Resource not found for the segment 'administrativeUnits'"}},
		{"GET", "http://directory.local/beta/administrativeUnits/" + unit, "", nil, 200, []string{`"displayName":"South"`}},
		{"GET", set + "/delta", "", nil, 200, []string{"@odata.deltaLink", unit}},
	})
	scoped := s.must(200, "GET", at+"/scopedRoleMembers", "").values("id")[0]
	s.must(200, "GET", at+"/scopedRoleMembers/"+scoped, "")
	s.must(204, "DELETE", at+"/scopedRoleMembers/"+scoped, "")
	s.must(404, "GET", at+"/scopedRoleMembers/"+scoped, "")
}
