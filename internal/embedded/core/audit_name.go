package core

import (
	"strings"
	"unicode"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// activityOf names what was done as the service does: "Add member to group".
func activityOf(c store.Change) (operation, activity string) {
	noun := words(c.Type)
	switch c.Kind {
	case store.Added:
		return "Add", "Add " + noun
	case store.Deleted:
		return "Delete", "Delete " + noun
	case store.Gone:
		if kindOf(c.Type).soft != nil {
			return "Delete", "Hard Delete " + noun
		}
		return "Delete", "Delete " + noun
	case store.Restored:
		return "Restore", "Restore " + noun
	case store.Linked:
		return "Assign", "Add " + strings.TrimSuffix(c.Relation, "s") + " to " + noun
	case store.Unlinked:
		return "Unassign", "Remove " + strings.TrimSuffix(c.Relation, "s") + " from " + noun
	}
	return "Update", "Update " + noun
}

// words writes the name of a type as words: "service principal".
func words(typ string) string {
	if typ == "directoryRole" {
		return "role"
	}
	var b strings.Builder
	for _, c := range typ {
		if unicode.IsUpper(c) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(c))
	}
	return b.String()
}

func categoryOf(typ string) string {
	switch typ {
	case "user", "invitation":
		return "UserManagement"
	case "group":
		return "GroupManagement"
	case "application", "servicePrincipal", "appRoleAssignment", "oAuth2PermissionGrant", "federatedIdentityCredential", "extensionProperty":
		return "ApplicationManagement"
	case "directoryRole", "unifiedRoleAssignment", "unifiedRoleDefinition":
		return "RoleManagement"
	case "administrativeUnit":
		return "AdministrativeUnit"
	case "device":
		return "Device"
	}
	if strings.HasSuffix(typ, "Policy") || strings.HasSuffix(typ, "Location") {
		return "Policy"
	}
	return "DirectoryManagement"
}
