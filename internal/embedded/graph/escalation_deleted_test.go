package graph_test

import "testing"

// A group that may have roles comes back from its deletion, or goes for good,
// by those only who may change it otherwise.
func TestDeletedGroupForRoles(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	forRoles := func(name string) string {
		return g.must(201, "POST", "/groups", `{"displayName":"`+name+`","mailNickname":"`+name+`","mailEnabled":true,
			"securityEnabled":true,"groupTypes":["Unified"],"visibility":"Private","isAssignableToRole":true}`).id()
	}
	one, two, owned, plain := forRoles("one"), forRoles("two"), forRoles("owned"), g.unified("plain")
	writer, caller := g.app("Group.ReadWrite.All")
	g.must(204, "POST", "/groups/"+owned+"/owners/$ref", reference(caller.ID))
	for _, id := range []string{one, two, owned, plain} {
		g.must(204, "DELETE", "/groups/"+id, "")
	}
	const deleted, typed = "/directory/deletedItems/", "/directory/deletedItems/microsoft.graph.group/"
	writer.run([]step{
		refused("POST", deleted+one+"/restore", ""), refused("POST", typed+one+"/restore", ""),
		refused("DELETE", deleted+one, ""), refused("DELETE", typed+one, ""),
		{"POST", deleted + owned + "/restore", "", nil, 200, nil},
		{"POST", deleted + plain + "/restore", "", nil, 200, nil},
	})
	roles, _ := g.app("Group.ReadWrite.All RoleManagement.ReadWrite.Directory")
	roles.run([]step{{"POST", deleted + one + "/restore", "", nil, 200, nil}, {"DELETE", deleted + two, "", nil, 204, nil}})
}
