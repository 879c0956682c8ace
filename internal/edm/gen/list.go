package main

// wanted names the entity types of the model. What they refer to (base
// types, complex and enumeration types, also those of the parameters of
// their operations) comes by itself; entity types that are only targets of
// relations do not. To have a type in the model, add it here and run go
// generate.
func wanted() []string {
	return []string{
		// The directory's objects.
		"user", "group", "directoryObject", "device", "orgContact",
		"administrativeUnit", "organization", "directory", "policyRoot",
		// Roles.
		"directoryRole", "directoryRoleTemplate", "scopedRoleMembership",
		"unifiedRoleDefinition", "unifiedRoleAssignment",
		// Domains and licences.
		"domain", "domainDnsRecord", "domainDnsTxtRecord", "domainDnsMxRecord",
		"domainDnsCnameRecord", "domainDnsSrvRecord", "domainDnsUnavailableRecord",
		"subscribedSku", "licenseDetails",
		// Applications.
		"application", "servicePrincipal", "applicationTemplate",
		"oAuth2PermissionGrant", "appRoleAssignment", "extensionProperty",
		"federatedIdentityCredential",
		"claimsMappingPolicy", "tokenIssuancePolicy", "tokenLifetimePolicy", "homeRealmDiscoveryPolicy",
		"schemaExtension", "delegatedPermissionClassification",
		// Conditional access.
		"namedLocation", "ipNamedLocation", "countryNamedLocation",
		// Invitations, pictures, and what the directory writes down.
		"invitation", "profilePhoto", "directoryAudit", "signIn",
	}
}
