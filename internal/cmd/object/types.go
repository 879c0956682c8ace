package objectcmd

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/edm"
)

// alias is another word for a type: Azure AD Graph's, or a command's.
type alias struct{ word, name string }

func aliases() []alias {
	return []alias{
		{"contact", "orgContact"},
		{"role", "directoryRole"},
		{"roleTemplate", "directoryRoleTemplate"},
		{"tenantDetail", "organization"},
		{"app", "application"},
		{"sp", "servicePrincipal"},
	}
}

// typeNames are the types that objects of the directory can be of.
func typeNames() []string {
	var names []string
	for t := range edm.Types() {
		if t.Is("directoryObject") {
			names = append(names, t.Name)
		}
	}
	return names
}

// canonicalTypes gives Graph's names of types that are named in any case, by
// Graph's word, by Azure AD Graph's, or by that of a command.
func canonicalTypes(words []string) ([]string, error) {
	var names []string
	for _, word := range words {
		name := canonicalType(strings.TrimSpace(word))
		if name == "" {
			known := typeNames()
			err := cmdkit.Usagef("--type: there is no type of object %q", word)
			if near := edm.Near(word, known); len(near) > 0 {
				return nil, err.WithHint("did you mean " + strings.Join(near, " or ") + "?")
			}
			return nil, err.WithHint("there are: " + strings.Join(known, ", "))
		}
		names = append(names, name)
	}
	return names, nil
}

func canonicalType(word string) string {
	for _, a := range aliases() {
		if strings.EqualFold(word, a.word) {
			return a.name
		}
	}
	if t := edm.Lookup(word); t != nil && t.Is("directoryObject") {
		return t.Name
	}
	return ""
}
