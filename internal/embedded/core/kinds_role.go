package core

import "github.com/tenantctl/tenantctl/internal/embedded/store"

// Relations of role assignments. An assignment of a built-in role for the
// whole directory is no object: it is membership of the activated role.
const (
	relHeld   = "roleAssignments"       // from a principal to the roles it holds elsewhere
	relScoped = "scopedRoleAssignments" // from what a role is held over to the assignments
)

// roleKinds are directory roles, their definitions and assignments, and
// administrative units.
func roleKinds() []kind {
	always := func(*store.Record) bool { return true }
	return []kind{
		{typ: "directoryRole", create: (*Directory).activateRole, fixed: true},
		{typ: "unifiedRoleDefinition", create: (*Directory).createRoleDefinition, update: (*Directory).updateRoleDefinition, going: definitionGoing},
		{typ: "unifiedRoleAssignment", create: (*Directory).assignRole},
		{typ: "scopedRoleMembership", create: (*Directory).assignScopedRole, fixed: true},
		{typ: "administrativeUnit", create: (*Directory).createUnit, update: (*Directory).updateUnit, soft: always},
	}
}

func roleLinks() []linkRule {
	return []linkRule{
		{owner: "directoryRole", relation: "members", may: mayHoldRole, leave: leaveRole},
		{owner: "administrativeUnit", relation: "members", may: mayJoinUnit, leave: leaveUnit},
	}
}
