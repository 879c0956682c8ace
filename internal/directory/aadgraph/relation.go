package aadgraph

import (
	"strings"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
)

// relation is a relation of a type, which has the same name on both sides.
type relation struct {
	name string
	of   aadgraph.Type // of what it leads to; "" if each object says its own
	// single: to one object. contained: the objects live in this relation
	// alone, and are addressed through it.
	single, contained bool
}

// relationOf finds a relation that the service has. "" is any type: the
// service knows what an object in directoryObjects is.
func relationOf(t aadgraph.Type, name string) (relation, bool) {
	for _, row := range relations() {
		if row.owner != t && t != "" {
			continue
		}
		for _, r := range row.relations {
			if strings.EqualFold(r.name, name) {
				return r, true
			}
		}
	}
	return relation{}, false
}

// relations are those of version 1.6 whose other end the canonical model
// calls by the same name. The assignments of app roles are not among them:
// appRoleAssignments of a service principal means the opposite end there.
func relations() []struct {
	owner     aadgraph.Type
	relations []relation
} {
	manager := relation{name: "manager", single: true}
	many := func(names string) []relation {
		var list []relation
		for name := range strings.FieldsSeq(names) {
			list = append(list, relation{name: name})
		}
		return list
	}
	grants := relation{name: "oauth2PermissionGrants", of: aadgraph.OAuth2PermissionGrant}
	return []struct {
		owner     aadgraph.Type
		relations []relation
	}{
		{aadgraph.User, append(many("directReports memberOf ownedObjects createdObjects ownedDevices registeredDevices"),
			manager, grants, relation{name: "licenseDetails", of: licenseDetail})},
		{aadgraph.Group, many("members owners memberOf")},
		{aadgraph.Contact, append(many("directReports memberOf"), manager)},
		{aadgraph.Application, append(many("owners"),
			relation{name: "extensionProperties", of: aadgraph.ExtensionProperty, contained: true})},
		{aadgraph.ServicePrincipal, append(many("owners memberOf ownedObjects createdObjects"), grants)},
		{aadgraph.Device, many("registeredOwners registeredUsers memberOf")},
		{aadgraph.DirectoryRole, many("members")},
		{aadgraph.Domain, []relation{
			{name: "serviceConfigurationRecords", of: dnsRecord}, {name: "verificationDnsRecords", of: dnsRecord},
		}},
	}
}

// Types that are no directory objects, and have no set of their own.
const (
	licenseDetail aadgraph.Type = "LicenseDetail"
	dnsRecord     aadgraph.Type = "DomainDnsRecord"
)
