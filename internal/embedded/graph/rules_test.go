package graph_test

import (
	"strings"
	"testing"
)

func TestMailIsUnique(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	const proxies = "?$select=mail,proxyAddresses"
	lee := s.user("lee", `"mail":"lee@contoso.com"`)
	ada := s.user("ada")
	taken := []string{`"details":[{"code":"ObjectConflict"`, `"target":"proxyAddresses"`, `{"code":"ConflictingObjects"`, lee}
	s.unified("team") // team@contoso.onmicrosoft.com
	u := "/users/" + lee
	s.run([]step{
		{"GET", u + proxies, "", nil, 200, []string{`"proxyAddresses":["SMTP:lee@contoso.com"]`}},
		{"PATCH", "/users/" + ada, `{"mail":"LEE@contoso.com"}`, nil, 400, taken},
		{"PATCH", "/users/" + ada, `{"mail":"team@contoso.onmicrosoft.com"}`, nil, 400, taken[:2]},
		{"PATCH", u, `{"mail":"LEE@contoso.com"}`, nil, 204, nil},
		{"PATCH", u, `{"mail":"gu@contoso.com"}`, nil, 204, nil},
		{"GET", u + proxies, "", nil, 200, []string{`"mail":"gu@contoso.com"`, `"proxyAddresses":["SMTP:gu@contoso.com"]`}},
		{"PATCH", u, `{"mail":null}`, nil, 204, nil},
		{"GET", u + proxies, "", nil, 200, []string{`"mail":null`, `"proxyAddresses":[]`}},
		{"PATCH", u, `{"mail":"lee@contoso.com"}`, nil, 204, nil},
		{"DELETE", u, "", nil, 204, nil},
		{"PATCH", "/users/" + ada, `{"mail":"lee@contoso.com"}`, nil, 204, nil},
		{"POST", "/directory/deletedItems/" + lee + "/restore", "", nil, 400, []string{"ObjectConflict", ada}},
		{"POST", "/users", `{"accountEnabled":true,"displayName":"n","mailNickname":"n","userPrincipalName":"n@contoso.onmicrosoft.com",
			"mail":"Lee@contoso.com","passwordProfile":{"password":"` + longPassword + `"}}`, nil, 400, []string{"ObjectConflict", ada}},
	})
}

func TestWritesRefused(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	u, g := "/users/"+s.user("lee"), "/groups/"+s.group("g")
	s.run([]step{
		{"PATCH", g, `{"members@delta":[]}`, nil, 400, []string{"members@delta"}},
		{"PATCH", g, `{"@custom":1}`, nil, 400, []string{"@custom"}},
		{"PATCH", g, `{"@odata.context":"x","members@odata.context":"x"}`, nil, 204, nil},
		{"PATCH", u, `{"onPremisesImmutableId":"a$b"}`, nil, 400, []string{"onPremisesImmutableId"}},
	})
}

func TestVisibility(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	create := func(name, more string) string {
		return `{"displayName":"x","mailNickname":"` + name + `",` + more + `}`
	}
	const security, unified = `"mailEnabled":false,"securityEnabled":true`, `"mailEnabled":true,"securityEnabled":true,"groupTypes":["Unified"]`
	plain, team := "/groups/"+s.group("plain"), "/groups/"+s.unified("team")
	hidden := "/groups/" + s.must(201, "POST", "/groups", create("hidden", unified+`,"visibility":"HiddenMembership"`)).id()
	s.run([]step{
		{"GET", plain, "", nil, 200, []string{`"visibility":"Private"`}},
		{"GET", team, "", nil, 200, []string{`"visibility":"Public"`}},
		{"POST", "/groups", create("roles", unified+`,"isAssignableToRole":true`), nil, 201, []string{`"visibility":"Private"`}},
		{"POST", "/groups", create("x", security+`,"isAssignableToRole":true,"visibility":"Public"`), nil, 400, []string{`"target":"visibility"`}},
		{"POST", "/groups", create("x", security+`,"visibility":"HiddenMembership"`), nil, 400, []string{`"target":"visibility"`}},
		{"PATCH", team, `{"visibility":"Private"}`, nil, 204, nil},
		{"PATCH", team, `{"visibility":"HiddenMembership"}`, nil, 400, []string{"cannot be changed later"}},
		{"PATCH", hidden, `{"visibility":"Public"}`, nil, 400, []string{"cannot be changed later"}},
		{"PATCH", hidden, `{"visibility":"HiddenMembership","description":"d"}`, nil, 204, nil},
	})
}

func TestMembershipRule(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	create := func(kinds, rule string) string {
		return `{"displayName":"d","mailNickname":"d","mailEnabled":false,"securityEnabled":true,"groupTypes":[` + kinds + `],"membershipRule":"` + rule + `"}`
	}
	const dynamic = `"DynamicMembership"`
	for _, good := range []string{
		`user.department -eq \"Sales\"`,
		`(user.displayName -startsWith \"O'Brien (\") -and (user.country -in [\"US\",\"JP\"])`,
		`user.memberOf -any (group.objectId -in ['00000000-0000-0000-0000-000000000000'])`,
		`Direct Reports for \"00000000-0000-0000-0000-000000000000\"`,
		`device.displayName -contains \"a` + "`" + `\"b\"`,
	} {
		s.must(201, "POST", "/groups", create(dynamic, good))
	}
	for bad, fault := range map[string]string{
		"nonsense":                                "names no property",
		`\"user.\" -eq \"x\"`:                     "names no property",
		`(user.department -eq \"x\"`:              "a ) is missing",
		`user.department -eq \"x\")`:              "closes nothing",
		`user.country -in [\"US\")`:               "closes nothing",
		`user.department -eq \"x`:                 "no closing quote",
		`user.a -eq \"x\" -or device.b -eq \"y\"`: "not both",
	} {
		r := s.must(400, "POST", "/groups", create(dynamic, bad))
		if !strings.Contains(r.body, fault) || !strings.Contains(r.body, `"target":"membershipRule"`) {
			t.Errorf("%s: %s", bad, r.body)
		}
	}
	g := "/groups/" + s.must(201, "POST", "/groups", create(dynamic, `user.department -eq \"Sales\"`)).id()
	s.run([]step{
		{"POST", "/groups", create("", `user.department -eq \"Sales\"`), nil, 400, []string{"DynamicMembership"}},
		{"PATCH", g, `{"membershipRule":"nonsense"}`, nil, 400, []string{`"target":"membershipRule"`}},
		{"PATCH", g, `{"groupTypes":[],"membershipRuleProcessingState":"Paused"}`, nil, 204, nil},
		{"PATCH", g, `{"membershipRule":"user.department -eq \"HR\""}`, nil, 400, []string{"DynamicMembership"}},
	})
}
