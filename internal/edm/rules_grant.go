package edm

// appRoleAssignmentRules: the notes on the properties of appRoleAssignment.
// What names principal and resource is the service's to fill in.
var appRoleAssignmentRules = []entry{
	{path: "appRoleId", is: required | immutable, filter: "D----"},
	{path: "createdDateTime", is: readOnly},
	{path: "deletedDateTime", is: readOnly},
	{path: "id", is: readOnly, filter: "D----"},
	{path: "principalDisplayName", is: readOnly, filter: "DD---"},
	{path: "principalId", is: required | immutable, filter: "D----"},
	{path: "principalType", is: readOnly, filter: "D----"},
	{path: "resourceDisplayName", is: readOnly, filter: "DD---"},
	{path: "resourceId", is: required | immutable, filter: "D----"},
}

// oAuth2PermissionGrantRules: the notes on the properties of
// oAuth2PermissionGrant.
var oAuth2PermissionGrantRules = []entry{
	{path: "clientId", is: required | immutable, filter: "D----"},
	{path: "consentType", is: required | immutable, filter: "D----", allowed: []string{"AllPrincipals", "Principal"}},
	{path: "id", is: readOnly, filter: "D----"},
	{path: "principalId", is: immutable, filter: "D---D"},
	{path: "resourceId", is: required | immutable, filter: "D----"},
	{path: "scope", max: 3850, filter: "DD---"},
}
