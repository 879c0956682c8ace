package aadgraph

import (
	"slices"
	"strings"
)

// function is a function or action that is served.
type function struct {
	name string
	// binding is the type that it is bound to: "User", "Application", ...;
	// "DirectoryObject" is any, "" the directory service itself.
	binding string
	// set narrows it to objects that are addressed by this set:
	// "deletedApplications", "servicePrincipalsByAppId"; "" is any.
	set    string
	method string
	since  version
	// run answers the request. The target's path is that of the object in
	// Graph: x.graph(request{method: ..., path: t.path + "/checkMemberGroups"}).
	run func(*exchange, *target) error
}

// findFunction gives the function that a segment names at a place. One that
// the version of the request does not have is none, as in the service, whose
// model is another one in each version: the answer is then 404
// Request_ResourceNotFound with the segment's name.
func (x *exchange) findFunction(name string, t *target) *function {
	list := x.s.functions()
	i := slices.IndexFunc(list, func(f function) bool {
		return strings.EqualFold(f.name, name) && f.since <= x.version && f.fits(t)
	})
	if i < 0 {
		return nil
	}
	return &list[i]
}

func (f *function) fits(t *target) bool {
	switch {
	case t.set == nil && t.relation == nil:
		return f.binding == ""
	case f.binding == "" || !t.single || t.links || f.set != "" && (t.set == nil || f.set != t.set.path):
		return false
	case f.binding == "DirectoryObject":
		return !t.entity.plain
	}
	return f.binding == t.entity.name
}
