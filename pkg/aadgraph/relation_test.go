package aadgraph_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

const fabeb = "fabeb27a-0481-4a80-b43e-a5c02c125874"

func TestLinks(t *testing.T) {
	t.Parallel()
	s, c := serve(t, none())
	ctx := t.Context()
	for i, err := range []error{
		c.AddLink(ctx, "groups/g/members", fabeb),
		c.SetLink(ctx, "users/u/manager", fabeb),
		c.SetMyManager(ctx, fabeb),
		c.RemoveLink(ctx, "groups/g/members", fabeb),
		c.RemoveLink(ctx, "users/u/manager", ""),
	} {
		if err != nil {
			t.Errorf("step %d: %v", i, err)
		}
	}
	s.Want(t,
		"POST myorganization/groups/g/$links/members?api-version=1.6",
		"PUT myorganization/users/u/$links/manager?api-version=1.6",
		"PUT me/$links/manager?api-version=1.6",
		"DELETE myorganization/groups/g/$links/members/"+fabeb+"?api-version=1.6",
		"DELETE myorganization/users/u/$links/manager?api-version=1.6")
	body := `{"url":"` + s.Base + `/myorganization/directoryObjects/` + fabeb + `"}`
	for i, want := range []string{body, body, body, "", ""} {
		if s.Bodies[i] != want {
			t.Errorf("%s had the body %q, want %q", s.Asked[i], s.Bodies[i], want)
		}
	}
}

func TestReadLinks(t *testing.T) {
	t.Parallel()
	s, c := serve(t,
		ok(`{"odata.metadata":"m","odata.nextLink":"groups/g/$links/members?$skiptoken=X'1'","value":[{"url":"BASE/t/directoryObjects/`+fabeb+`"},{"url":"b"}]}`),
		ok(`{"value":[{"url":"c"}]}`))
	var urls []string
	for u, err := range c.Links(t.Context(), "groups/g/members") {
		if err != nil {
			t.Fatal(err)
		}
		urls = append(urls, u)
	}
	if got := strings.Join(urls, " "); got != s.Base+"/t/directoryObjects/"+fabeb+" b c" {
		t.Errorf("links are %s", got)
	}
	s.Want(t, "GET myorganization/groups/g/$links/members?api-version=1.6",
		"GET myorganization/groups/g/$links/members?api-version=1.6&$skiptoken=X'1'")
}

func TestNoManager(t *testing.T) {
	t.Parallel()
	_, c := serve(t, reply{Status: 404, Body: odataError("Request_ResourceNotFound", "Resource not found for the segment 'manager'.", "")})
	_, err := c.MyManagerLink(t.Context())
	if e := wantKind(t, err, apierr.NotFound); e.Code != "Request_ResourceNotFound" {
		t.Errorf("code is %s", e.Code)
	}
	for _, err := range c.Links(t.Context(), "groups/g/members") {
		wantKind(t, err, apierr.NotFound)
	}
}

func TestLinkID(t *testing.T) {
	t.Parallel()
	for link, want := range map[string]string{
		"https://graph.windows.net/myorganization/directoryObjects/" + fabeb:                                                      fabeb,
		"https://graph.windows.net/t/directoryObjects/" + strings.ToUpper(fabeb) + "/Microsoft.WindowsAzure.ActiveDirectory.User": fabeb,
		"https://graph.windows.net/t/users/" + fabeb:                                                                              "",
		"https://graph.windows.net/t/directoryObjects/":                                                                           "",
		"https://graph.windows.net/t/directoryObjects/x":                                                                          "",
		"": "",
	} {
		if got := aadgraph.LinkID(link); got != want {
			t.Errorf("LinkID(%q) = %q, want %q", link, got, want)
		}
	}
}

func TestNeverDeletesThroughARelation(t *testing.T) {
	t.Parallel()
	for path, good := range map[string]bool{
		"groups/g/members/m":                                  false,
		"groups/g/Members/m":                                  false,
		"groups/g/%6dembers/m":                                false,
		"groups/g/members('m')":                               false,
		"groups/g/members/Microsoft.DirectoryServices.User/m": false,
		"groups('g')/owners/m":                                false,
		"users/u/manager":                                     false,
		"users('u')%2Fmanager":                                false,
		"users/u%2Fmanager":                                   false,
		"me/manager":                                          false,
		"me/manager/":                                         false,
		"users/u/directReports/x":                             false,
		"applications/a/owners/o":                             false,
		"groups/g/members":                                    false,
		"devices/d/registeredOwners/u":                        false,
		"directoryRoles/r/members/m":                          false,
		"groups/g/members/$links/m":                           false,
		"groups/g/$links":                                     true,
		"groups/g%2F$links/members/m":                         false,
		"groups/$links%2Fg/members/m":                         false,
		"groups/g/$links%2Fmembers/m":                         false,
		"groups/g/$links/members/m":                           true,
		"groups/g/%24links/members/m":                         true,
		"groups/g/$Links/members/m":                           true,
		"users/u/$links/manager":                              true,
		"me/$links/manager":                                   true,
		"users/u":                                             true,
		"groups/g":                                            true,
		"groups/members":                                      false,
		"applications/a/extensionProperties/e":                true,
		"users/u/appRoleAssignments/a":                        true,
		"oauth2PermissionGrants/g":                            true,
		"domains('owners.example')":                           true,
		"groups/g/$links/members/m?x=/":                       false,
		"groups/g/$links/members/m#x":                         false,
		"groups/g/$links/members/../../../h":                  false,
		"groups/g/$links/members/%2e%2e/m":                    false,
	} {
		s, c := serve(t, none())
		err := c.Delete(t.Context(), path)
		if good != (err == nil) || good != (len(s.Asked) == 1) {
			t.Errorf("DELETE %s: %v after %d requests", path, err, len(s.Asked))
		}
		_, rawErr := c.Raw(t.Context(), &rest.Request{Method: "delete", Path: path})
		doErr := c.Do(t.Context(), aadgraph.Request{Method: http.MethodDelete, Path: path}).Err
		if good != (rawErr == nil) || good != (doErr == nil) {
			t.Errorf("DELETE %s: %v by Raw, %v by Do", path, rawErr, doErr)
		}
	}
	_, c := serve(t, ok(`{}`))
	if _, err := c.Get(t.Context(), "users/u/manager", odata.Query{}); err != nil {
		t.Errorf("a manager cannot be read: %v", err)
	}
}
