package aadgraph_test

import "testing"

// verify is called with the name in quotes, as the reference says, and
// without, as its sample does; on domains that are not verified yet alone.
func TestVerifyDomain(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	for name, target := range map[string]string{
		"contoso.com": "/domains('contoso.com')/verify", "fabrikam.com": "/domains(fabrikam.com)/verify", "example.net": "/domains/example.net/verify",
	} {
		s.must(201, "POST", "/domains", `{"name":"`+name+`"}`)
		s.answers([]call{{name, "POST", target, "", 200, `{"odata.metadata":"` + root + `/$metadata#domains/@Element",
			"authenticationType":"Managed","availabilityStatus":null,"isAdminManaged":true,"isDefault":false,"isInitial":false,"isRoot":true,
			"isVerified":true,"name":"` + name + `","passwordNotificationWindowInDays":14,"passwordValidityPeriodInDays":2147483647,
			"supportedServices":["Email","OfficeCommunicationsOnline"]}`}})
		s.run([]step{{"POST", target, "", nil, 400, []string{`"code":"Request_BadRequest"`, "already verified"}}})
	}
	s.run([]step{
		{"POST", "/domains('nobody.example')/verify", "", nil, 404, []string{`"code":"Request_ResourceNotFound"`}},
		{"POST", "/domains('" + domain + "')/verify?api-version=beta", "", nil, 400, []string{"already verified"}},
	})
}
