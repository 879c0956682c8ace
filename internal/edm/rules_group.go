package edm

// groupRules are the rules of group, sorted by path. Sources: the properties
// of group in reference/graph-application-readwrite-ownedby.txt and
// facts/graph.md, sections 3 (marks) and 7. Returned by default is what the
// reference says so of, and what its answers show besides.
var groupRules = []entry{
	{path: "assignedLicenses", is: readOnly, filter: "D----"}, // changed by assignLicense
	{path: "assignedLicenses/skuId", filter: "D---n"},
	{path: "classification", is: byDefault, filter: "DDDDn"},
	{path: "createdByAppId", filter: "D---n"},
	{path: "createdDateTime", is: readOnly | byDefault, filter: "D-DDA"},
	{path: "createdOnBehalfOf/deletedDateTime", filter: "D-DDn"},
	{path: "createdOnBehalfOf/id", filter: "D---n"},
	{path: "deletedDateTime", is: readOnly | byDefault | sortsAdvanced, filter: "D-DDA"},
	{path: "description", max: 1024, is: byDefault | tokenized, filter: "AAAAn"},
	{path: "displayName", max: 256, format: Filled, is: required | byDefault | sorts | tokenized, filter: "DDDDA"},
	{path: "expirationDateTime", is: readOnly | byDefault, filter: "A-AAn"},
	{path: "groupTypes", is: byDefault, filter: "D----"},                 // absent from the table; eq by the reference
	{path: "hasMembersWithLicenseErrors", is: readOnly, filter: "D---D"}, // never returned
	{path: "infoCatalogs", filter: "DDDD-"},
	{path: "isArchived", is: readOnly},
	{path: "isAssignableToRole", is: immutable | byDefault, filter: "D---n"},
	{path: "isManagementRestricted", is: readOnly},
	{path: "licenseProcessingState", is: readOnly},
	{path: "mail", is: readOnly | byDefault, filter: "DDDDAA"},
	{path: "mailEnabled", is: required | byDefault, filter: "D---n"},
	{path: "mailNickname", max: 64, format: MailNickname, is: required | byDefault, filter: "DDDDA"}, // unique among Microsoft 365 groups only
	{path: "membershipRule", max: 3072, is: byDefault, filter: "DDDDn"},
	{path: "membershipRuleProcessingState", is: byDefault, filter: "A---n", allowed: []string{"On", "Paused"}}, // the reference alone; degree unverified
	{path: "onPremisesDomainName", is: readOnly | byDefault},
	{path: "onPremisesExtensionAttributes/*", max: 1024},
	{path: "onPremisesLastSyncDateTime", is: readOnly | byDefault, filter: "D-DDn"},
	{path: "onPremisesNetBiosName", is: readOnly | byDefault},
	{path: "onPremisesProvisioningErrors", is: readOnly | byDefault, filter: "D---n"},
	{path: "onPremisesProvisioningErrors/*", filter: "D---n"},
	{path: "onPremisesSamAccountName", is: readOnly | byDefault, filter: "AAAAn"},
	{path: "onPremisesSecurityIdentifier", is: readOnly | byDefault, filter: "D---A"},
	{path: "onPremisesSyncEnabled", is: readOnly | byDefault, filter: "D---A"},
	{path: "preferredDataLocation", is: byDefault},
	{path: "preferredLanguage", is: byDefault, filter: "AAAAA"},
	{path: "proxyAddresses", is: readOnly | byDefault | unique, filter: "DDDD-A"},
	{path: "renewedDateTime", is: readOnly | byDefault, filter: "D-DDn"}, // changed by renew
	{path: "resourceBehaviorOptions", is: immutable | byDefault, filter: "DDDD-"},
	{path: "resourceProvisioningOptions", is: immutable | byDefault, filter: "DDDD-"},
	{path: "securityEnabled", is: required | byDefault, filter: "D---n"},
	{path: "securityIdentifier", is: readOnly | byDefault},
	{path: "serviceProvisioningErrors", is: readOnly},
	{path: "theme", is: byDefault, allowed: []string{"Teal", "Purple", "Green", "Blue", "Pink", "Orange", "Red"}},
	{path: "uniqueName", is: immutable | unique, filter: "DD--n"}, // marks as for application; unverified
	{path: "unseenCount", is: readOnly},
	{path: "visibility", is: byDefault, filter: "A----", allowed: []string{"Private", "Public", "HiddenMembership"}}, // filterable by other pages; degree unverified
}
