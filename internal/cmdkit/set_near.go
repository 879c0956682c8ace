package cmdkit

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// errNoProperty is under the error of a path that leads nowhere.
var errNoProperty = errors.New("there is no such property")

// noProperty says that a path, with slashes, leads nowhere, and which ones may
// have been meant: those that end alike, or else are spelt much alike.
func noProperty(t *edm.Type, path string) error {
	path = strings.ReplaceAll(path, "/", ".")
	near := nearPaths(t, path)
	if len(near) == 0 {
		return fmt.Errorf("%w in %s", errNoProperty, t.Name)
	}
	return fmt.Errorf("%w in %s; did you mean %s?", errNoProperty, t.Name, strings.Join(near, " or "))
}

func nearPaths(t *edm.Type, path string) []string {
	const most = 3
	var all, last, alike []string
	for _, p := range settablePaths(t, "", 0) {
		p = strings.TrimRight(p, ":=")
		all, last = append(all, p), append(last, lastName(p))
		if strings.EqualFold(lastName(p), lastName(path)) {
			alike = append(alike, p)
		}
	}
	if len(alike) > 0 {
		return alike[:min(len(alike), most)]
	}
	for n := range t.AllNavigations() { // of which settable says the rest
		all = append(all, n.Name)
	}
	if near := edm.Near(path, all); len(near) > 0 {
		return near
	}
	near := edm.Near(lastName(path), last)
	for i, name := range last {
		if slices.Contains(near, name) {
			alike = append(alike, all[i])
		}
	}
	return alike[:min(len(alike), most)]
}

func lastName(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// firstNames are the names that paths of --set begin with.
func firstNames(t *edm.Type) []string {
	var names []string
	for _, p := range settablePaths(t, "", 0) {
		name, _, _ := strings.Cut(strings.TrimRight(p, ":="), ".")
		names = append(names, name)
	}
	return slices.Compact(names)
}
