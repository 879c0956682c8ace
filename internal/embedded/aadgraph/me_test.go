package aadgraph_test

import (
	"strings"
	"testing"
)

// userMembers are the members of a user in the samples of me and me/manager.
const userMembers = `odata.metadata odata.type objectType objectId deletionTimestamp accountEnabled signInNames assignedLicenses assignedPlans
	city country creationType department dirSyncEnabled displayName facsimileTelephoneNumber givenName immutableId jobTitle lastDirSyncTime mail
	mailNickname mobile onPremisesSecurityIdentifier otherMails passwordPolicies passwordProfile physicalDeliveryOfficeName postalCode
	preferredLanguage provisionedPlans provisioningErrors proxyAddresses sipProxyAddress state streetAddress surname telephoneNumber
	usageLocation userPrincipalName userType`

// TestMe makes the requests of the reference on the signed-in user, under
// both names of it.
func TestMe(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	boss := s.user("boss")
	for _, me := range []string{host + "/me", root + "/me"} {
		const version = "?api-version=1.6"
		s.run([]step{
			{"GET", me + "/$links/manager" + version, "", nil, 404, []string{`"code":"Request_ResourceNotFound"`, `"lang":"en"`, "Resource not found for the segment 'manager'."}},
			{"GET", me + "/manager" + version, "", nil, 404, []string{"Resource not found for the segment 'manager'."}},
			{"PUT", me + "/$links/manager" + version, `{"url":"https://graph.windows.net/contoso.onmicrosoft.com/directoryObjects/` + unknownID + `"}`, nil, 404, nil},
		})
		s.answers([]call{
			{"update", "PATCH", me + version, `{"department":"Sales","usageLocation":"US"}`, 204, ""},
			{"set manager", "PUT", me + "/$links/manager" + version, `{"url":"https://graph.windows.net/contoso.onmicrosoft.com/directoryObjects/` + boss + `"}`, 204, ""},
			{"manager's link", "GET", me + "/$links/manager" + version, "", 200, `{"odata.metadata":"` + root + `/$metadata#directoryObjects/$links/manager",
				"url":"` + root + `/directoryObjects/` + boss + `/Microsoft.DirectoryServices.User"}`},
		})
		for target, id := range map[string]string{me + version: adminID, me + "/manager" + version: boss} {
			r := s.must(200, "GET", target, "")
			o, _ := r.get().(map[string]any)
			for name := range strings.FieldsSeq(userMembers) {
				if _, ok := o[name]; !ok {
					t.Errorf("%s has no %s", target, name)
				}
			}
			if o["objectId"] != id || o["odata.metadata"] != root+"/$metadata#directoryObjects/Microsoft.DirectoryServices.User/@Element" ||
				o["odata.type"] != "Microsoft.DirectoryServices.User" {
				t.Errorf("%s: %s", target, r.body)
			}
		}
		s.run([]step{{"GET", me + version, "", nil, 200, []string{`"department":"Sales"`, `"usageLocation":"US"`}}})
		s.answers([]call{{"no manager any more", "DELETE", me + "/$links/manager" + version, "", 204, ""}})
	}
}

// A contact can be somebody's manager.
func TestContactAsManager(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	ann := s.contact("ann")
	s.must(204, "PUT", "/me/$links/manager", link(ann))
	s.run([]step{
		{"GET", "/me/manager", "", nil, 200, []string{`"objectType":"Contact"`, `"displayName":"ann"`}},
		{"GET", "/me/$links/manager", "", nil, 200, []string{ann + "/Microsoft.DirectoryServices.Contact"}},
		{"GET", "/contacts/" + ann + "/directReports", "", nil, 200, []string{adminID}},
		{"GET", "/contacts", "", nil, 200, []string{`"mail":"ann@fabrikam.example"`}},
		{"POST", "/contacts", `{"displayName":"x"}`, nil, 405, nil},
	})
}
