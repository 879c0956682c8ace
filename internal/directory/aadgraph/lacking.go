package aadgraph

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// checkLacking refuses to look for, or to sort by, a property that the service
// lacks: that no object has it there says nothing.
func (s *sieve) checkLacking() error {
	names := aadgraph.NamesOf(s.at.of)
	used := append(pathsIn(s.filter, nil), searchedIn(s.search)...)
	for _, o := range s.orders {
		used = append(used, o.Path)
	}
	for _, path := range used {
		if names.Lacks(path) {
			return lacks("property "+path+" of "+s.at.ref.Set, "leave it out of --filter, --search and --orderby, or use a profile of protocol graph")
		}
	}
	return nil
}

// pathsIn gives the properties in a condition. variables are those of the
// lambdas around.
func pathsIn(e odata.Expr, variables []string) []string {
	switch e := e.(type) {
	case *odata.Binary:
		return append(pathsIn(e.L, variables), pathsIn(e.R, variables)...)
	case *odata.Not:
		return pathsIn(e.X, variables)
	case *odata.In:
		return pathsIn(e.X, variables)
	case *odata.Call:
		var all []string
		for _, arg := range e.Args {
			all = append(all, pathsIn(arg, variables)...)
		}
		return all
	case *odata.Lambda:
		return append(pathsIn(e.Source, variables), pathsIn(e.Body, append(variables, e.Var))...)
	case *odata.Path:
		if !slices.Contains(variables, e.Segments[0]) {
			return []string{strings.TrimSuffix(e.String(), "/$count")}
		}
	}
	return nil
}

func searchedIn(e odata.SearchExpr) []string {
	switch e := e.(type) {
	case *odata.SearchBinary:
		return append(searchedIn(e.L), searchedIn(e.R)...)
	case *odata.SearchNot:
		return searchedIn(e.X)
	case *odata.Term:
		return []string{e.Property}
	}
	return nil
}
