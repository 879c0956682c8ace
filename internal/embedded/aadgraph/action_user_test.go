package aadgraph_test

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

// Products and plans of the samples, which the seed has.
const (
	enterprisePack = "6fd2c87f-b296-42f0-b197-1e91e994b900"
	sharePointPlan = "5dbe027f-2339-4123-9542-606e4d348a72"
	lyncPlan       = "0feaeb32-d00e-4d66-bd5a-43b5b83db82c"
)

// TestAssignLicense makes the three requests of the reference, and for the
// signed-in user too. The answer has no body.
func TestAssignLicense(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee", `"usageLocation":"US"`)
	for _, at := range []string{"/users/lee%40" + domain, "/users/" + lee, "http://directory.local/me"} {
		target := at + "/assignLicense?api-version=1.5"
		read := strings.TrimSuffix(strings.Replace(target, "/assignLicense", "", 1), "?api-version=1.5") + "?api-version=1.6"
		s.answers([]call{
			{"assign", "POST", target, `{"addLicenses":[{"disabledPlans":[ ],"skuId":"` + enterprisePack + `"}],"removeLicenses":[ ]}`, 200, ""},
			{"disable plans", "POST", target, `{"addLicenses":[{"disabledPlans":["` + sharePointPlan + `","` + lyncPlan + `"],"skuId":"` + enterprisePack + `"}],"removeLicenses":[ ]}`, 200, ""},
		})
		s.run([]step{{"GET", read, "", nil, 200, []string{`"assignedLicenses":[{"disabledPlans":["` + lyncPlan + `","` + sharePointPlan + `"],"skuId":"` + enterprisePack + `"}]`}}})
		s.answers([]call{{"remove", "POST", target, `{"addLicenses":[ ],"removeLicenses":["` + enterprisePack + `"]}`, 200, ""}})
		s.run([]step{{"GET", read, "", nil, 200, []string{`"assignedLicenses":[]`}}})
	}
	nowhere := s.user("nowhere")
	s.run([]step{
		{"POST", "/users/" + lee + "/assignLicense", `{"addLicenses":[]}`, nil, 400, []string{"removeLicenses"}},
		{"POST", "/users/" + lee + "/assignLicense", `{"removeLicenses":[]}`, nil, 400, []string{"addLicenses"}},
		{"POST", "/users/" + lee + "/assignLicense", `{"addLicenses":[{"skuId":"` + unknownID + `"}],"removeLicenses":[]}`, nil, 400, []string{"Request_BadRequest"}},
		{"POST", "/users/" + nowhere + "/assignLicense", `{"addLicenses":[{"disabledPlans":[],"skuId":"` + enterprisePack + `"}],"removeLicenses":[]}`, nil, 400, []string{"usage location"}},
		{"POST", "/users/" + unknownID + "/assignLicense", `{"addLicenses":[],"removeLicenses":[]}`, nil, 404, nil},
	})
}

// TestChangePassword: the signed-in user changes its password under each of
// its names, and nobody else's.
func TestChangePassword(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	const first, second = "Test1234!-and-many-more-characters-so-that-it-is-fast", "Test5678!-and-many-more-characters-so-that-it-is-fast"
	s.must(204, "PATCH", "/users/"+adminID, `{"passwordProfile":{"password":"`+first+`","forceChangePasswordNextLogin":false}}`)
	lee := s.user("lee")
	old, next := first, second
	for _, at := range []string{"http://directory.local/me", "/me", "/users/" + adminID, "/users/admin%40" + domain} {
		s.answers([]call{{at, "POST", at + "/changePassword?api-version=1.6", `{"currentPassword":"` + old + `","newPassword":"` + next + `"}`, 204, ""}})
		old, next = next, old
	}
	body := `{"currentPassword":"` + old + `","newPassword":"` + next + `"}`
	s.run([]step{
		{"POST", "/users/" + lee + "/changePassword", body, nil, 403, []string{`"code":"Authorization_RequestDenied"`}},
		{"POST", "/me/changePassword", `{"currentPassword":"wrong","newPassword":"` + next + `"}`, nil, 400, []string{"Request_BadRequest", "!" + next}},
		{"POST", "/me/changePassword", `{"currentPassword":"` + old + `","newPassword":"` + old + `"}`, nil, 400, []string{"!" + old}},
		{"POST", "/me/changePassword", `{"currentPassword":"` + old + `","newPassword":"short"}`, nil, 400, nil},
		{"POST", "/me/changePassword", `{"currentPassword":"` + old + `"}`, nil, 400, []string{"newPassword"}},
		{"POST", "/me/changePassword", `{"newPassword":"` + next + `"}`, nil, 400, []string{"currentPassword"}},
	})
}

// An application that calls for itself has no "me", and no password.
func TestMeOfAnApplication(t *testing.T) {
	t.Parallel()
	s := newServer(t).as(core.Caller{ID: aadGraphID, AppID: aadGraphApp, Roles: []string{"Directory.ReadWrite.All"}})
	s.run([]step{
		{"GET", "/me", "", nil, 400, []string{"Request_BadRequest"}},
		{"GET", "http://directory.local/me?api-version=1.6", "", nil, 400, nil},
		{"POST", "/me/changePassword", `{"currentPassword":"a","newPassword":"b"}`, nil, 400, nil},
		{"POST", "/users/" + adminID + "/changePassword", `{"currentPassword":"a","newPassword":"b"}`, nil, 403, nil},
	})
}
