package edm

// servicePrincipalRules are the rules of servicePrincipal, sorted by path.
// Sources as for applicationRules.
var servicePrincipalRules = []entry{
	{path: "accountEnabled", filter: "D---n"},
	{path: "alternativeNames", filter: "DDDD-"},
	{path: "appDescription", is: readOnly},
	{path: "appDisplayName", is: readOnly},
	{path: "appId", format: GUID, is: required | immutable | unique, filter: "DD--n"}, // startsWith: the reference
	{path: "applicationTemplateId", is: readOnly, filter: "DD--n"},                    // startsWith: the reference
	{path: "appOwnerOrganizationId", is: readOnly, filter: "A-AAn"},
	{path: "appRoleAssignmentRequired", filter: "A---n"},
	{path: "appRoles/allowedMemberTypes", allowed: roleMembers, is: distinct},
	{path: "appRoles/origin", is: readOnly},
	{path: "appRoles/value", max: 120, format: Entitlement},
	{path: "createdByAppId", is: readOnly},
	{path: "createdDateTime", is: readOnly | sortsAdvanced, filter: "D-DDA"},
	{path: "deletedDateTime", is: readOnly | sortsAdvanced, filter: "D-DDA"},
	{path: "description", max: 1024, is: tokenized, filter: "AAAAn"},
	{path: "disabledByMicrosoftStatus", is: readOnly, filter: "A---n"},              // the reference alone; degree unverified
	{path: "displayName", max: 256, is: sortsAdvanced | tokenized, filter: "DDDDA"}, // length unverified
	{path: "homepage", format: WebURL, filter: "AA--A"},
	{path: "info/*", format: WebURL, filter: "AnAAA"}, // the reference alone; degree unverified
	{path: "info/logoUrl", is: readOnly, filter: "nn--A"},
	{path: "keyCredentials", filter: "A----"}, // the reference alone, as are its parts; degree unverified
	{path: "keyCredentials/endDateTime", filter: "A-AA-"},
	{path: "keyCredentials/keyId", filter: "A----"},
	{path: "keyCredentials/startDateTime", filter: "A-AA-"},
	{path: "keyCredentials/type", allowed: keyTypes},
	{path: "keyCredentials/usage", allowed: keyUsages},
	{path: "loginUrl", format: WebURL},
	{path: "logoutUrl", format: WebURL},
	{path: "notes", max: 1024},
	{path: "notificationEmailAddresses", format: Email, is: distinct},
	{path: "oauth2PermissionScopes/origin", is: readOnly},
	{path: "oauth2PermissionScopes/type", allowed: scopeTypes},
	{path: "oauth2PermissionScopes/value", max: 120, format: Entitlement},
	{path: "owners", filter: "------A"}, // $count: "List servicePrincipals", examples
	{path: "passwordCredentials/hint", is: readOnly},
	{path: "passwordCredentials/secretText", is: readOnly | writeOnly}, // returned once, by addPassword
	{path: "preferredSingleSignOnMode", allowed: []string{"password", "saml", "notSupported", "oidc"}},
	{path: "preferredTokenSigningKeyEndDateTime", filter: "D-DDn"},
	{path: "publisherName", is: readOnly, filter: "DD--n"},
	{path: "replyUrls", format: RedirectURI, is: distinct}, // no bound is documented but that of applications
	{path: "resourceSpecificApplicationPermissions", is: readOnly},
	{path: "servicePrincipalNames", is: unique | distinct, filter: "DDDD-"},
	{path: "servicePrincipalType", is: readOnly, filter: "D----"}, // absent from the table; degree unverified
	{path: "signInAudience", is: readOnly},
	{path: "tags", filter: "DDDD-"}, // absent from the table; by the reference
	{path: "verifiedPublisher", is: readOnly},
}
