package seed

import "github.com/tenantctl/tenantctl/pkg/odata"

// aadGraphAppID is Azure AD Graph's application id, the same everywhere.
const aadGraphAppID = "00000002-0000-0000-c000-000000000000"

// third is version 3 of the seed: the permissions of Azure AD Graph.
func third() step {
	roles, scopes := permissionLists(aadGraphPermissions())
	return step{entries: []entries{{aadGraphAppID, "appRoles", roles}, {aadGraphAppID, "oauth2PermissionScopes", scopes}}}
}

// permissionLists are the application roles and the delegated scopes of
// permissions.
func permissionLists(list []graphPermission) (roles, scopes []*odata.Object) {
	for _, p := range list {
		if p.role != "" {
			roles = append(roles, p.appRole())
		}
		if p.scope != "" {
			scopes = append(scopes, p.delegated())
		}
	}
	return roles, scopes
}

// aadGraphPermissions are the permissions of Azure AD Graph with the ids that
// they have in every tenant ("Permissions differences between Azure AD Graph
// and Microsoft Graph", learn.microsoft.com/graph/migrate-azure-ad-graph-permissions-differences,
// and public manifests). Those about policies are left out.
func aadGraphPermissions() []graphPermission {
	return []graphPermission{
		{"Application.Read.All", "Read all applications", "3afa6a7d-9b1a-42eb-948e-1650a849e176", "", false},
		{"Application.ReadWrite.All", "Read and write all applications", "1cda74f2-2616-4834-b122-5cb1b07f8a59", "", false},
		{"Application.ReadWrite.OwnedBy", "Manage apps that this app creates or owns", "824c81eb-e3f8-4ee6-8f6d-de7f50d565b7", "", false},
		{"Device.ReadWrite.All", "Read and write devices", "1138cb37-bd11-4084-a2b7-9f71582aeddb", "", false},
		{"Directory.AccessAsUser.All", "Access the directory as the signed-in user", "", "a42657d6-7f20-40e3-b6f0-cee03008a62a", true},
		{"Directory.Read.All", "Read directory data", "5778995a-e1bf-45b8-affa-663a9f3f4d04", "5778995a-e1bf-45b8-affa-663a9f3f4d04", false},
		{"Directory.ReadWrite.All", "Read and write directory data", "78c8a3c8-a07e-4b9e-af1b-b5ccab50a175", "78c8a3c8-a07e-4b9e-af1b-b5ccab50a175", false},
		{"Domain.ReadWrite.All", "Read and write domains", "aaff0dfd-0295-48b6-a5cc-9f465bc87928", "", false},
		{"Group.Read.All", "Read all groups", "", "6234d376-f627-4f0f-90e0-dff25c5211a3", false},
		{"Group.ReadWrite.All", "Read and write all groups", "", "970d6fa6-214a-4a9b-8513-08fad511e2fd", false},
		{"Member.Read.Hidden", "Read hidden memberships", "9728c0c4-a06b-4e0e-8d1b-3d694e8ec207", "2d05a661-f651-4d57-a595-489c91eda336", false},
		{"User.Read", "Sign in and read user profile", "", "311a71cc-e848-46a1-bdf8-97ff7156d8e6", true},
		{"User.Read.All", "Read all users' full profiles", "", "c582532d-9d9e-43bd-a97c-2667a28ce295", false},
		{"User.ReadBasic.All", "Read all users' basic profiles", "", "cba73afc-7f69-4d86-8450-4978e04ecd1a", true},
	}
}
