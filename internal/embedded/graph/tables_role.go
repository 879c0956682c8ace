package graph

import (
	"net/http"
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// roles are directory roles with who holds them, and administrative units.
func roles() ([]set, []relation, []operation) {
	const management = "roleManagement/directory/"
	return []set{
			{path: "directoryRoles", context: "directoryRoles", typ: "directoryRole", writes: true},
			{path: "directoryRoleTemplates", context: "directoryRoleTemplates", typ: "directoryRoleTemplate"},
			{path: management + "roleDefinitions", context: management + "roleDefinitions", typ: "unifiedRoleDefinition", writes: true, computed: roleDefinitions},
			{path: management + "roleAssignments", context: management + "roleAssignments", typ: "unifiedRoleAssignment", writes: true,
				computed: roleAssignments, remove: (*core.Directory).RemoveRoleAssignment},
			{path: "directory/administrativeUnits", context: "directory/administrativeUnits", typ: "administrativeUnit", paged: true, writes: true},
			{path: "administrativeUnits", context: "administrativeUnits", typ: "administrativeUnit", paged: true, writes: true, beta: true},
		}, []relation{
			{owner: "directoryRole", name: "members", link: "members", writes: true},
			{owner: "directoryRole", name: "scopedMembers", computed: scopedMemberships},
			{owner: "unifiedRoleAssignment", name: "principal", single: true, computed: principalOf},
			{owner: "unifiedRoleAssignment", name: "roleDefinition", single: true, computed: definitionOf},
			{owner: "administrativeUnit", name: "members", link: "members", writes: true, creates: true},
			{owner: "administrativeUnit", name: "scopedRoleMembers", contained: true, computed: scopedMemberships},
			{owner: "user", name: "scopedRoleMemberOf", computed: scopedMemberships},
			{owner: "device", name: "memberOf", link: "members", reverse: true},
			{owner: "device", name: "transitiveMemberOf", link: "members", reverse: true, transitive: true},
		}, []operation{
			{name: "delta", binding: "directoryRole", collection: true, method: http.MethodGet, run: (*exchange).delta},
			{name: "delta", binding: "administrativeUnit", collection: true, method: http.MethodGet, run: (*exchange).delta},
		}
}

func roleDefinitions(_ *exchange, tx *store.Tx) ([]*store.Record, error) {
	return core.RoleDefinitions(tx)
}

func roleAssignments(_ *exchange, tx *store.Tx) ([]*store.Record, error) {
	return core.RoleAssignments(tx)
}

func scopedMemberships(_ *exchange, tx *store.Tx, of *store.Record) ([]*store.Record, error) {
	return core.ScopedMemberships(tx, of)
}

func principalOf(_ *exchange, tx *store.Tx, assignment *store.Record) ([]*store.Record, error) {
	r, err := tx.Get(assignment.Props.String("principalId"))
	if err != nil || !r.Deleted.IsZero() {
		return nil, err
	}
	return []*store.Record{r}, nil
}

func definitionOf(_ *exchange, tx *store.Tx, assignment *store.Record) ([]*store.Record, error) {
	list, err := core.RoleDefinitions(tx)
	wanted := assignment.Props.String("roleDefinitionId")
	return slices.DeleteFunc(list, func(r *store.Record) bool { return r.ID != wanted }), err
}
