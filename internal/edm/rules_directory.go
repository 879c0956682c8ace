package edm

// administrativeUnitRules: reference/graph-application-readwrite-ownedby.txt
// and facts/graph.md, section 3.
var administrativeUnitRules = []entry{
	{path: "deletedDateTime", is: readOnly | sortsAdvanced, filter: "D-DDA"},
	{path: "description", max: 1024, is: tokenized, filter: "AAAAn"}, // length unverified
	{path: "displayName", max: 256, format: Filled, is: required | sortsAdvanced | tokenized, filter: "DDDDA"},
	{path: "isMemberManagementRestricted", is: immutable, filter: "D---n"},
	{path: "visibility", is: immutable, allowed: []string{"Public", "HiddenMembership"}},
}

// deviceRules: facts/graph.md names devices as open to advanced queries, but
// lists no operators; these are the likely ones (unverified).
var deviceRules = []entry{
	{path: "accountEnabled", filter: "D---n"},
	{path: "approximateLastSignInDateTime", is: readOnly | sortsAdvanced, filter: "D-DDA"},
	{path: "createdDateTime", is: readOnly | sortsAdvanced, filter: "D-DDA"},
	{path: "deletedDateTime", is: readOnly | sortsAdvanced, filter: "D-DDA"},
	{path: "deviceId", is: unique, filter: "DD--n"},
	{path: "displayName", max: 256, is: sortsAdvanced | tokenized, filter: "DDDDA"},
	{path: "isCompliant", filter: "D---n"},
	{path: "isManaged", filter: "D---n"},
	{path: "operatingSystem", filter: "DDDDA"},
	{path: "operatingSystemVersion", filter: "DDDDA"},
	{path: "profileType", filter: "D---n"},
	{path: "trustType", filter: "D---n"},
}

// orgContactRules: as for devices.
var orgContactRules = []entry{
	{path: "companyName", is: readOnly, filter: "AAAAA"},
	{path: "department", is: readOnly, filter: "DDDDA"},
	{path: "displayName", is: readOnly | sortsAdvanced | tokenized, filter: "DDDDA"},
	{path: "givenName", is: readOnly, filter: "DDDDA"},
	{path: "jobTitle", is: readOnly, filter: "DDDDA"},
	{path: "mail", is: readOnly, filter: "DDDDA"},
	{path: "mailNickname", is: readOnly, filter: "DDDDA"},
	{path: "onPremisesSyncEnabled", is: readOnly, filter: "D---A"},
	{path: "proxyAddresses", is: readOnly, filter: "DDDD-"},
	{path: "surname", is: readOnly, filter: "DDDDA"},
}
