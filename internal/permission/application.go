package permission

// applications are the rows of applications, service principals, and what
// they were granted. Those with Application.ReadWrite.OwnedBy are the lines of
// reference/graph-application-readwrite-ownedby.txt.
func applications() []section {
	return []section{
		{areaApplication, applicationRows()}, {areaApplication, applicationChildRows()},
		{areaApplication, principalRows()}, {areaApplication, policyReferenceRows()},
		{areaConsent, grantRows()},
	}
}

const (
	readApps  = "Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All"
	writeApps = "Application.ReadWrite.OwnedBy Application.ReadWrite.All"
	// writeAppsToo is for what Directory.ReadWrite.All still covers.
	writeAppsToo = writeApps + " Directory.ReadWrite.All"
	// addOwners needs to read whom it adds. The list has Directory.Read.All
	// alone, where "Add owner" says "and".
	addOwners = "Application.ReadWrite.OwnedBy+Directory.Read.All Application.ReadWrite.All+Directory.Read.All Directory.ReadWrite.All"
	// writeSignOn likewise reads whom the credentials are for.
	writeSignOn = "Application.ReadWrite.All+Directory.Read.All Directory.ReadWrite.All"
)

func applicationRows() []row {
	return []row{
		{"GET", "/applications", readApps, ""},
		{"POST", "/applications", "AppRegistration.Create " + writeApps, ""},
		{"GET", "/applications/delta", readApps, ""},
		{"GET", "/applications/{id}", readApps, ""},
		{"PATCH DELETE", "/applications/{id}", writeApps, ""},
		{"GET", "/applications/{id}/owners", readApps, ""},
		{"POST", "/applications/{id}/owners/$ref", addOwners, ""},
		{"DELETE", "/applications/{id}/owners/{id}/$ref", writeAppsToo, ""},
		{"POST", "/applications/{id}/addKey", writeAppsToo, ""},
		{"POST", "/applications/{id}/removeKey", writeAppsToo, ""},
		{"POST", "/applications/{id}/addPassword", writeAppsToo, ""},
		{"POST", "/applications/{id}/removePassword", writeAppsToo, ""},
		{"POST", "/applications/{id}/setVerifiedPublisher", "-", "Application.ReadWrite.All"},
		{"POST", "/applications/{id}/unsetVerifiedPublisher", "-", "Application.ReadWrite.All"},
		{"GET", "/applications/{id}/logo", readApps, ""}, // not in the list; as the application
		{"PUT DELETE", "/applications/{id}/logo", writeApps, ""},
		// Reading templates: "No permissions required" for a user by the
		// reference; an application needs any, so the least for applications.
		{"GET", "/applicationTemplates", "Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All", "User.Read Application.Read.All Directory.Read.All"},
		{"GET", "/applicationTemplates/{id}", "Application.Read.All Application.ReadWrite.OwnedBy Directory.Read.All", "User.Read Application.Read.All Directory.Read.All"},
		{"POST", "/applicationTemplates/{id}/instantiate", writeAppsToo, ""},
	}
}

func applicationChildRows() []row {
	return []row{
		{"GET", "/applications/{id}/extensionProperties", readApps, ""},
		{"POST", "/applications/{id}/extensionProperties", writeAppsToo, ""},
		{"DELETE", "/applications/{id}/extensionProperties/{id}", writeAppsToo, ""},
		{"GET", "/applications/{id}/federatedIdentityCredentials", "Application.Read.All Application.ReadWrite.OwnedBy", ""},
		{"POST", "/applications/{id}/federatedIdentityCredentials", writeApps, ""},
		{"PATCH DELETE", "/applications/{id}/federatedIdentityCredentials/{id}", writeApps, ""},
		{"GET", "/schemaExtensions", "Application.Read.All", "User.Read Application.Read.All"},
		{"GET", "/schemaExtensions/{id}", "Application.Read.All", "User.Read Application.Read.All"},
		{"POST", "/schemaExtensions", "Application.ReadWrite.All Directory.ReadWrite.All", "Application.ReadWrite.All"},
		{"PATCH DELETE", "/schemaExtensions/{id}", "Application.ReadWrite.All Directory.ReadWrite.All", "Application.ReadWrite.All"},
	}
}

func principalRows() []row {
	return []row{
		{"GET", "/servicePrincipals", readApps, ""},
		{"POST", "/servicePrincipals", writeAppsToo, ""},
		{"GET", "/servicePrincipals/delta", readApps, ""},
		{"GET", "/servicePrincipals/{id}", readApps, ""},
		{"PATCH DELETE", "/servicePrincipals/{id}", writeAppsToo, ""},
		{"GET", "/servicePrincipals/{id}/owners", readApps, ""},
		{"POST", "/servicePrincipals/{id}/owners/$ref", addOwners, ""},
		{"DELETE", "/servicePrincipals/{id}/owners/{id}/$ref", writeAppsToo, ""},
		{"GET", "/servicePrincipals/{id}/ownedObjects", readApps, ""},
		{"GET", "/servicePrincipals/{id}/createdObjects", readApps, ""},
		{"GET", "/servicePrincipals/{id}/memberOf", readApps, ""},
		{"GET", "/servicePrincipals/{id}/transitiveMemberOf", "Application.Read.All Directory.Read.All", ""},
		{"POST", "/servicePrincipals/{id}/addKey", writeAppsToo, ""},
		{"POST", "/servicePrincipals/{id}/removeKey", writeAppsToo, ""},
		{"POST", "/servicePrincipals/{id}/addPassword", writeAppsToo, ""},
		{"POST", "/servicePrincipals/{id}/removePassword", writeAppsToo, ""},
		{"POST", "/servicePrincipals/{id}/addTokenSigningCertificate", writeAppsToo, ""},
		// In beta; from the pages of the four actions.
		{"POST", "/servicePrincipals/{id}/getPasswordSingleSignOnCredentials", "Application.ReadWrite.OwnedBy+Directory.Read.All " + writeSignOn, ""},
		{"POST", "/servicePrincipals/{id}/createPasswordSingleSignOnCredentials", writeSignOn, ""},
		{"POST", "/servicePrincipals/{id}/updatePasswordSingleSignOnCredentials", writeSignOn, ""},
		{"POST", "/servicePrincipals/{id}/deletePasswordSingleSignOnCredentials", writeSignOn, ""},
	}
}

// policyReferenceRows assign policies to applications and service principals.
// The list allows changes with Policy.Read.All and a permission to write the
// application, and so does the reference. It has no rows for applications'
// homeRealmDiscoveryPolicies and service principals' tokenIssuancePolicies:
// as the others (unverified).
func policyReferenceRows() []row {
	const both = "Application.ReadWrite.OwnedBy+Policy.Read.All Application.ReadWrite.All+Policy.Read.All" +
		" Application.ReadWrite.OwnedBy+Policy.ReadWrite.ApplicationConfiguration Application.ReadWrite.All+Policy.ReadWrite.ApplicationConfiguration"
	var list []row
	for _, relation := range []string{
		"/applications/{id}/homeRealmDiscoveryPolicies", "/applications/{id}/tokenIssuancePolicies", "/applications/{id}/tokenLifetimePolicies",
		"/servicePrincipals/{id}/claimsMappingPolicies", "/servicePrincipals/{id}/homeRealmDiscoveryPolicies",
		"/servicePrincipals/{id}/tokenIssuancePolicies", "/servicePrincipals/{id}/tokenLifetimePolicies",
	} {
		list = append(list, row{"GET", relation, both, ""}, row{"POST", relation + "/$ref", both, ""},
			row{"DELETE", relation + "/{id}/$ref", both, ""})
	}
	return list
}

// grantRows give permissions away. For service principals the list has
// Application.ReadWrite.All and Directory.Read.All alone, where the reference
// says "and"; we ask for AppRoleAssignment.ReadWrite.All in any case, since
// anything less would let an application promote itself.
func grantRows() []row {
	const readRoles = "Directory.Read.All AppRoleAssignment.ReadWrite.All"
	const grants = "DelegatedPermissionGrant.ReadWrite.All Directory.ReadWrite.All"
	const readGrants = "Directory.Read.All DelegatedPermissionGrant.ReadWrite.All"
	const assign = "AppRoleAssignment.ReadWrite.All+Application.Read.All AppRoleAssignment.ReadWrite.All+Directory.Read.All"
	return []row{
		{"GET", "/users/{id}/appRoleAssignments", readRoles, ""},
		{"POST", "/users/{id}/appRoleAssignments", "AppRoleAssignment.ReadWrite.All", ""},
		{"DELETE", "/users/{id}/appRoleAssignments/{id}", "AppRoleAssignment.ReadWrite.All", ""},
		{"GET", "/groups/{id}/appRoleAssignments", readRoles, ""},
		{"POST", "/groups/{id}/appRoleAssignments", "AppRoleAssignment.ReadWrite.All", ""},
		{"DELETE", "/groups/{id}/appRoleAssignments/{id}", "AppRoleAssignment.ReadWrite.All", ""},
		{"GET", "/servicePrincipals/{id}/appRoleAssignments", readApps, ""},
		{"POST", "/servicePrincipals/{id}/appRoleAssignments", assign, ""},
		{"DELETE", "/servicePrincipals/{id}/appRoleAssignments/{id}", "AppRoleAssignment.ReadWrite.All", ""},
		{"GET", "/servicePrincipals/{id}/appRoleAssignedTo", readApps, ""},
		{"POST", "/servicePrincipals/{id}/appRoleAssignedTo", assign, ""},
		{"DELETE", "/servicePrincipals/{id}/appRoleAssignedTo/{id}", "AppRoleAssignment.ReadWrite.All", ""},
		{"GET", "/servicePrincipals/{id}/delegatedPermissionClassifications", readApps, ""},
		{"POST", "/servicePrincipals/{id}/delegatedPermissionClassifications", "Policy.ReadWrite.PermissionGrant", ""},
		{"DELETE", "/servicePrincipals/{id}/delegatedPermissionClassifications/{id}", "Policy.ReadWrite.PermissionGrant", ""},
		{"GET", "/oauth2PermissionGrants", readGrants, ""},
		{"POST", "/oauth2PermissionGrants", grants, ""},
		{"GET", "/oauth2PermissionGrants/delta", readGrants, "Directory.Read.All"},
		{"GET", "/oauth2PermissionGrants/{id}", readGrants, ""},
		{"PATCH DELETE", "/oauth2PermissionGrants/{id}", grants, ""},
		{"GET", "/users/{id}/oauth2PermissionGrants", readGrants, ""},
		{"GET", "/servicePrincipals/{id}/oauth2PermissionGrants", readGrants, ""},
	}
}
