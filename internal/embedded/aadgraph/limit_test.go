package aadgraph_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// graphAt is where the same directory speaks Microsoft Graph.
const graphAt = host + "/v1.0"

// inGroups makes a user a member of groups that are made for it: those from
// one number to another, nested in each other by fives, so that most of the
// memberships are not direct.
func inGroups(user string, from, to int) func(*store.Tx) error {
	return func(tx *store.Tx) error {
		for i := from; i < to; i++ {
			id := groupID(i)
			o := odata.NewObject("id", id, "displayName", id, "mailNickname", id, "mailEnabled", false, "securityEnabled", true)
			if err := tx.Insert(&store.Record{ID: id, Type: "group", Props: o}); err != nil {
				return err
			}
			member := user
			if i%5 != 0 {
				member = groupID(i - 1)
			}
			if _, err := tx.Link("members", id, member); err != nil {
				return err
			}
		}
		return nil
	}
}

func groupID(i int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", i) }

// TestMembershipLimits asks for the memberships of one user on both protocols
// as they grow: 2,046 are given on Azure AD Graph and 2,047 are too many;
// 11,000 and 11,001 on Microsoft Graph.
func TestMembershipLimits(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("11,000 groups: not with -short")
	}
	path := filepath.Join(t.TempDir(), "directory.db")
	s := newServerAt(t, path)
	lee, have := s.user("lee"), 0
	for _, c := range []struct {
		at, envelope string
		groups       int
		allowed      bool
	}{
		{"", "odata.error", 2045, true}, {"", "odata.error", 2046, true}, {"", "odata.error", 2047, false},
		{graphAt, "error", 10_999, true}, {graphAt, "error", 11_000, true}, {graphAt, "error", 11_001, false},
	} {
		written(t, path, inGroups(lee, have, c.groups))
		have = c.groups
		s.limited(c.allowed, c.groups, c.at+"/users/"+lee+"/getMemberGroups", `{"securityEnabledOnly":false}`, c.envelope)
		s.limited(c.allowed, c.groups, c.at+"/users/"+lee+"/getMemberObjects", `{"securityEnabledOnly":true}`, c.envelope)
	}
	s.limited(false, have, "/users/"+lee+"/getMemberGroups", `{"securityEnabledOnly":false}`, "odata.error")
	// Whether it is in one of them can be asked however many they are.
	s.answers([]call{{"check", "POST", "/users/" + lee + "/checkMemberGroups", `{"groupIds":["` + groupID(11_000) + `"]}`, 200, ids(groupID(11_000))}})
}

// limited asks for a list that has so many items, or is refused as too long.
func (s *server) limited(allowed bool, items int, target, body, envelope string) {
	s.t.Helper()
	r := s.do("POST", target, body)
	list, _ := r.get("value").([]any)
	switch {
	case allowed && (r.status != 200 || len(list) != items):
		s.t.Errorf("%s of %d: status %d, %d items", target, items, r.status, len(list))
	case !allowed && (r.status != 400 || r.get(envelope, "code") != "Directory_ResultSizeLimitExceeded"):
		s.t.Errorf("%s of %d: status %d, code %v, %d items", target, items, r.status, r.get(envelope, "code"), len(list))
	}
}

// Roles count with the groups of getMemberObjects, and alone there.
func TestMembershipLimitOfRoles(t *testing.T) {
	if testing.Short() {
		t.Skip("2,047 groups and roles: not with -short")
	}
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	s := newServerAt(t, path)
	lee := s.user("lee")
	written(t, path, inGroups(lee, 0, 2046))
	s.must(204, "POST", "/directoryRoles/3f8d2b6a-51c7-4e09-8a4d-97e0b5c1f246/$links/members", link(lee))
	s.limited(true, 2046, "/users/"+lee+"/getMemberGroups", `{"securityEnabledOnly":false}`, "odata.error")
	s.limited(false, 2047, "/users/"+lee+"/getMemberObjects", `{"securityEnabledOnly":false}`, "odata.error")
	s.limited(true, 2046, "/users/"+lee+"/getMemberObjects", `{"securityEnabledOnly":true}`, "odata.error")
	s.limited(true, 2047, graphAt+"/users/"+lee+"/getMemberObjects", `{"securityEnabledOnly":false}`, "error")
}

// TestIDLimits: 20 groups are checked and 1,000 ids are resolved in a request,
// on both protocols.
func TestIDLimits(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	s := newServerAt(t, path)
	lee := s.user("lee")
	written(t, path, inGroups(lee, 0, 1001))
	list := func(n int) string {
		all := make([]string, n)
		for i := range all {
			all[i] = groupID(i)
		}
		return `["` + strings.Join(all, `","`) + `"]`
	}
	for _, c := range []struct{ n, status int }{{19, 200}, {20, 200}, {21, 400}} {
		for _, target := range []string{"/users/" + lee, graphAt + "/users/" + lee} {
			s.counted(c.status, c.n, target+"/checkMemberGroups", `{"groupIds":`+list(c.n)+`}`)
		}
	}
	for _, c := range []struct{ n, status int }{{999, 200}, {1000, 200}, {1001, 400}} {
		s.counted(c.status, c.n, "/getObjectsByObjectIds", `{"objectIds":`+list(c.n)+`}`)
		s.counted(c.status, c.n, graphAt+"/directoryObjects/getByIds", `{"ids":`+list(c.n)+`}`)
	}
}

// counted asks for a list of so many items, or is answered with the status.
func (s *server) counted(status, items int, target, body string) {
	s.t.Helper()
	r := s.do("POST", target, body)
	list, _ := r.get("value").([]any)
	if r.status != status || status == 200 && len(list) != items || status != 200 && !strings.Contains(r.body, `"code":"Request_BadRequest"`) {
		s.t.Errorf("%s with %d ids: status %d, %d items, want %d", target, items, r.status, len(list), status)
	}
}
