package graph

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// checkPath refuses a path that does not lead where it seems to, and a DELETE
// of another object than the one meant. Every request passes it, whether it
// goes by itself or in a batch.
func checkPath(method, path string) error {
	if err := rest.CheckPath(path); err != nil {
		return err
	}
	return checkDelete(method, path)
}

// checkDelete refuses a DELETE that leads through a relation to another
// object without /$ref: the service would delete that object for the place it
// has in the relation (facts/graph.md, section 7).
func checkDelete(method, path string) error {
	if !strings.EqualFold(method, http.MethodDelete) || endsInRef(path) {
		return nil
	}
	segments := rest.Segments(path)
	if len(segments) > 0 && (segments[0] == "v1.0" || segments[0] == "beta") {
		segments = segments[1:]
	}
	n := len(segments)
	for i, s := range segments {
		if i > 0 && relation(s) && i >= n-3 && !contained(segments[:i], s) {
			return apierr.New(apierr.Invalid, path,
				"refused: without /$ref this would delete the object itself, not its place in the relation")
		}
	}
	return nil
}

// endsInRef tells whether the last segment is $ref and nothing else: an
// encoded slash before it belongs to a key.
func endsInRef(path string) bool {
	last, err := url.PathUnescape(path[strings.LastIndexByte(path, '/')+1:])
	return err == nil && strings.EqualFold(last, "$ref")
}

// relation tells whether a segment is a relation whose targets live
// elsewhere, in metadata terms one that is not contained.
func relation(segment string) bool {
	return slices.Contains([]string{
		"members", "owners", "manager", "sponsors", "memberof", "transitivememberof",
		"transitivemembers", "directreports", "ownedobjects", "createdobjects", "owneddevices",
		"registereddevices", "registeredowners", "registeredusers", "acceptedsenders",
		"rejectedsenders", "createdonbehalfof", "claimsmappingpolicies", "tokenissuancepolicies",
		"tokenlifetimepolicies", "homerealmdiscoverypolicies", "appmanagementpolicies",
	}, segment)
}

// contained excepts what is called like a relation and holds objects of its
// own: a team's members are memberships, a policy set's policies are there.
func contained(before []string, segment string) bool {
	first := before[0]
	return first == "policies" || segment == "members" && slices.ContainsFunc(before, func(s string) bool {
		return s == "teams" || s == "team" || s == "chats" || s == "channels"
	})
}
