package graph

// grants are what was permitted to whom: app roles and delegated permissions.
func grants() ([]set, []relation, []operation) {
	return []set{
			{path: "oauth2PermissionGrants", context: "oauth2PermissionGrants", typ: "oAuth2PermissionGrant", paged: true, writes: true},
		}, []relation{
			{owner: "user", name: "appRoleAssignments", link: "appRoleAssignments", contained: true},
			{owner: "group", name: "appRoleAssignments", link: "appRoleAssignments", contained: true},
			{owner: "servicePrincipal", name: "appRoleAssignments", link: "appRoleAssignments", contained: true},
			{owner: "servicePrincipal", name: "appRoleAssignedTo", link: "appRoleAssignedTo", contained: true},
			{owner: "user", name: "oauth2PermissionGrants", link: "oauth2PermissionGrants"},
			{owner: "servicePrincipal", name: "oauth2PermissionGrants", link: "oauth2PermissionGrants"},
		}, nil
}
