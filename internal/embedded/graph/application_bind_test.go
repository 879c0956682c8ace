package graph_test

import (
	"strings"
	"testing"
)

// What a body binds needs the permission that binding it by $ref needs.
func TestBoundRelationsNeedTheirPermission(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	lee := g.user("lee")
	policy := g.must(201, "POST", "/policies/tokenLifetimePolicies",
		`{"displayName":"Short","definition":["{\"TokenLifetimePolicy\":{\"Version\":1}}"]}`).id()
	own := func(s *server) (string, string) {
		o := s.must(201, "POST", "/applications", `{"displayName":"Own"}`)
		appID, _ := o.get("appId").(string)
		return "/applications/" + o.id(), "/servicePrincipals/" + s.must(201, "POST", "/servicePrincipals", `{"appId":"`+appID+`"}`).id()
	}
	policies := `"tokenLifetimePolicies@odata.bind":["https://graph.microsoft.com/v1.0/policies/tokenLifetimePolicies/` + policy + `"]`
	owners := `"owners@odata.bind":["https://graph.microsoft.com/v1.0/users/` + lee + `"]`
	shouted := strings.Replace(owners, "owners@odata.bind", "OWNERS@OData.Bind", 1)

	for _, roles := range []string{"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"} {
		writer, _ := g.app(roles)
		application, principal := own(writer)
		for _, bound := range []string{policies, owners, shouted} {
			writer.run([]step{
				refused("PATCH", application, `{`+bound+`}`), refused("PATCH", principal, `{`+bound+`}`),
				refused("POST", "/applications", `{"displayName":"Bound",`+bound+`}`),
			})
		}
	}
	for roles, bound := range map[string]string{
		"Application.ReadWrite.OwnedBy Directory.Read.All": owners,
		"Application.ReadWrite.OwnedBy Policy.Read.All":    policies,
	} {
		writer, _ := g.app(roles)
		application, principal := own(writer)
		foreign, _ := own(g.server)
		writer.run([]step{
			{"PATCH", application, `{` + bound + `}`, nil, 204, nil}, {"PATCH", principal, `{` + bound + `}`, nil, 204, nil},
			{"POST", "/applications", `{"displayName":"Bound",` + bound + `}`, nil, 201, nil},
			refused("PATCH", foreign, `{`+bound+`}`),
		})
	}
}

// Who makes an application owns it anyway, and may say so.
func TestCreatorBindsItself(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	writer, caller := g.app("Application.ReadWrite.OwnedBy")
	self := `"owners@odata.bind":["https://graph.microsoft.com/v1.0/directoryObjects/` + caller.ID + `"]`
	o := writer.must(201, "POST", "/applications", `{"displayName":"Ours",`+self+`}`)
	appID, _ := o.get("appId").(string)
	writer.must(201, "POST", "/servicePrincipals", `{"appId":"`+appID+`",`+self+`}`)
}
