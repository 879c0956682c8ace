package aadgraph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func people() string {
	return page(person("ann", `,"city":"Berlin","accountEnabled":true`), person("Bob", `,"city":"Ärhus","accountEnabled":false,"createdDateTime":"2025-01-02T00:00:00Z"`),
		person("cleo", `,"city":"Ajaccio","mail":"cleo@contoso.com","accountEnabled":true,"createdDateTime":"2025-01-02T00:00:00Z"`), person("dan", `,"city":null,"accountEnabled":true,"createdDateTime":"2024-12-31T23:59:59Z"`))
}

// The service is asked what it can do, and the rest is done here.
func TestWhoDoesWhatOfAQuery(t *testing.T) {
	t.Parallel()
	users := directory.Ref{Set: "users"}
	tests := []struct {
		q           odata.Query
		asked, want string
	}{
		{odata.Query{}, "users?$top=999", "ann Bob cleo dan"},
		{odata.Query{Top: 5}, "users?$top=5", "ann Bob cleo dan"},
		{odata.Query{Filter: "displayName eq 'o''b'"}, "users?$filter=displayName eq 'o''b'&$top=999", "ann Bob cleo dan"},
		{odata.Query{Filter: "city ne 'Berlin'", Top: 5}, "users?$top=999", "Bob cleo dan"},
		{odata.Query{Filter: "accountEnabled eq true and city ne 'Berlin'"}, "users?$filter=accountEnabled eq true&$top=999", "Bob cleo dan"},
		{odata.Query{Filter: "endsWith(mail,'contoso.com')"}, "users?$top=999", "cleo"},
		{odata.Query{Filter: "city eq null"}, "users?$top=999", "dan"},
		{odata.Query{OrderBy: "displayName"}, "users?$orderby=displayName&$top=999", "ann Bob cleo dan"},
		{odata.Query{OrderBy: "createdDateTime"}, "users?$top=999", "ann dan Bob cleo"},
		{odata.Query{OrderBy: "createdDateTime desc,displayName desc"}, "users?$top=999", "cleo Bob dan ann"},
		{odata.Query{OrderBy: "city"}, "", "invalid"}, // nor does Graph
		{odata.Query{OrderBy: "displayName desc", Filter: "accountEnabled eq true"}, "users?$filter=accountEnabled eq true&$top=999", "dan cleo Bob ann"},
		{odata.Query{Filter: "employeeType ne 'x' or city eq 'y'"}, "", "not supported"},
		{odata.Query{Filter: "onPremisesExtensionAttributes/extensionAttribute1 eq 'x'"}, "", "not supported"},
		{odata.Query{Filter: "NOT(businessPhones/any(p:startsWith(p,'9'))) and imAddresses/any(i:i eq 'x')"}, "users?$filter=(sipProxyAddress eq 'x')&$top=999", "ann Bob cleo dan"},
		{odata.Query{Search: `"displayName:CL"`}, "users?$top=999", "cleo"},
		{odata.Query{Expand: "manager"}, "users?$expand=manager&$top=999", "ann Bob cleo dan"},
	}
	for _, tt := range tests {
		s, a := serve(t, nil, scripted{"GET contoso.com/users", 200, people()})
		got := names(t, a, users, tt.q)
		if asked := strings.Join(s.asked, "; "); strings.TrimPrefix(asked, "GET contoso.com/") != tt.asked || got != tt.want {
			t.Errorf("%+v: asked %s and gave %s, want %s and %s", tt.q, asked, got, tt.asked, tt.want)
		}
	}
}

func TestListsThatTakeNoOptions(t *testing.T) {
	t.Parallel()
	for ref, want := range map[directory.Ref]string{
		{Set: "directoryRoles"}:                                              "directoryRoles",
		{Set: "directoryRoles", Key: "r", Path: "members"}:                   "directoryRoles/r/members",
		{Set: "subscribedSkus"}:                                              "subscribedSkus",
		{Set: "organization"}:                                                "tenantDetails",
		{Set: "domains", Key: "a.b", Path: "verificationDnsRecords"}:         "domains('a.b')/verificationDnsRecords",
		{Set: "groups", Key: "g", Path: "members"}:                           "groups/g/members?$top=999",
		{Set: "groups", Key: "g", Path: "members/microsoft.graph.group"}:     "groups/g/members?$top=999",
		{Set: "directory/deletedItems", Path: "microsoft.graph.application"}: "deletedApplications?$top=999",
		{Set: "groups", Key: "g", Path: "owners/$ref"}:                       "groups/g/$links/owners",
		{Set: "applications", Key: "a", Path: "extensionProperties"}:         "applications/a/extensionProperties",
	} {
		s, a := serve(t, nil, scripted{"GET", 200, page()})
		names(t, a, ref, odata.Query{})
		if got := strings.Join(s.asked, "; "); got != "GET contoso.com/"+want {
			t.Errorf("%v: asked %s, want %s", ref, got, want)
		}
	}
}

func TestCastAndCount(t *testing.T) {
	t.Parallel()
	group := `{"odata.type":"Microsoft.DirectoryServices.Group","objectType":"Group","objectId":"g","displayName":"team"}`
	_, a := serve(t, nil, scripted{"GET contoso.com/groups/g/members", 200, page(person("ann", ""), group, person("bob", ""))})
	members := directory.Ref{Set: "groups", Key: "g", Path: "members"}
	if got := names(t, a, members.Below("members/microsoft.graph.group"), odata.Query{}); got != "team" {
		t.Errorf("groups among the members: %s", got)
	}
	for path, want := range map[string]string{"members/$count": "3", "members/microsoft.graph.user/$count": "2"} {
		o, err := a.Get(t.Context(), members.Below(path), odata.Query{})
		if err != nil {
			t.Fatal(err)
		}
		if n, _ := o.Raw("value"); string(n) != want {
			t.Errorf("%s: %s, want %s", path, n, want)
		}
	}
}

func TestTypesThatAreNotTranslated(t *testing.T) {
	t.Parallel()
	unit := `{"odata.type":"Microsoft.DirectoryServices.AdministrativeUnit","objectType":"AdministrativeUnit","objectId":"u","displayName":"unit"}`
	_, a := serve(t, nil, scripted{"GET contoso.com/users/u/memberOf", 200, page(unit)}, scripted{"GET contoso.com/users/u/licenseDetails", 200, page(`{"objectId":"l","skuId":"s"}`)})
	for path, want := range map[string]string{
		"memberOf":       `{"@odata.type":"#microsoft.graph.administrativeUnit","id":"u","displayName":"unit"}`,
		"licenseDetails": `{"id":"l","skuId":"s"}`,
	} {
		for o, err := range a.List(t.Context(), user("u", path), odata.Query{}) {
			if got := string(o.AppendJSON(nil)); err != nil || got != want {
				t.Errorf("%s: %s, %v; want %s", path, got, err, want)
			}
		}
	}
}

// A filter that the service refuses after all is worked out here.
func TestFilterThatIsRefused(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{"Request_UnsupportedQuery": "Bob", "Request_BadRequest": "Bob", "Authorization_RequestDenied": "not permitted"} {
		status := 400
		if code == "Authorization_RequestDenied" {
			status = 403
		}
		s, a := serve(t, nil,
			scripted{"GET contoso.com/users?$filter", status, refusal(code, "no")},
			scripted{"GET contoso.com/users?$top=999", 200, people()})
		if got := names(t, a, directory.Ref{Set: "users"}, odata.Query{Filter: "city eq 'ärhus'"}); got != want {
			t.Errorf("%s: %s, want %s (asked %q)", code, got, want, s.asked)
		}
	}
}

func TestPagesAndSelect(t *testing.T) {
	t.Parallel()
	first := strings.Replace(page(person("ann", "")), `"value"`, `"odata.nextLink":"directoryObjects/$/Microsoft.DirectoryServices.User?$skiptoken=X'1'","value"`, 1)
	s, a := serve(t, nil,
		scripted{"GET contoso.com/users", 200, first},
		scripted{"GET contoso.com/directoryObjects/$/Microsoft.DirectoryServices.User?$skiptoken=X'1'", 200, page(person("bob", ""))})
	var got []string
	for o, err := range a.List(t.Context(), directory.Ref{Set: "users"}, odata.Query{Select: []string{"jobtitle", "DisplayName", "employeeType"}}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(o.AppendJSON(nil)))
	}
	if want := `[{"jobTitle":null,"displayName":"ann"} {"jobTitle":null,"displayName":"bob"}]`; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s (asked %q)", got, want, s.asked)
	}
}

func TestExpandedObjects(t *testing.T) {
	t.Parallel()
	with := strings.TrimSuffix(person("ann", ""), "}") + `,"manager":` + person("bob", "") + `}`
	without := strings.TrimSuffix(person("cleo", ""), "}") + `,"manager":null}`
	_, a := serve(t, nil, scripted{"GET contoso.com/users", 200, page(with, without)})
	var got []string
	for o, err := range a.List(t.Context(), directory.Ref{Set: "users"}, odata.Query{Select: []string{"id"}, Expand: "manager($select=id,displayName)"}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(o.AppendJSON(nil)))
	}
	want := `[{"id":"id-ann","manager":{"@odata.type":"#microsoft.graph.user","id":"id-bob","displayName":"bob"}} {"id":"id-cleo"}]`
	if fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
	for _, expand := range []string{"manager,memberOf", "nothing", "manager($levels=2)", "members($top=5)"} {
		if got := names(t, a, directory.Ref{Set: "users"}, odata.Query{Expand: expand}); got != apierr.Unsupported.Error() {
			t.Errorf("$expand=%s: %s", expand, got)
		}
	}
}

// What would have to be sorted here is bounded.
func TestTooManyToSort(t *testing.T) {
	t.Parallel()
	var all []string
	for i := range 20_001 {
		all = append(all, person(fmt.Sprint("u", i), ""))
	}
	_, a := serve(t, nil, scripted{"GET contoso.com/users", 200, page(all...)})
	if got := names(t, a, directory.Ref{Set: "users"}, odata.Query{OrderBy: "createdDateTime"}); got != apierr.Unsupported.Error() {
		t.Errorf("the list ends with %.60s", got)
	}
}
