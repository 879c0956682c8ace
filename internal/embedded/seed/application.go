package seed

import "github.com/tenantctl/tenantctl/pkg/odata"

// graphAppID is Microsoft Graph's application id, the same everywhere.
const (
	graphAppID       = "00000003-0000-0000-c000-000000000000"
	graphPrincipalID = "7d3e5f90-46b2-4c18-b0a7-2f9c8e1d6a54"
	userReadScopeID  = "e1fe6dd8-ba31-4d61-89e7-88639da4683d"
	// microsoftTenantID is the tenant in which Microsoft registers its own.
	microsoftTenantID = "f8cdef31-a31e-4b4a-93e4-5f571e91255a"
)

// permission is an application permission of Microsoft Graph.
type permission struct{ id, value, name string }

func permissions() []permission {
	return []permission{
		{"df021288-bdef-4463-88db-98f22de89214", "User.Read.All", "Read all users' full profiles"},
		{"741f803b-c850-494e-b5df-cde7c675a1ca", "User.ReadWrite.All", "Read and write all users' full profiles"},
		{"5b567255-7703-4780-807c-7be8301ae99b", "Group.Read.All", "Read all groups"},
		{"62a82d76-70ea-41e2-9197-370581804d09", "Group.ReadWrite.All", "Read and write all groups"},
		{"98830695-27a2-44f7-8c18-0c3ebc9698f6", "GroupMember.Read.All", "Read all group memberships"},
		{"dbaae8cf-10b5-4b86-a4a1-f871c94c6695", "GroupMember.ReadWrite.All", "Read and write all group memberships"},
		{"7ab1d382-f21e-4acd-a863-ba3e13f7da61", "Directory.Read.All", "Read directory data"},
		{"19dbc75e-c2e2-444c-a770-ec69d8559fc7", "Directory.ReadWrite.All", "Read and write directory data"},
		{"9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", "Application.Read.All", "Read all applications"},
		{"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9", "Application.ReadWrite.All", "Read and write all applications"},
		{"18a4783c-866b-4cc7-a460-3d5e5662c884", "Application.ReadWrite.OwnedBy", "Manage apps that this app creates or owns"},
		{"06b708a9-e830-4db3-a914-8e69da51d44f", "AppRoleAssignment.ReadWrite.All", "Manage app permission grants and app role assignments"},
		{"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8", "RoleManagement.ReadWrite.Directory", "Read and write all directory RBAC settings"},
		{"7e05723c-0bb0-42da-be95-ae9f08a6e53c", "Domain.ReadWrite.All", "Read and write domains"},
		{"292d869f-3427-49a8-9dab-8c70152b74e9", "Organization.ReadWrite.All", "Read and write organization information"},
		{"9b50c33d-700f-43b1-b2eb-87e89b703581", "Synchronization.ReadWrite.All", "Read and write all Azure AD synchronization data"},
		{"5c505cf4-8424-4b8e-aa14-ee06e3bb23e3", "LifecycleWorkflows.ReadWrite.All", "Read and write all lifecycle workflows"},
		{"b0afded3-3588-46d8-8b3d-9842eff778da", "AuditLog.Read.All", "Read all audit log data"},
	}
}

func graphServicePrincipal() object {
	var roles []*odata.Object
	for _, p := range permissions() {
		roles = append(roles, odata.NewObject(
			"allowedMemberTypes", []string{"Application"}, "description", p.name, "displayName", p.name,
			"id", p.id, "isEnabled", true, "origin", "Application", "value", p.value))
	}
	return object{"servicePrincipal", odata.NewObject(
		"id", graphPrincipalID,
		"accountEnabled", true,
		"appDisplayName", "Microsoft Graph",
		"appId", graphAppID,
		"appOwnerOrganizationId", microsoftTenantID,
		"appRoleAssignmentRequired", false,
		"appRoles", roles,
		"displayName", "Microsoft Graph",
		"oauth2PermissionScopes", []*odata.Object{userRead()},
		"servicePrincipalNames", []string{graphAppID, "https://graph.microsoft.com"},
		"servicePrincipalType", "Application",
		"signInAudience", "AzureADMultipleOrgs",
	)}
}

func userRead() *odata.Object {
	return odata.NewObject(
		"adminConsentDescription", "Allows users to sign-in to the app, and allows the app to read the profile of signed-in users.",
		"adminConsentDisplayName", "Sign in and read user profile",
		"id", userReadScopeID, "isEnabled", true, "type", "User",
		"userConsentDescription", "Allows you to sign in to the app and let the app read your profile.",
		"userConsentDisplayName", "Sign you in and read your profile",
		"value", "User.Read")
}

// applicationTemplates are the one for applications outside of the gallery
// and one of the gallery that well-known clients ask for (facts/clients.md).
func applicationTemplates() []object {
	return []object{
		{"applicationTemplate", odata.NewObject(
			"id", "8adf8e6e-67b2-4cf2-a259-e3dc5476c621", "displayName", "Custom", "publisher", "Microsoft",
			"categories", []string{"custom"}, "supportedProvisioningTypes", []string{"sync"},
			"supportedSingleSignOnModes", []string{"password", "saml", "notSupported"})},
		{"applicationTemplate", odata.NewObject(
			"id", "4601ed45-8ff3-4599-8377-b6649007e876", "displayName", "Marketo", "publisher", "Marketo, Inc.",
			"categories", []string{"marketing"}, "supportedProvisioningTypes", []string{},
			"supportedSingleSignOnModes", []string{"saml"})},
	}
}
