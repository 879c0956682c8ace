package aadgraph_test

import (
	"fmt"
	"testing"
)

func TestTry(t *testing.T) {
	s := newServer(t)
	id := s.user("anna", `"mobile":"+1 555","telephoneNumber":"+1 2"`)
	boss := s.user("boss")
	g := s.group("team")
	show := func(method, path, body string) {
		r := s.do(method, path, body)
		fmt.Println(method, path, r.status, r.body[:min(len(r.body), 500)])
	}
	show("GET", "/users/"+id+"/manager", "")
	show("GET", "/users/"+id+"/$links/manager", "")
	show("PUT", "/users/"+id+"/$links/manager", link(boss))
	show("GET", "/users/"+id+"/$links/manager", "")
	show("GET", "/users/"+id+"?$expand=manager", "")
	show("GET", "/users/"+boss+"?$expand=directReports", "")
	show("POST", "/groups/"+g+"/$links/members", link(id))
	show("POST", "/groups/"+g+"/$links/members", link(id))
	show("POST", "/groups/"+g+"/$links/members", `{"url":"https://graph.windows.net/contoso.onmicrosoft.com/users/boss@`+domain+`"}`)
	show("GET", "/groups/"+g+"/$links/members", "")
	show("GET", "/groups/"+g+"/members?$top=1", "")
	show("GET", "/users/"+id+"/memberOf", "")
	show("DELETE", "/groups/"+g+"/$links/members/"+id, "")
	show("DELETE", "/groups/"+g+"/$links/members/"+id, "")
	show("DELETE", "/users/"+id+"/$links/manager", "")
	show("GET", "/users?$top=2", "")
	show("GET", "/users?$top=2&$orderby=displayName desc", "")
	show("GET", "/users?$filter=mobile eq '+1 555'", "")
	show("GET", "/users?$filter=startswith(telephoneNumber,'+1')", "")
	show("GET", "/users?$filter=displayName ne 'x'", "")
	show("GET", "/applications?$filter=availableToOtherTenants eq true", "")
	show("GET", "/applications?$filter=identifierUris/any(c:c eq 'x')", "")
	show("GET", "/servicePrincipals?$filter=servicePrincipalNames/any(c:c eq '00000003-0000-0000-c000-000000000000')", "")
	show("POST", "/users", `{"displayName":"x","mobilePhone":"1"}`)
	show("POST", "/users", `{"displayName":"x"}`)
	show("POST", "/users", `{"accountEnabled":true,"displayName":"anna","mailNickname":"a","userPrincipalName":"anna@contoso.onmicrosoft.com","passwordProfile":{"password":"`+longPassword+`"}}`)
	show("POST", "/applications", `{"displayName":"app","identifierUris":["https://contoso.onmicrosoft.com/app"],"replyUrls":["https://x/y"],"homepage":"https://h","availableToOtherTenants":false,"passwordCredentials":[{"value":"aaaaaaaaaaaaaaaaaaaaaaa","startDate":"2026-01-01T00:00:00Z","endDate":"2028-01-01T00:00:00Z"}]}`)
	show("POST", "/applications", `{"displayName":"app","identifierUris":["https://contoso.onmicrosoft.com/app"],"replyUrls":["https://x/y"],"homepage":"https://h","availableToOtherTenants":false}`)
	show("GET", "/applications?$filter=identifierUris/any(c:c eq 'https://contoso.onmicrosoft.com/app')", "")
	show("POST", "/applications", `{"displayName":"app","identifierUris":["https://contoso.onmicrosoft.com/app"]}`)
}
