package graph_test

import "testing"

func TestAuditLogs(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, g := s.user("lee"), s.group("sales")
	s.must(204, "POST", "/groups/"+g+"/members/$ref", reference(lee))
	const set = "/auditLogs/directoryAudits"
	top := s.must(200, "GET", set+"?$top=1", "")
	s.run([]step{
		{"GET", set + "?$top=1", "", nil, 200, []string{`"activityDisplayName":"Add member to group"`, `"displayName":"lee"`, `"displayName":"sales"`, `"category":"GroupManagement"`}},
		{"GET", set + "/" + top.values("id")[0], "", nil, 200, []string{`"activityDisplayName":"Add member to group"`, `"userPrincipalName":"admin@contoso.onmicrosoft.com"`}},
		{"GET", set + "?$filter=activityDisplayName eq 'Add user' and activityDateTime ge 2025-01-01T00:00:00Z", "", nil, 200, []string{lee, `"result":"success"`}},
		{"GET", set + "?$filter=initiatedBy/user/id eq '" + adminID + "' and category eq 'UserManagement'", "", nil, 200, []string{lee}},
		{"GET", set + "/nothing", "", nil, 404, nil},
		{"POST", set, `{}`, nil, 405, nil},
		{"GET", "/auditLogs/signIns", "", nil, 200, []string{`"value":[]`}},
	})
}
