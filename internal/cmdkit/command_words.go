package cmdkit

import (
	"slices"
	"strings"
)

// saying is what people say who know other programs or the portal, and what
// the same is called here.
type saying struct {
	said, here []string
}

// sayings are the words of others. Of here those count that the group has; one
// with a space is a command elsewhere.
func sayings() []saying {
	return []saying{
		{[]string{"application", "applications", "app-registration", "app-registrations"}, []string{"app"}},
		{[]string{"service-principal", "service-principals", "serviceprincipal", "enterprise-app", "enterprise-application"}, []string{"sp"}},
		{[]string{"recycle-bin", "trash", "deleted-items"}, []string{"deleted"}},
		{[]string{"tenant", "company"}, []string{"organization"}},
		{[]string{"show", "describe", "view"}, []string{"get"}},
		{[]string{"ls"}, []string{"list"}},
		{[]string{"new", "make", "register"}, []string{"create"}},
		{[]string{"add"}, []string{"create", "addkey", "addpassword"}},
		{[]string{"remove", "rm", "del", "delete"}, []string{"delete", "remove"}},
		{[]string{"rename", "modify", "change", "set", "patch"}, []string{"update"}},
		{[]string{"undelete", "recover"}, []string{"restore"}},
		{[]string{"purge"}, []string{"erase"}},
		{[]string{"import"}, []string{"apply"}},
		{[]string{"secret", "secrets", "client-secret", "password", "passwords"}, []string{"addpassword", "removepassword", "key"}},
		{[]string{"certificate", "certificates", "cert", "keys"}, []string{"addkey", "removekey", "key"}},
		{[]string{"credential", "credentials"}, []string{"key", "federated-credential", "sso-credentials"}},
		{[]string{"permission", "permissions", "api-permission", "api-permissions", "role", "roles", "app-role-assignment"},
			[]string{"role-assignment", "tenantctl sp role-assignment"}},
		{[]string{"sp"}, []string{"tenantctl sp"}},
	}
}

// meant gives the names of commands that a word stands for elsewhere, of those
// that there are; a command of another group only where there is none here.
func meant(word string, known []string) []string {
	var here, elsewhere []string
	for _, s := range sayings() {
		if !slices.Contains(s.said, strings.ToLower(word)) {
			continue
		}
		for _, name := range s.here {
			switch {
			case strings.Contains(name, " "):
				elsewhere = append(elsewhere, name)
			case slices.Contains(known, name):
				here = append(here, name)
			}
		}
	}
	if len(here) > 0 {
		return here
	}
	return elsewhere
}
