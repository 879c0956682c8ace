package core

// Relations of the objects that give permissions. Each is linked from all
// that it cannot be without.
const (
	relAssigned   = "appRoleAssignments"     // from a principal to what it was assigned
	relAssignedTo = "appRoleAssignedTo"      // from a resource to the assignments of its roles
	relGrants     = "oauth2PermissionGrants" // from a client, and from a user, to the grants
	relGrantedOn  = "grantedOn"              // from a resource to the grants of its scopes
)

// grantKinds are the objects that give permissions away.
func grantKinds() []kind {
	return []kind{
		{typ: "appRoleAssignment", create: (*Directory).assignAppRole},
		{typ: "oAuth2PermissionGrant", create: (*Directory).createGrant, update: (*Directory).updatePlain},
	}
}

func grantLinks() []linkRule { return nil }
