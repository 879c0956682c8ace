package edm

// applicationRules are the rules of application, sorted by path. Sources:
// the properties of application in
// reference/graph-application-readwrite-ownedby.txt and facts/graph.md,
// sections 3 (marks) and 10; bounds of URIs and tags: Microsoft's pages
// "Redirect URI (reply URL) restrictions and limitations" and "Validation
// differences by supported account types". All properties are returned by
// default.
var applicationRules = []entry{
	{path: "api/knownClientApplications", is: distinct},
	{path: "api/oauth2PermissionScopes/origin", is: readOnly},
	{path: "api/oauth2PermissionScopes/type", allowed: scopeTypes},
	{path: "api/oauth2PermissionScopes/value", max: 120, format: Entitlement},
	{path: "api/preAuthorizedApplications/appId", format: GUID},
	{path: "api/preAuthorizedApplications/delegatedPermissionIds", format: GUID, is: distinct},
	{path: "api/requestedAccessTokenVersion", allowed: []string{"1", "2"}},
	{path: "appId", is: readOnly | unique, filter: "D---n"},
	{path: "applicationTemplateId", is: readOnly, filter: "D----"}, // the reference alone; degree unverified
	{path: "appRoles/allowedMemberTypes", allowed: roleMembers, is: distinct},
	{path: "appRoles/origin", is: readOnly},
	{path: "appRoles/value", max: 120, format: Entitlement},
	{path: "certification", is: readOnly},
	{path: "createdByAppId", is: readOnly},
	{path: "createdDateTime", is: readOnly | sortsAdvanced, filter: "D-DDA"},
	{path: "createdOnBehalfOf/id", filter: "D---n"},
	{path: "defaultRedirectUri", max: maxURI, format: RedirectURI},
	{path: "deletedDateTime", is: readOnly | sortsAdvanced, filter: "D-DDA"},
	{path: "description", max: 1024, is: tokenized, filter: "AAAAn"},
	{path: "disabledByMicrosoftStatus", is: readOnly, filter: "D---n"},
	{path: "displayName", max: 256, format: Filled, is: required | sortsAdvanced | tokenized, filter: "DDDDA"}, // length unverified
	{path: "extensionProperties", filter: "------A"},                                                           // $count eq 0: Microsoft's page on advanced queries of today
	{path: "federatedIdentityCredentials", filter: "------A"},                                                  // likewise
	{path: "groupMembershipClaims", format: GroupClaims},
	{path: "identifierUris", max: 255, format: IdentifierURI, is: unique | distinct, filter: "DDDD-"},
	{path: "info/*", format: WebURL, filter: "AnAAA"},
	{path: "info/logoUrl", is: readOnly, filter: "nn--A"},
	{path: "keyCredentials", filter: "A----"}, // the reference alone, as are its parts; degree unverified
	{path: "keyCredentials/endDateTime", filter: "A-AA-"},
	{path: "keyCredentials/keyId", filter: "A----"},
	{path: "keyCredentials/startDateTime", filter: "A-AA-"},
	{path: "keyCredentials/type", allowed: keyTypes},
	{path: "keyCredentials/usage", allowed: keyUsages},
	{path: "owners", filter: "------A"}, // $count: "List applications", examples
	{path: "parentalControlSettings/countriesBlockedForMinors", format: CountryCode, is: distinct},
	{path: "parentalControlSettings/legalAgeGroupRule", allowed: []string{"Allow", "RequireConsentForPrivacyServices", "RequireConsentForMinors", "RequireConsentForKids", "BlockMinors"}},
	{path: "passwordCredentials/hint", is: readOnly},
	{path: "passwordCredentials/secretText", is: readOnly | writeOnly}, // returned once, by addPassword
	{path: "publicClient/redirectUris", max: maxURI, format: RedirectURI, is: distinct, filter: "AAAA-"},
	{path: "publisherDomain", is: readOnly, filter: "DDDDn"},
	{path: "requiredResourceAccess", filter: "A----"},
	{path: "requiredResourceAccess/resourceAccess/type", allowed: []string{"Scope", "Role"}},
	{path: "requiredResourceAccess/resourceAppId", format: GUID, filter: "A-AAn"},
	{path: "samlMetadataUrl", format: WebURL},
	{path: "serviceManagementReference", filter: "AA--A"},
	{path: "signInAudience", filter: "D---n", allowed: []string{"AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"}},
	{path: "spa/redirectUris", max: maxURI, format: RedirectURI, is: distinct, filter: "AAAA-"},
	{path: "tags", max: 256, format: Tag, is: distinct, filter: "DDDD-"},
	{path: "uniqueName", is: immutable | unique, filter: "DD--n"},
	{path: "verifiedPublisher", is: readOnly}, // changed by setVerifiedPublisher
	{path: "verifiedPublisher/displayName", filter: "An--A"},
	{path: "web/homePageUrl", format: WebURL, filter: "An--A"},
	{path: "web/logoutUrl", max: 255, format: SecureURL},
	{path: "web/redirectUris", max: maxURI, format: RedirectURI, is: distinct, filter: "AAAA-"},
	{path: "web/redirectUriSettings/uri", max: maxURI, format: RedirectURI},
}

// maxURI bounds a redirect URI.
const maxURI = 256

// roleMembers are the values of an app role's allowedMemberTypes, scopeTypes
// those of a permission scope's type, keyTypes and keyUsages those of a key
// (reference, appRole and keyCredential; facts/graph.md, section 10; keys for
// encryption: Microsoft's page "Configure SAML token encryption").
var (
	roleMembers = []string{"User", "Application"}
	scopeTypes  = []string{"User", "Admin"}
	keyTypes    = []string{"AsymmetricX509Cert", "X509CertAndPassword", "Symmetric"}
	keyUsages   = []string{"Verify", "Sign", "Encrypt"}
)

// federatedIdentityCredentialRules are those of its page in the reference
// and of facts/graph.md, section 10.
var federatedIdentityCredentialRules = []entry{
	{path: "audiences", max: 600, format: Filled, is: required | single | some},
	{path: "description", max: 600},
	{path: "id", is: readOnly},
	{path: "issuer", max: 600, format: SecureURL, is: required},
	{path: "name", max: 120, format: CredentialName, is: required | immutable | unique, filter: "D----"},
	{path: "subject", max: 600, format: Filled, is: required, filter: "D----"},
}

// extensionPropertyRules are those of its page in the reference.
var extensionPropertyRules = []entry{
	{path: "appDisplayName", is: readOnly},
	{path: "dataType", is: required, allowed: []string{"Binary", "Boolean", "DateTime", "Integer", "LargeInteger", "String"}},
	{path: "isSyncedFromOnPremises", is: readOnly},
	{path: "name", max: 128, format: ExtensionName, is: required, filter: "D----"}, // length and form unverified
	{path: "targetObjects", is: required | some | distinct, allowed: []string{"User", "Group", "AdministrativeUnit", "Application", "Device", "Organization"}},
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
