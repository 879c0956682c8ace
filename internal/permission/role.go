package permission

// roles are the rows of directory roles and administrative units.
func roles() []section {
	list := []section{{areaRole, directoryRoleRows()}, {areaRole, roleManagementRows()}}
	for _, set := range []string{"/directory/administrativeUnits", "/administrativeUnits"} { // the second at /beta
		list = append(list, section{areaUnit, unitRows(set)}, section{areaRole, scopedRows(set)})
	}
	return list
}

const (
	readRoles  = "RoleManagement.Read.Directory Directory.Read.All"
	writeRoles = "RoleManagement.ReadWrite.Directory"
)

func directoryRoleRows() []row {
	return []row{
		{"GET", "/directoryRoles", readRoles, ""},
		{"POST", "/directoryRoles", writeRoles, ""},
		{"GET", "/directoryRoles/delta", readRoles, ""},
		{"GET", "/directoryRoles/{id}", readRoles, ""},
		{"PATCH DELETE", "/directoryRoles/{id}", writeRoles, ""}, // refused whoever asks
		{"GET", "/directoryRoles/{id}/members", readRoles, ""},
		{"POST", "/directoryRoles/{id}/members/$ref", writeRoles, ""},
		{"DELETE", "/directoryRoles/{id}/members/{id}/$ref", writeRoles, ""},
		{"GET", "/directoryRoles/{id}/scopedMembers", readRoles, ""},
		{"GET", "/directoryRoleTemplates", readRoles, ""},
		{"GET", "/directoryRoleTemplates/{id}", readRoles, ""},
	}
}

func roleManagementRows() []row {
	const read = readRoles + " RoleManagement.Read.All"
	return []row{
		{"GET", "/roleManagement/directory/roleDefinitions", read, ""},
		// The list has Directory.ReadWrite.All too; "Create roleDefinition"
		// does not, and it would let an application promote itself.
		{"POST", "/roleManagement/directory/roleDefinitions", writeRoles, ""},
		{"GET", "/roleManagement/directory/roleDefinitions/{id}", read, ""},
		{"PATCH DELETE", "/roleManagement/directory/roleDefinitions/{id}", writeRoles, ""},
		{"GET", "/roleManagement/directory/roleAssignments", readRoles, read},
		{"POST", "/roleManagement/directory/roleAssignments", writeRoles, ""},
		{"GET", "/roleManagement/directory/roleAssignments/{id}", readRoles, read},
		{"PATCH DELETE", "/roleManagement/directory/roleAssignments/{id}", writeRoles, ""},
		{"GET", "/roleManagement/directory/roleAssignments/{id}/principal", read, ""},
		{"GET", "/roleManagement/directory/roleAssignments/{id}/roleDefinition", read, ""},
	}
}

func unitRows(set string) []row {
	const read = "AdministrativeUnit.Read.All Directory.Read.All"
	const write = "AdministrativeUnit.ReadWrite.All"
	return []row{
		{"GET", set, read, ""},
		{"POST", set, write, ""},
		{"GET", set + "/delta", read, ""},
		{"GET", set + "/{id}", read, ""},
		{"PATCH DELETE", set + "/{id}", write, ""},
		{"GET", set + "/{id}/members", read, ""},
		{"POST", set + "/{id}/members/$ref", write + " Directory.ReadWrite.All", ""},
		// Creates a group in the unit: both, by "Add a member" (the list has
		// either).
		{"POST", set + "/{id}/members", "AdministrativeUnit.ReadWrite.All+Group.Create AdministrativeUnit.ReadWrite.All+Group.ReadWrite.All Directory.ReadWrite.All", "AdministrativeUnit.ReadWrite.All+Group.ReadWrite.All Directory.ReadWrite.All"},
		{"DELETE", set + "/{id}/members/{id}/$ref", write, ""},
	}
}

func scopedRows(set string) []row {
	members := set + "/{id}/scopedRoleMembers"
	return []row{
		{"GET", members, readRoles, ""},
		{"POST", members, writeRoles, ""},
		{"GET", members + "/{id}", readRoles, ""},
		{"DELETE", members + "/{id}", writeRoles, ""},
	}
}
