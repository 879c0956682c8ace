package aadgraph

import (
	"slices"
	"strings"
)

// set is a collection below the tenant.
type set struct {
	path   string // as in a URL
	graph  string // Graph's path
	entity string
	since  version
	// appID says that its objects are addressed by appId, and only one by
	// one.
	appID bool
	// whole says that it takes neither $top nor $filter and comes at once
	// (facts/aadgraph.md, section 4).
	whole bool
}

func sets() []set {
	return []set{
		{path: "users", graph: "users", entity: "User"},
		{path: "groups", graph: "groups", entity: "Group"},
		{path: "contacts", graph: "contacts", entity: "Contact"},
		{path: "applications", graph: "applications", entity: "Application"},
		{path: "servicePrincipals", graph: "servicePrincipals", entity: "ServicePrincipal"},
		{path: "devices", graph: "devices", entity: "Device"},
		{path: "directoryRoles", graph: "directoryRoles", entity: "DirectoryRole", whole: true},
		{path: "directoryRoleTemplates", graph: "directoryRoleTemplates", entity: "DirectoryRoleTemplate", whole: true},
		{path: "tenantDetails", graph: "organization", entity: "TenantDetail"},
		{path: "subscribedSkus", graph: "subscribedSkus", entity: "SubscribedSku", whole: true},
		{path: "oauth2PermissionGrants", graph: "oauth2PermissionGrants", entity: "OAuth2PermissionGrant"},
		{path: "domains", graph: "domains", entity: "Domain", since: version15},
		{path: "deletedApplications", graph: "directory/deletedItems/microsoft.graph.application", entity: "Application", since: version15},
		{path: "directoryObjects", graph: "directoryObjects", entity: "DirectoryObject"},
		{path: "applicationsByAppId", graph: "applications", entity: "Application", since: version16, appID: true},
		{path: "servicePrincipalsByAppId", graph: "servicePrincipals", entity: "ServicePrincipal", since: version16, appID: true},
	}
}

func (x *exchange) findSet(name string) *set {
	if strings.EqualFold(name, "application") { // as the reference's samples of addKey and removeKey slip
		name = "applications"
	}
	list := x.s.model().sets
	i := slices.IndexFunc(list, func(s set) bool { return s.since <= x.version && strings.EqualFold(s.path, name) })
	if i < 0 {
		return nil
	}
	return &list[i]
}

// relation is a navigation property.
type relation struct {
	owner  string // type, on the wire
	name   string
	graph  string // Graph's name
	to     string // type of what it leads to
	single bool
	writes bool // takes $links
	// contained: what it leads to is created by POST to it, and deleted by
	// its path.
	contained bool
}

func relations() []relation {
	var list []relation
	for _, row := range []struct {
		owner, names string // the names: ! is single, * takes $links
	}{
		{"User", "manager!* directReports memberOf ownedObjects createdObjects ownedDevices registeredDevices appRoleAssignments:AppRoleAssignment oauth2PermissionGrants:OAuth2PermissionGrant licenseDetails:LicenseDetail"},
		{"Group", "members* owners* memberOf appRoleAssignments:AppRoleAssignment"},
		{"Contact", "manager! directReports memberOf"},
		{"Application", "owners* extensionProperties:ExtensionProperty"},
		{"ServicePrincipal", "owners* memberOf ownedObjects createdObjects appRoleAssignments:AppRoleAssignment appRoleAssignedTo:AppRoleAssignment oauth2PermissionGrants:OAuth2PermissionGrant"},
		{"Device", "registeredOwners* registeredUsers* memberOf"},
		{"DirectoryRole", "members*"},
		{"Domain", "domainNameReferences serviceConfigurationRecords:DomainDnsRecord verificationDnsRecords:DomainDnsRecord"},
	} {
		for name := range strings.FieldsSeq(row.names) {
			list = append(list, parseRelation(row.owner, name))
		}
	}
	return list
}

func parseRelation(owner, text string) relation {
	name, to, ok := strings.Cut(text, ":")
	if !ok {
		to = "DirectoryObject"
	}
	r := relation{owner: owner, to: to}
	name, r.writes = strings.CutSuffix(name, "*")
	r.name, r.single = strings.CutSuffix(name, "!")
	r.graph = r.name
	r.contained = r.name == "extensionProperties" || strings.HasPrefix(r.name, "appRoleAssign")
	return r
}

// findRelation gives a relation of a type by its name in any case. Where the
// type is only DirectoryObject, any type's will do: Graph knows the object.
func (x *exchange) findRelation(e *entity, name string) *relation {
	list := x.s.model().relations
	i := slices.IndexFunc(list, func(r relation) bool {
		return strings.EqualFold(r.name, name) && (r.owner == e.name || e.name == "DirectoryObject")
	})
	if i < 0 {
		return nil
	}
	return &list[i]
}
