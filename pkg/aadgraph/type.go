package aadgraph

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Type is the name of an entity type without its namespace, as in odata.type.
type Type string

// The types whose names are translated.
const (
	User                  Type = "User"
	Group                 Type = "Group"
	Contact               Type = "Contact"
	Application           Type = "Application"
	ServicePrincipal      Type = "ServicePrincipal"
	Device                Type = "Device"
	DirectoryRole         Type = "DirectoryRole"
	DirectoryRoleTemplate Type = "DirectoryRoleTemplate"
	TenantDetail          Type = "TenantDetail"
	SubscribedSku         Type = "SubscribedSku"
	Domain                Type = "Domain"
	OAuth2PermissionGrant Type = "OAuth2PermissionGrant"
	ExtensionProperty     Type = "ExtensionProperty"
)

// entitySet is a set of objects here and in Microsoft Graph.
type entitySet struct {
	of            Type
	set           string // "" if the objects have no set of their own
	canonicalType string
	canonicalSet  string // "" too
}

// sets gives the sets, that which holds all objects of a type first.
func sets() []entitySet {
	return []entitySet{
		{User, "users", "user", "users"},
		{Group, "groups", "group", "groups"},
		{Contact, "contacts", "orgContact", "contacts"},
		{Application, "applications", "application", "applications"},
		{ServicePrincipal, "servicePrincipals", "servicePrincipal", "servicePrincipals"},
		{Device, "devices", "device", "devices"},
		{DirectoryRole, "directoryRoles", "directoryRole", "directoryRoles"},
		{DirectoryRoleTemplate, "directoryRoleTemplates", "directoryRoleTemplate", "directoryRoleTemplates"},
		{TenantDetail, "tenantDetails", "organization", "organization"},
		{SubscribedSku, "subscribedSkus", "subscribedSku", "subscribedSkus"},
		{Domain, "domains", "domain", "domains"},
		{OAuth2PermissionGrant, "oauth2PermissionGrants", "oAuth2PermissionGrant", "oauth2PermissionGrants"},
		{ExtensionProperty, "", "extensionProperty", ""},
		{Application, "deletedApplications", "application", "directory/deletedItems/microsoft.graph.application"},
		{"", "directoryObjects", "directoryObject", "directoryObjects"},
	}
}

// Set gives the set that holds the objects of a type, such as "users", or "".
func (t Type) Set() string { return t.first().set }

// Canonical gives the type's name in Microsoft Graph, such as "user", or "".
func (t Type) Canonical() string { return t.first().canonicalType }

func (t Type) first() entitySet {
	for _, s := range sets() {
		if t != "" && s.of == t {
			return s
		}
	}
	return entitySet{}
}

// CanonicalType gives the type with a name in Microsoft Graph, with or without
// "#microsoft.graph." before it and in any case, "" if there is none.
func CanonicalType(name string) Type {
	name = name[strings.LastIndexByte(name, '.')+1:]
	for _, s := range sets() {
		if strings.EqualFold(s.canonicalType, name) {
			return s.of
		}
	}
	return ""
}

// SetOf translates the path of a set of Microsoft Graph: "organization" gives
// "tenantDetails" and TenantDetail. ok is false for a set that Azure AD Graph
// does not have.
func SetOf(canonical string) (set string, t Type, ok bool) {
	for _, s := range sets() {
		if s.canonicalSet != "" && strings.EqualFold(s.canonicalSet, canonical) {
			return s.set, s.of, true
		}
	}
	return "", "", false
}

// TypeOf gives the type of an object as its odata.type, or its objectType,
// says it; "" if it says none that is known.
func TypeOf(o *odata.Object) Type {
	if t := Type(localType(o.String("odata.type"))); t.Canonical() != "" {
		return t
	}
	name := o.String("objectType")
	for _, s := range sets() {
		if name != "" && (name == string(s.of) || name == s.of.objectType()) {
			return s.of
		}
	}
	return ""
}

// objectType gives what the property of this name says of objects of the type,
// "" of those that are no directory objects.
func (t Type) objectType() string {
	switch t {
	case TenantDetail:
		return "Company"
	case DirectoryRole:
		return "Role"
	case DirectoryRoleTemplate:
		return "RoleTemplate"
	case SubscribedSku, Domain, OAuth2PermissionGrant:
		return ""
	}
	return string(t)
}

// localType gives a type's name without its namespace; "" if it is in none of
// the service's.
func localType(name string) string {
	for _, prefix := range []string{namespace + ".", oldNamespace + "."} {
		if local, ok := strings.CutPrefix(name, prefix); ok {
			return local
		}
	}
	return ""
}

// Types gives the types whose names are translated.
func Types() []Type {
	var types []Type
	for _, s := range sets() {
		if s.of != "" && !slices.Contains(types, s.of) {
			types = append(types, s.of)
		}
	}
	return types
}
