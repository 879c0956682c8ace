package seed

import "github.com/tenantctl/tenantctl/pkg/odata"

// graphPermission is a permission of Microsoft Graph with the ids that it has
// in every tenant: as an application role, as a delegated scope; "" if it is
// not of that kind, or its id is not known here.
type graphPermission struct {
	value, name, role, scope string
	user                     bool // users may consent to the scope themselves
}

// graphPermissions are those that the table of permissions names and a few
// that sign-in needs. The ids are from Microsoft's list "All permissions and
// IDs" (concepts/includes/permissions-ids.md of microsoft-graph-docs-contrib);
// those that came later, User.DeleteRestore.All, User.RevokeSessions.All,
// User-*.All and LicenseAssignment.Read.All, as public manifests and
// graphpermissions.merill.net have them. What no source had an id for is left
// out (and listed in the test): it cannot be granted here.
func graphPermissions() []graphPermission {
	return []graphPermission{
		{"email", "View users' email address", "", "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0", true},
		{"offline_access", "Maintain access to data you have given it access to", "", "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", true},
		{"openid", "Sign users in", "", "37f7f235-527c-4136-accd-4a02d197296e", true},
		{"profile", "View users' basic profile", "", "14dad69e-099b-42c9-810b-d002981feec1", true},
		{"AdministrativeUnit.Read.All", "Read administrative units", "134fd756-38ce-4afd-ba33-e9623dbe66c2", "3361d15d-be43-4de6-b441-3c746d05163d", false},
		{"AdministrativeUnit.ReadWrite.All", "Read and write administrative units", "5eb59dd3-1da2-4329-8733-9dabdc435916", "7b8a2d34-6b3f-4542-a343-54651608ad81", false},
		{"AppRoleAssignment.ReadWrite.All", "Manage app permission grants and app role assignments", "06b708a9-e830-4db3-a914-8e69da51d44f", "84bccea3-f856-4a8a-967b-dbe0a3d53a64", false},
		{"Application.Read.All", "Read applications", "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", "c79f8feb-a9db-4090-85f9-90d820caa0eb", false},
		{"Application.ReadWrite.All", "Read and write all applications", "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9", "bdfbf15f-ee85-4955-8675-146e8e5296b5", false},
		{"Application.ReadWrite.OwnedBy", "Manage apps that this app creates or owns", "18a4783c-866b-4cc7-a460-3d5e5662c884", "", false},
		{"AuditLog.Read.All", "Read all audit log data", "b0afded3-3588-46d8-8b3d-9842eff778da", "e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20", false},
		{"DelegatedPermissionGrant.ReadWrite.All", "Manage all delegated permission grants", "8e8e4742-1d95-4f68-9d56-6ee75648c72a", "41ce6ca6-6826-4807-84f1-1c82854f7ee5", false},
		{"Device.Read.All", "Read all devices", "7438b122-aefc-4978-80ed-43db9fcc7715", "951183d1-1a61-466f-a6d1-1fde911bfd95", false},
		{"Device.ReadWrite.All", "Read and write devices", "1138cb37-bd11-4084-a2b7-9f71582aeddb", "", false},
		{"Directory.AccessAsUser.All", "Access the directory as you", "", "0e263e50-5827-48a4-b97c-d940288653c7", false},
		{"Directory.Read.All", "Read directory data", "7ab1d382-f21e-4acd-a863-ba3e13f7da61", "06da0dbc-49e2-44d2-8312-53f166ab848a", false},
		{"Directory.ReadWrite.All", "Read and write directory data", "19dbc75e-c2e2-444c-a770-ec69d8559fc7", "c5366453-9fb0-48a5-a156-24f0c49a4b84", false},
		{"Domain.Read.All", "Read domains", "dbb9058a-0e50-45d7-ae91-66909b5d4664", "2f9ee017-59c1-4f1d-9472-bd5529a7b311", false},
		{"Domain.ReadWrite.All", "Read and write domains", "7e05723c-0bb0-42da-be95-ae9f08a6e53c", "0b5d694c-a244-4bde-86e6-eb5cd07730fe", false},
		{"Group.Create", "Create groups", "bf7b1a76-6e77-406b-b258-bf5c7720e98f", "", false},
		{"Group.Read.All", "Read all groups", "5b567255-7703-4780-807c-7be8301ae99b", "5f8c59db-677d-491f-a6b8-5f174b11ec1d", false},
		{"Group.ReadWrite.All", "Read and write all groups", "62a82d76-70ea-41e2-9197-370581804d09", "4e46008b-f24c-477d-8fff-7bb4ec7aafe0", false},
		{"GroupMember.Read.All", "Read group memberships", "98830695-27a2-44f7-8c18-0c3ebc9698f6", "bc024368-1153-4739-b217-4326f2e966d0", false},
		{"GroupMember.ReadWrite.All", "Read and write group memberships", "dbaae8cf-10b5-4b86-a4a1-f871c94c6695", "f81125ac-d3b7-4573-a3b2-7099cc39df9e", false},
		{"LicenseAssignment.Read.All", "Read all license assignments", "e2f98668-2877-4f38-a2f4-8202e0717aa1", "", false},
		{"LicenseAssignment.ReadWrite.All", "Manage all license assignments", "5facf0c1-8979-4e95-abcf-ff3d079771c0", "f55016cc-149c-447e-8f21-7cf3ec1d6350", false},
		{"LifecycleWorkflows.Read.All", "Read all lifecycle workflows resources", "7c67316a-232a-4b84-be22-cea2c0906404", "9bcb9916-765a-42af-bf77-02282e26b01a", false},
		{"LifecycleWorkflows.ReadWrite.All", "Read and write all lifecycle workflows resources", "5c505cf4-8424-4b8e-aa14-ee06e3bb23e3", "84b9d731-7db8-4454-8c90-fd9e95350179", false},
		{"OrgContact.Read.All", "Read organizational contacts", "e1a88a34-94c4-4418-be12-c87b00e26bea", "08432d1b-5911-483c-86df-7980af5cdee0", false},
		{"Organization.Read.All", "Read organization information", "498476ce-e0fe-48b0-b801-37ba7e2685c6", "4908d5b9-3fb2-4b1e-9336-1888b7937185", false},
		{"Organization.ReadWrite.All", "Read and write organization information", "292d869f-3427-49a8-9dab-8c70152b74e9", "46ca0847-7e6b-426e-9775-ea810a948356", false},
		{"Policy.Read.All", "Read your organization's policies", "246dd0d5-5bd0-4def-940b-0421030a5b68", "572fea84-0151-49b2-9301-11cb16974376", false},
		{"Policy.ReadWrite.ApplicationConfiguration", "Read and write your organization's application configuration policies", "be74164b-cff1-491c-8741-e671cb536e13", "b27add92-efb2-4f16-84f5-8108ba77985c", false},
		{"Policy.ReadWrite.ConditionalAccess", "Read and write your organization's conditional access policies", "01c0a623-fc9b-48e9-b794-0756f8e8f067", "ad902697-1014-4ef5-81ef-2b4301988e8c", false},
		{"Policy.ReadWrite.PermissionGrant", "Manage consent and permission grant policies", "a402ca1c-2696-4531-972d-6e5ee4aa11ea", "2672f8bb-fd5e-42e0-85e1-ec764dd2614e", false},
		{"RoleManagement.Read.All", "Read role management data for all RBAC providers", "c7fbd983-d9aa-4fa7-84b8-17382c103bc4", "48fec646-b2ba-4019-8681-8eb31435aded", false},
		{"RoleManagement.Read.Directory", "Read directory RBAC settings", "483bed4a-2ad3-4361-a73b-c83ccdbdc53c", "741c54c3-0c1e-44a1-818b-3f97ab4e8c83", false},
		{"RoleManagement.ReadWrite.Directory", "Read and write directory RBAC settings", "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8", "d01b97e9-cbc0-49fe-810a-750afd5527a3", false},
		{"Synchronization.ReadWrite.All", "Read and write all Azure AD synchronization data", "9b50c33d-700f-43b1-b2eb-87e89b703581", "", false},
		{"User-Mail.ReadWrite.All", "Read and write all secondary mail addresses for users", "280d0935-0796-47d1-8d26-273470a3f17a", "", false},
		{"User-PasswordProfile.ReadWrite.All", "Read and write all password profiles and reset user passwords", "cc117bb9-00cf-4eb8-b580-ea2a878fe8f7", "56760768-b641-451f-8906-e1b8ab31bca7", false},
		{"User-Phone.ReadWrite.All", "Read and write all user mobile phone and business phones", "86ceff06-c822-49ff-989a-d912845ffe69", "", false},
		{"User.DeleteRestore.All", "Delete and restore users", "eccc023d-eccf-4e7b-9683-8813ab36cecc", "4bb440cd-2cf2-4f90-8004-aa2acd2537c5", false},
		{"User.EnableDisableAccount.All", "Enable and disable user accounts", "3011c876-62b7-4ada-afa2-506cbbecc68c", "f92e74e7-2563-467f-9dd0-902688cb5863", false},
		{"User.Invite.All", "Invite guest users to the organization", "09850681-111b-4a89-9bed-3f2cae46d706", "63dd7cd9-b489-4adf-a28c-ac38b9a0f962", false},
		{"User.ManageIdentities.All", "Manage user identities", "c529cfca-c91b-489c-af2b-d92990b66ce6", "637d7bec-b31e-4deb-acc9-24275642a2c9", false},
		{"User.Read", "Sign in and read user profile", "", userReadScopeID, true},
		{"User.Read.All", "Read all users' full profiles", "df021288-bdef-4463-88db-98f22de89214", "a154be20-db9c-4678-8ab7-66f6cc099a59", false},
		{"User.ReadBasic.All", "Read all users' basic profiles", "97235f07-e226-4f63-ace3-39588e11d3a1", "b340eb25-3456-403f-be2f-af7a0d370277", true},
		{"User.ReadWrite", "Read and write access to user profile", "", "b4e74841-8e56-480b-be8b-910348b18b4c", true},
		{"User.ReadWrite.All", "Read and write all users' full profiles", "741f803b-c850-494e-b5df-cde7c675a1ca", "204e0828-b5ca-4ad8-b9f3-f32a958e7cc4", false},
		{"User.RevokeSessions.All", "Revoke all sign in sessions for a user", "77f3a031-c388-4f99-b373-dc68676a979e", "fc30e98b-8810-4501-81f5-c20a3196387b", false},
	}
}

func (p graphPermission) appRole() *odata.Object {
	return odata.NewObject(
		"allowedMemberTypes", []string{"Application"}, "description", p.name, "displayName", p.name,
		"id", p.role, "isEnabled", true, "origin", "Application", "value", p.value)
}

func (p graphPermission) delegated() *odata.Object {
	consent := "Admin"
	if p.user {
		consent = "User"
	}
	return odata.NewObject(
		"adminConsentDescription", p.name, "adminConsentDisplayName", p.name,
		"id", p.scope, "isEnabled", true, "type", consent,
		"userConsentDescription", p.name, "userConsentDisplayName", p.name, "value", p.value)
}
