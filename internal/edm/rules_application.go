package edm

// applicationRules are the rules of application, sorted by path. Sources:
// the properties of application in
// reference/graph-application-readwrite-ownedby.txt and facts/graph.md,
// sections 3 (marks) and 10. All properties are returned by default.
var applicationRules = []entry{
	{path: "api/oauth2PermissionScopes/origin", is: readOnly},
	{path: "api/oauth2PermissionScopes/type", allowed: scopeTypes},
	{path: "api/oauth2PermissionScopes/value", max: 120, format: Entitlement},
	{path: "api/requestedAccessTokenVersion", allowed: []string{"1", "2"}},
	{path: "appId", is: readOnly | unique, filter: "D---n"},
	{path: "applicationTemplateId", is: readOnly, filter: "D----"}, // the reference alone; degree unverified
	{path: "appRoles/allowedMemberTypes", allowed: roleMembers},
	{path: "appRoles/origin", is: readOnly},
	{path: "appRoles/value", max: 120, format: Entitlement},
	{path: "certification", is: readOnly},
	{path: "createdByAppId", is: readOnly},
	{path: "createdDateTime", is: readOnly | sortsAdvanced, filter: "D-DDA"},
	{path: "createdOnBehalfOf/id", filter: "D---n"},
	{path: "deletedDateTime", is: readOnly | sortsAdvanced, filter: "D-DDA"},
	{path: "description", max: 1024, is: tokenized, filter: "AAAAn"},
	{path: "disabledByMicrosoftStatus", is: readOnly, filter: "D---n"},
	{path: "displayName", max: 256, format: Filled, is: required | sortsAdvanced | tokenized, filter: "DDDDA"}, // length unverified
	{path: "groupMembershipClaims", format: GroupClaims},
	{path: "identifierUris", is: unique, filter: "DDDD-"},
	{path: "info/*", filter: "AnAAA"},
	{path: "info/logoUrl", is: readOnly, filter: "nn--A"},
	{path: "keyCredentials", filter: "A----"}, // the reference alone, as are its parts; degree unverified
	{path: "keyCredentials/endDateTime", filter: "A-AA-"},
	{path: "keyCredentials/keyId", filter: "A----"},
	{path: "keyCredentials/startDateTime", filter: "A-AA-"},
	{path: "parentalControlSettings/countriesBlockedForMinors", format: CountryCode},
	{path: "parentalControlSettings/legalAgeGroupRule", allowed: []string{"Allow", "RequireConsentForPrivacyServices", "RequireConsentForMinors", "RequireConsentForKids", "BlockMinors"}},
	{path: "passwordCredentials/hint", is: readOnly},
	{path: "passwordCredentials/secretText", is: readOnly | writeOnly}, // returned once, by addPassword
	{path: "publicClient/redirectUris", filter: "AAAA-"},
	{path: "publisherDomain", is: readOnly, filter: "DDDDn"},
	{path: "requiredResourceAccess", filter: "A----"},
	{path: "requiredResourceAccess/resourceAccess/type", allowed: []string{"Scope", "Role"}},
	{path: "requiredResourceAccess/resourceAppId", filter: "A-AAn"},
	{path: "serviceManagementReference", filter: "AA--A"},
	{path: "signInAudience", filter: "D---n", allowed: []string{"AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"}},
	{path: "spa/redirectUris", filter: "AAAA-"},
	{path: "tags", filter: "DDDD-"},
	{path: "uniqueName", is: immutable | unique, filter: "DD--n"},
	{path: "verifiedPublisher", is: readOnly}, // changed by setVerifiedPublisher
	{path: "verifiedPublisher/displayName", filter: "An--A"},
	{path: "web/homePageUrl", filter: "An--A"},
	{path: "web/redirectUris", filter: "AAAA-"},
}

// roleMembers are the values of an app role's allowedMemberTypes, scopeTypes
// those of a permission scope's type (reference, appRole; facts/graph.md,
// section 10).
var (
	roleMembers = []string{"User", "Application"}
	scopeTypes  = []string{"User", "Admin"}
)

// federatedIdentityCredentialRules are those of its page in the reference
// and of facts/graph.md, section 10.
var federatedIdentityCredentialRules = []entry{
	{path: "audiences", max: 600, is: required | single},
	{path: "description", max: 600},
	{path: "issuer", max: 600, is: required},
	{path: "name", max: 120, is: required | immutable | unique, filter: "D----"},
	{path: "subject", max: 600, is: required, filter: "D----"},
}

// extensionPropertyRules are those of its page in the reference.
var extensionPropertyRules = []entry{
	{path: "appDisplayName", is: readOnly},
	{path: "dataType", is: required, allowed: []string{"Binary", "Boolean", "DateTime", "Integer", "LargeInteger", "String"}},
	{path: "isSyncedFromOnPremises", is: readOnly},
	{path: "name", max: 128, format: Filled, is: required, filter: "D----"}, // length unverified
	{path: "targetObjects", is: required},
}

// schemaExtensionRules are those of Microsoft's page on the resource
// (api-reference, schemaextension); lengths unverified.
var schemaExtensionRules = []entry{
	{path: "description", max: 1024, filter: "D----"},
	{path: "id", is: required | immutable, filter: "D----"},
	{path: "owner", filter: "D----"},
	{path: "properties", is: required},
	{path: "properties/type", allowed: []string{"Binary", "Boolean", "DateTime", "Integer", "String"}},
	{path: "status", filter: "D----", allowed: []string{"InDevelopment", "Available", "Deprecated"}},
	{path: "targetTypes", is: required},
}
