package aadgraph

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/question"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// address is what a canonical reference leads to on the wire.
type address struct {
	ref   directory.Ref
	place question.Place // the same in the canonical model

	set   string        // the set, as a segment: "tenantDetails"; or "me"
	of    aadgraph.Type // the type of the objects; "" if each says its own
	key   string        // "" for the set itself
	below string        // encoded path below the object
	cast  string        // only objects of this type, of the canonical model
	// single: one object, and not a list.
	single bool
	// writes: it is to be changed, which takes the object's id.
	writes bool
}

// locate translates a reference. One that leads to what the service does not
// have is apierr.Unsupported.
func locate(ref directory.Ref) (address, error) {
	at := address{ref: ref, place: question.Of(ref), key: ref.Key, single: ref.Key != ""}
	path := ref.Path
	switch {
	case strings.EqualFold(ref.Set, "me"):
		at.set, at.of, at.single = "me", aadgraph.User, true
	case strings.EqualFold(ref.Set, deletedItems):
		if ref.Key == "" && !strings.EqualFold(path, "microsoft.graph.application") {
			return at, lacks("deleted objects but applications", "")
		}
		at.set, at.of, path = "deletedApplications", aadgraph.Application, ""
	default:
		set, of, ok := aadgraph.SetOf(ref.Set)
		if !ok {
			return at, lacks(ref.Set, "")
		}
		at.set, at.of = set, of
	}
	for path != "" {
		var err error
		if path, err = at.step(path); err != nil {
			return at, err
		}
	}
	return at, nil
}

const deletedItems = "directory/deletedItems"

// step follows the first segments of a path and gives the others.
func (at *address) step(path string) (rest string, err error) {
	name, rest, _ := strings.Cut(path, "/")
	if len(name) > len(namespace) && strings.EqualFold(name[:len(namespace)], namespace) {
		at.cast = name[len(namespace):]
		return rest, nil
	}
	r, ok := relationOf(at.of, name)
	if !ok || !at.single || at.below != "" {
		return "", lacks("relation "+at.ref.Path+" of "+at.ref.Set, hintFor(name))
	}
	at.below, at.of, at.single = "/"+r.name, r.of, r.single
	if key, more, _ := strings.Cut(rest, "/"); r.contained && key != "" {
		at.below, at.single = odata.KeyPath(at.below, key), true
		rest = more
	}
	return rest, nil
}

const namespace = "microsoft.graph."

// alternate gives name and value of an alternate key: "(appId='…')".
func alternate(key string) (name, value string, ok bool) {
	if !strings.HasPrefix(key, "(") || !strings.HasSuffix(key, "')") {
		return "", "", false
	}
	name, value, ok = strings.Cut(key[1:len(key)-2], "='")
	return name, strings.ReplaceAll(value, "''", "'"), ok
}

// keyed gives the path of an object in a set.
func keyed(set, key string) string {
	switch {
	case key == "":
		return set
	case set == "domains":
		return aadgraph.DomainPath(key)
	}
	return odata.KeyPath(set, key)
}

// lacks is the error of what the service does not have.
func lacks(what, hint string) error {
	if hint == "" {
		hint = "use a profile of protocol graph"
	}
	return apierr.New(apierr.Unsupported, "", "Azure AD Graph has no "+what).WithHint(hint)
}

func hintFor(relation string) string {
	if strings.EqualFold(relation, "transitiveMemberOf") {
		return "`tenantctl membership list` gives what a principal is a member of, directly or not"
	}
	return ""
}
