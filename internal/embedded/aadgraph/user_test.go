package aadgraph_test

import (
	"fmt"
	"testing"
)

func TestTry(t *testing.T) {
	s := newServer(t)
	id := s.user("anna", `"mobile":"+1 555","telephoneNumber":"+1 2"`)
	fmt.Println(s.must(200, "GET", "/users/"+id, "").body)
	s.must(204, "PATCH", "/users/"+id, `{"physicalDeliveryOfficeName":"B1"}`)
	fmt.Println(s.must(200, "GET", "/users/anna@"+domain, "").body)
	for _, p := range []string{"/groups", "/applications", "/servicePrincipals", "/devices", "/contacts", "/directoryRoles", "/directoryRoleTemplates", "/tenantDetails", "/subscribedSkus", "/oauth2PermissionGrants", "/domains", "/deletedApplications", "/directoryObjects", "/users", "/domains('contoso.onmicrosoft.com')", "/domains/contoso.onmicrosoft.com/verificationDnsRecords", "/users/" + id + "/memberOf"} {
		r := s.do("GET", p, "")
		fmt.Println(p, r.status, r.body[:min(len(r.body), 400)])
	}
}
