package aadgraph_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// TestPages: odata.nextLink is relative, has no api-version and brings the
// options of the first page with it.
func TestPages(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	for _, name := range []string{"d", "b", "a", "c"} {
		s.user(name, `"department":"`+strings.ToUpper(name)+`"`)
	}
	for _, query := range []string{"?$top=2", "?$top=1&$orderby=displayName desc", "?$top=3&$filter=startswith(userPrincipalName,'')", "?$top=2&$filter=accountEnabled eq true"} {
		var names []string
		for page := "/users" + query; page != ""; {
			r := s.must(http.StatusOK, "GET", page, "")
			for _, name := range r.values("displayName") {
				names = append(names, strings.ToLower(name))
			}
			next, _ := r.get("odata.nextLink").(string)
			if next != "" && (!strings.HasPrefix(next, "directoryObjects/$/Microsoft.DirectoryServices.User?$skiptoken=X'") || strings.Contains(next, "api-version")) {
				t.Fatalf("odata.nextLink %s", next)
			}
			if page = ""; next != "" {
				page = "/" + next
			}
		}
		sorted := slices.Sorted(slices.Values(names))
		if strings.Contains(query, "desc") {
			slices.Reverse(sorted)
		}
		if len(names) != 5 || !strings.Contains(query, "$filter") && !slices.Equal(names, sorted) {
			t.Errorf("%s: %v", query, names)
		}
	}
}

// TestPagesBack: with previous-page=true a token leads to the page that ends
// where the token's begins, and its link further back (Microsoft's "Paging",
// steps 1 to 4).
func TestPagesBack(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		s.user(name)
	}
	for _, query := range []string{"$top=2", "$top=2&$orderby=displayName desc", "$top=2&$filter=accountEnabled eq true"} {
		first := s.must(http.StatusOK, "GET", "/users?"+query, "")
		link := func(r reply) string {
			next, _ := r.get("odata.nextLink").(string)
			return "/" + next
		}
		second := s.must(http.StatusOK, "GET", link(first), "")
		third := s.must(http.StatusOK, "GET", link(second), "")
		back := s.must(http.StatusOK, "GET", link(second)+"&previous-page=true", "")
		if !slices.Equal(back.values("objectId"), second.values("objectId")) {
			t.Errorf("%s: back from the third page: %v", query, back.values("displayName"))
		}
		again := s.must(http.StatusOK, "GET", link(back)+"&previous-page=true", "")
		if !slices.Equal(again.values("objectId"), first.values("objectId")) || again.get("odata.nextLink") != nil {
			t.Errorf("%s: back from the second page: %s", query, again.body)
		}
		if forth := s.must(http.StatusOK, "GET", link(back), ""); !slices.Equal(forth.values("objectId"), second.values("objectId")) {
			t.Errorf("%s: forth again: %v", query, forth.values("displayName"))
		}
		if len(third.values("objectId")) != 2 || third.get("odata.nextLink") != nil {
			t.Errorf("%s: third page %s", query, third.body)
		}
	}
}

func TestRelationPages(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	team := s.group("team")
	for _, name := range []string{"a", "b", "c"} {
		s.must(http.StatusNoContent, "POST", "/groups/"+team+"/$links/members", link(s.user(name)))
	}
	r := s.must(http.StatusOK, "GET", "/groups/"+team+"/members?$top=2", "")
	next, _ := r.get("odata.nextLink").(string)
	if got := len(r.values("objectId")); got != 2 || next == "" {
		t.Fatalf("%d objects, next %q", got, next)
	}
	last := s.must(http.StatusOK, "GET", "/"+next, "")
	if got := len(last.values("objectId")); got != 1 || last.get("odata.nextLink") != nil {
		t.Errorf("last page: %s", last.body)
	}
	_, token, _ := strings.Cut(next, "?")
	s.run([]step{
		{"GET", "/groups/" + s.group("other") + "/members?" + token, "", nil, 400, []string{"Directory_ExpiredPageToken"}},
		{"GET", "/users?" + token, "", nil, 400, []string{"Directory_ExpiredPageToken"}},
		{"GET", "/users?$skiptoken=X'zz'", "", nil, 400, []string{"Directory_ExpiredPageToken"}},
		{"GET", "/users?$skiptoken=X'703D757365727326743D78'", "", nil, 400, []string{"Directory_ExpiredPageToken"}},
		{"GET", "/users?$skiptoken=garbage", "", nil, 400, []string{"Directory_ExpiredPageToken"}},
	})
}

// TestFilters: filters are in this protocol's names; Graph's own are unknown.
func TestFilters(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id := s.user("anna", `"mobile":"+1 555","telephoneNumber":"+1 2","physicalDeliveryOfficeName":"B1","city":"Rom","otherMails":["a@b.example"]`)
	s.user("berta")
	app := s.must(http.StatusCreated, "POST", "/applications", `{"displayName":"app","identifierUris":["https://contoso.onmicrosoft.com/a"],"availableToOtherTenants":true,"replyUrls":["https://r.example"]}`)
	appID, _ := app.get("appId").(string)
	for filter, set := range map[string]string{
		"displayName eq 'anna'":                                          "users",
		"startswith(displayName,'ann')":                                  "users",
		"city eq 'Rom' and accountEnabled eq true":                       "users",
		"city eq 'Rom' or city eq 'Wien'":                                "users",
		"objectId eq '" + id + "'":                                       "users",
		"mobile eq '%2B1 555'":                                           "users",
		"telephoneNumber eq '%2B1 2'":                                    "users",
		"physicalDeliveryOfficeName eq 'B1'":                             "users",
		"otherMails/any(m:m eq 'a@b.example')":                           "users",
		"displayName ge 'anna' and displayName le 'anna'":                "users",
		"appId eq '" + appID + "'":                                       "applications",
		"identifierUris/any(u:u eq 'https://contoso.onmicrosoft.com/a')": "applications",
		"availableToOtherTenants eq true":                                "applications",
		"availableToOtherTenants eq false":                               "applications",
	} {
		want := 1
		if filter == "availableToOtherTenants eq false" {
			want = 0
		}
		r := s.must(http.StatusOK, "GET", "/"+set+"?$filter="+filter, "")
		if got := len(r.values("objectId")); got != want {
			t.Errorf("%s: %d objects, want %d", filter, got, want)
		}
	}
}

// TestUnsupportedQueries: facts/aadgraph.md, section 4.
func TestUnsupportedQueries(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	team := s.group("team")
	for query, code := range map[string]string{
		"/users?$count=true":                                      "Request_UnsupportedQuery",
		"/users?$skip=1":                                          "Request_UnsupportedQuery",
		"/users?$inlinecount=allpages":                            "Request_UnsupportedQuery",
		"/users?$select=displayName":                              "Request_UnsupportedQuery",
		"/users?$search=\"x\"":                                    "Request_UnsupportedQuery",
		"/users?$top=0":                                           "Request_UnsupportedQuery",
		"/users?$top=1000":                                        "Request_UnsupportedQuery",
		"/users?$filter=displayName ne 'x'":                       "Request_UnsupportedQuery",
		"/users?$filter=displayName gt 'x'":                       "Request_UnsupportedQuery",
		"/users?$filter=not(displayName eq 'x')":                  "Request_UnsupportedQuery",
		"/users?$filter=displayName eq null":                      "Request_UnsupportedQuery",
		"/users?$filter=endswith(displayName,'x')":                "Request_UnsupportedQuery",
		"/users?$filter=substringof('x',displayName)":             "Request_UnsupportedQuery",
		"/users?$filter=otherMails/all(m:m eq 'x')":               "Request_UnsupportedQuery",
		"/users?$filter=displayName in ('x')":                     "Request_UnsupportedQuery",
		"/users?$filter=userIdentities/any(i:i/issuer eq 'x')":    "Request_UnsupportedQuery",
		"/users?$filter=mobilePhone eq 'x'":                       "Request_BadRequest",
		"/users?$filter=manager/displayName eq 'x'":               "Request_BadRequest",
		"/users?$filter=displayName eq":                           "Request_BadRequest",
		"/users?$filter=displayName eq 'x'&$orderby=displayName":  "Request_UnsupportedQuery",
		"/users?$orderby=city":                                    "Request_UnsupportedQuery",
		"/groups?$orderby=userPrincipalName":                      "Request_UnsupportedQuery",
		"/applications?$orderby=displayName":                      "Request_UnsupportedQuery",
		"/users?$expand=manager,memberOf":                         "Request_UnsupportedQuery",
		"/users?$expand=nothing":                                  "Request_BadRequest",
		"/directoryRoles?$top=5":                                  "Request_UnsupportedQuery",
		"/directoryRoles?$filter=displayName eq 'x'":              "Request_UnsupportedQuery",
		"/subscribedSkus?$top=5":                                  "Request_UnsupportedQuery",
		"/groups/" + team + "/members?$filter=displayName eq 'x'": "Request_UnsupportedQuery",
		"/groups/" + team + "/$links/members?$top=1":              "Request_UnsupportedQuery",
		"/me?$filter=displayName eq 'x'":                          "Request_UnsupportedQuery",
		"/users?previous-page=true":                               "Request_BadRequest",
		"/users?$skiptoken=X'00'&previous-page=true":              "Directory_ExpiredPageToken",
		"/users?$filter=a&$filter=b":                              "Request_BadRequest",
	} {
		r := s.do("GET", query, "")
		if got := r.get("odata.error", "code"); r.status != http.StatusBadRequest || got != code {
			t.Errorf("%s: status %d, code %v, want %s: %s", query, r.status, got, code, r.body)
		}
	}
}

// TestExpandMany: of a relation at most 20 objects are expanded.
func TestExpandMany(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	team := s.group("team")
	for i := range 21 {
		s.must(http.StatusNoContent, "POST", "/groups/"+team+"/$links/members", link(s.group("g"+string(rune('a'+i)))))
	}
	members, _ := s.must(http.StatusOK, "GET", "/groups/"+team+"?$expand=members", "").get("members").([]any)
	if len(members) != 20 {
		t.Errorf("%d members", len(members))
	}
}

func TestServiceDocument(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	r := s.must(http.StatusOK, "GET", root+"?api-version=1.6", "")
	names := r.values("name")
	for _, want := range []string{"users", "groups", "contacts", "applications", "servicePrincipals", "domains", "tenantDetails", "subscribedSkus", "directoryRoles", "devices", "deletedApplications"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is missing: %v", want, names)
		}
	}
	for _, name := range names {
		s.must(http.StatusOK, "GET", "/"+name, "")
	}
}
