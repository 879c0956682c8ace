package edm

// namedLocationRules, and those of its two kinds: their pages in Microsoft's
// reference and facts/graph.md, section 12.
var namedLocationRules = []entry{
	{path: "createdDateTime", is: readOnly | sorts, filter: "D-DD-"},
	{path: "deletedDateTime", is: readOnly},
	{path: "displayName", max: 256, format: Filled, is: required | sorts, filter: "DDDD-"},
	{path: "id", is: readOnly, filter: "D----"},
	{path: "modifiedDateTime", is: readOnly | sorts, filter: "D-DD-"},
}

var countryNamedLocationRules = []entry{
	{path: "countriesAndRegions", format: CountryCode, is: required},
}

var ipNamedLocationRules = []entry{
	{path: "ipRanges", is: required},
}

// permissionClassificationRules: the reference on
// delegatedPermissionClassification. It knows the class low alone; that medium
// and high are coming is on Microsoft's page of today. None is filtered by.
var permissionClassificationRules = []entry{
	{path: "classification", is: required, filter: "n"},
	{path: "id", is: readOnly},
	{path: "permissionId", format: GUID, filter: "n"},
	{path: "permissionName", filter: "n"},
}

// stsPolicyRules are those of the policies that applications and service
// principals go by: facts/graph.md, section 10; length unverified.
var stsPolicyRules = []entry{
	{path: "definition", format: Definition, is: required | single | some},
	{path: "deletedDateTime", is: readOnly},
	{path: "displayName", max: 256, format: Filled, is: required},
}

// organizationRules: an administrator changes whom the service writes to, and
// where privacy is explained; the rest is the service's ("Update
// organization").
var organizationRules = []entry{
	{path: "assignedPlans", is: readOnly},
	{path: "createdDateTime", is: readOnly},
	{path: "deletedDateTime", is: readOnly},
	{path: "displayName", is: readOnly},
	{path: "id", is: readOnly},
	{path: "onPremisesLastSyncDateTime", is: readOnly},
	{path: "partnerTenantType", is: readOnly},
	{path: "provisionedPlans", is: readOnly},
	{path: "tenantType", is: readOnly},
	{path: "verifiedDomains", is: readOnly},
}

// domainRules: "Update domain" takes isDefault, supportedServices and the
// lives of passwords; authenticationType by facts/graph.md, section 12.
var domainRules = []entry{
	{path: "authenticationType", allowed: []string{"Managed", "Federated"}},
	{path: "availabilityStatus", is: readOnly},
	{path: "isAdminManaged", is: readOnly},
	{path: "isInitial", is: readOnly},
	{path: "isRoot", is: readOnly},
	{path: "isVerified", is: readOnly},
	{path: "manufacturer", is: readOnly},
	{path: "model", is: readOnly},
	{path: "state", is: readOnly},
	{path: "supportedServices", allowed: []string{"Email", "Sharepoint", "EmailInternalRelayOnly", "OfficeCommunicationsOnline",
		"SharePointDefaultDomain", "FullRedelegation", "SharePointPublic", "OrgIdAuthentication", "Yammer", "Intune"}},
}

// invitationRules: its page in Microsoft's reference.
var invitationRules = []entry{
	{path: "id", is: readOnly},
	{path: "invitedUserDisplayName", max: 256},
	{path: "invitedUserEmailAddress", max: 256, is: required},
	{path: "invitedUserType", allowed: []string{"Guest", "Member"}},
	{path: "inviteRedeemUrl", is: readOnly},
	{path: "inviteRedirectUrl", is: required},
	{path: "status", is: readOnly},
}
