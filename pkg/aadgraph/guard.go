package aadgraph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// checkPath refuses a path that does not lead where it seems to, and a DELETE
// of another object than the one meant.
func checkPath(method, path string) error {
	if err := rest.CheckPath(path); err != nil {
		return err
	}
	if strings.EqualFold(method, http.MethodDelete) && throughRelation(path) {
		return apierr.New(apierr.Invalid, path,
			"refused: without $links this would delete the object itself, not its place in the relation")
	}
	return nil
}

// throughRelation tells whether a path leads through a relation to another
// object, and not to its link: $links must be a segment of its own right
// before the relation, since an encoded slash before it belongs to a key.
func throughRelation(path string) bool {
	links := false
	for i, raw := range strings.Split(strings.TrimPrefix(path, "/"), "/") {
		segments := rest.Segments(raw)
		for _, s := range segments {
			if i > 0 && !links && relation(s) {
				return true
			}
		}
		links = len(segments) == 1 && segments[0] == "$links"
		// A relation hidden in the first segment: users('u')%2Fmanager.
		if i == 0 && len(segments) > 1 && slices.ContainsFunc(segments[1:], relation) {
			return true
		}
	}
	return false
}

// relation tells whether a segment is a relation whose targets live elsewhere.
func relation(segment string) bool {
	return slices.Contains([]string{
		"members", "owners", "manager", "memberof", "directreports", "ownedobjects", "createdobjects",
		"createdonbehalfof", "owneddevices", "registereddevices", "registeredowners", "registeredusers",
		"invitedby", "invitedusers", "policies", "defaultpolicy", "transitivememberof", "transitivemembers",
	}, segment)
}
