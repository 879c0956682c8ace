package edm

// userRules are the rules of user, sorted by path. Sources: the properties
// of user in reference/graph-application-readwrite-ownedby.txt (lengths,
// read-only, operators) and facts/graph.md, sections 3 (marks) and 9
// (creation, UPN). Returned by default are the eleven that Microsoft's page
// on the resource lists. Sorting: concepts/aad-advanced-queries (2023).
var userRules = []entry{
	{path: "accountEnabled", is: required, filter: "D---n"},
	{path: "ageGroup", filter: "D---n", allowed: []string{"Minor", "NotAdult", "Adult"}},
	{path: "assignedLicenses", is: readOnly, filter: "D----"}, // changed by assignLicense
	{path: "assignedLicenses/skuId", filter: "D---n"},
	{path: "assignedPlans", is: readOnly, filter: "A----"},
	{path: "assignedPlans/capabilityStatus", filter: "A---n"},
	{path: "assignedPlans/service", filter: "An--n"},
	{path: "assignedPlans/servicePlanId", filter: "A---n"},
	{path: "businessPhones", max: 64, is: byDefault | single, filter: "AAAA-"}, // length unverified, from Active Directory's telephoneNumber
	{path: "city", max: 128, filter: "DDDDA"},
	{path: "companyName", max: 64, filter: "AAAAA"},
	{path: "consentProvidedForMinor", filter: "D---n", allowed: []string{"Granted", "Denied", "NotRequired"}},
	{path: "country", max: 128, filter: "DDDDA"},
	{path: "createdDateTime", is: readOnly | sortsAdvanced, filter: "D-DDA"},
	{path: "creationType", is: readOnly, filter: "D---n"},
	{path: "deletedDateTime", is: readOnly | sortsAdvanced, filter: "D-DDA"},
	{path: "department", max: 64, filter: "DDDDA"},
	{path: "displayName", max: 256, format: Filled, is: required | byDefault | sorts | tokenized, filter: "DDDDA"},
	{path: "employeeHireDate", filter: "A-AAn"},
	{path: "employeeId", max: 16, filter: "DDDDA"}, // startsWith, ge, le: the reference
	{path: "employeeOrgData/*", filter: "AnAAn"},
	{path: "employeeType", filter: "AAAAn"},                    // startsWith, ge, le: the reference
	{path: "externalUserState", filter: "D---n"},               //
	{path: "externalUserStateChangeDateTime", filter: "A----"}, // the reference alone; degree unverified
	{path: "faxNumber", max: 64, filter: "AAAAA"},              // length unverified, from Active Directory's facsimileTelephoneNumber
	{path: "givenName", max: 64, is: byDefault, filter: "DDDDA"},
	{path: "identities", filter: "D---D"},
	{path: "identities/issuer", filter: "Dn--D"},
	{path: "identities/issuerAssignedId", filter: "D---D"},
	{path: "imAddresses", is: readOnly, filter: "DDDD-"},
	{path: "infoCatalogs", filter: "DDDD-"},
	{path: "isManagementRestricted", is: readOnly},
	{path: "isResourceAccount", filter: "D---n"},
	{path: "jobTitle", max: 128, is: byDefault, filter: "DDDDA"},
	{path: "lastPasswordChangeDateTime", is: readOnly},
	{path: "legalAgeGroupClassification", is: readOnly},
	{path: "licenseAssignmentStates", is: readOnly},
	{path: "mail", format: NoAccents, is: byDefault, filter: "DDDDAA"},
	{path: "mailNickname", max: 64, format: MailNickname, is: required, filter: "DDDDA"},
	{path: "manager/deletedDateTime", filter: "D-DDn"},
	{path: "manager/id", filter: "D---n"},
	{path: "mobilePhone", max: 64, is: byDefault, filter: "AAAAA"},
	{path: "officeLocation", max: 128, is: byDefault, filter: "AAAAA"}, // length unverified, from Active Directory's physicalDeliveryOfficeName
	{path: "onPremisesDistinguishedName", is: readOnly},
	{path: "onPremisesDomainName", is: readOnly},
	{path: "onPremisesExtensionAttributes/*", max: 1024, filter: "An--A"},             // length: concepts/extensibility-overview
	{path: "onPremisesImmutableId", format: ImmutableID, is: unique, filter: "D-DDn"}, // uniqueness unverified
	{path: "onPremisesLastSyncDateTime", is: readOnly, filter: "D-DDn"},
	{path: "onPremisesProvisioningErrors", is: readOnly, filter: "D-DDn"},
	{path: "onPremisesProvisioningErrors/*", filter: "D-DDn"},
	{path: "onPremisesSamAccountName", is: readOnly, filter: "AAAAn"},
	{path: "onPremisesSecurityIdentifier", is: readOnly, filter: "D---A"},
	{path: "onPremisesSyncEnabled", is: readOnly, filter: "D---A"},
	{path: "onPremisesUserPrincipalName", is: readOnly, filter: "DDDDn"},
	{path: "otherMails", format: NoAccents, filter: "DDDD-A"},
	{path: "passwordPolicies", format: Policies, filter: "nn--A"},
	{path: "passwordProfile", is: required},
	{path: "passwordProfile/forceChangePasswordNextSignIn", filter: "A---A"},
	{path: "passwordProfile/forceChangePasswordNextSignInWithMfa", filter: "A---A"},
	{path: "passwordProfile/password", max: 256, is: required | writeOnly},
	{path: "postalCode", max: 40, filter: "AAAAA"},
	{path: "preferredLanguage", is: byDefault, filter: "AAAAA"},
	{path: "preferredName", is: readOnly}, // not supported: always empty
	{path: "provisionedPlans", is: readOnly, filter: "A-AA-"},
	{path: "provisionedPlans/provisioningStatus", filter: "A-AAn"},
	{path: "provisionedPlans/service", filter: "An--n"},
	{path: "proxyAddresses", is: readOnly | unique, filter: "DDDD-A"},
	{path: "securityIdentifier", is: readOnly, filter: "AAAA-"}, // the reference alone; degree unverified
	{path: "serviceProvisioningErrors", is: readOnly},
	{path: "showInAddressList", filter: "A---n"},
	{path: "signInActivity", is: readOnly},
	{path: "signInActivity/*", is: readOnly, filter: "D-DDn"}, // includes/filter-directory-objects (2023); not in the facts' table
	{path: "signInSessionsValidFromDateTime", is: readOnly},   // changed by revokeSignInSessions
	{path: "state", max: 128, filter: "DDDDA"},
	{path: "streetAddress", max: 1024, filter: "AAAAA"},
	{path: "surname", max: 64, is: byDefault, filter: "DDDDA"},
	{path: "usageLocation", format: CountryCode, filter: "DDDDA"}, // the reference: not nullable; the metadata: nullable, and what was unset must be unset again to take a change back
	{path: "userPrincipalName", max: 113, format: UserPrincipalName, is: required | byDefault | unique | sorts, filter: "DDDDnA"},
	{path: "userType", filter: "D---A", allowed: []string{"Member", "Guest"}},
}
