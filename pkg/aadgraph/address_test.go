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

func TestTenants(t *testing.T) {
	t.Parallel()
	for tenant, segment := range map[string]string{
		"":                                     "myorganization",
		"myorganization":                       "myorganization",
		"MyOrganization":                       "myorganization",
		"b0f6b5e4-8a3f-4b0e-9d8e-1d2f3a4b5c6d": "b0f6b5e4-8a3f-4b0e-9d8e-1d2f3a4b5c6d",
		"contoso.onmicrosoft.com":              "contoso.onmicrosoft.com",
		"münchen.example":                      "m%C3%BCnchen.example",
		"me":                                   "",
		"contoso":                              "",
		"..":                                   "",
		"a/../b.com":                           "",
		"a.com/users":                          "",
		"a.com?x":                              "",
		"a.com#x":                              "",
		".com":                                 "",
		"a..com":                               "",
		"a .com":                               "",
	} {
		s, c := serveWith(t, aadgraph.Options{Tenant: tenant}, ok(`{}`))
		_, err := c.Get(t.Context(), "users/u", odata.Query{})
		if segment == "" {
			if wantKind(t, err, apierr.Invalid); len(s.Asked) > 0 {
				t.Errorf("tenant %q left as %s", tenant, s.Asked)
			}
			continue
		}
		s.Want(t, "GET "+segment+"/users/u?api-version=1.6")
		if want := s.Base + "/" + segment + "/directoryObjects/o"; c.ObjectURL("o") != want {
			t.Errorf("address is %s, want %s", c.ObjectURL("o"), want)
		}
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"users/u":           "contoso.com/users/u",
		"/users/u":          "contoso.com/users/u",
		"":                  "contoso.com/",
		"$metadata":         "contoso.com/$metadata",
		"me":                "me",
		"Me/manager":        "Me/manager",
		"me/$links/manager": "me/$links/manager",
		"users/me":          "contoso.com/users/me",
		"meetings":          "contoso.com/meetings",
		odata.KeyPath("users", "o'hara#EXT#@müller.example"): "contoso.com/users/o'hara%23EXT%23@m%C3%BCller.example",
		aadgraph.DomainPath("contoso.com"):                   "contoso.com/domains('contoso.com')",
	} {
		s, c := serveWith(t, aadgraph.Options{Tenant: "contoso.com"}, ok(`{}`))
		if _, err := c.Get(t.Context(), path, odata.Query{}); err != nil {
			t.Error(err)
		}
		s.Want(t, "GET "+want+"?api-version=1.6")
	}
}

// TestVersions has each function asked for in each version: what is too old is
// refused before it is sent, and the hint says which version it takes.
func TestVersions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		method, path string
		least        aadgraph.Version
	}{
		{"GET", "applications/o", aadgraph.Version16},
		{"PATCH", "applications/o", aadgraph.Version20130405},
		{"GET", "applications", aadgraph.Version20130405},
		{"GET", "applications/o/owners", aadgraph.Version20130405},
		{"GET", "applicationsByAppId/a", aadgraph.Version16},
		{"GET", "servicePrincipalsByAppId/a/objectId", aadgraph.Version16},
		{"POST", "applications/o/addKey", aadgraph.Version16},
		{"POST", "applicationsByAppId/a/removeKey", aadgraph.Version16},
		{"POST", "me/changePassword", aadgraph.Version16},
		{"POST", "users/u/changePassword", aadgraph.Version16},
		{"POST", "users/u/assignLicense", aadgraph.Version20131108},
		{"POST", "me/assignLicense", aadgraph.Version20131108},
		{"POST", "users/u/checkMemberGroups", aadgraph.Version20130405},
		{"POST", "users/u/getMemberGroups", aadgraph.Version20130405},
		{"POST", "users/u/getMemberObjects", aadgraph.Version15},
		{"POST", "isMemberOf", aadgraph.Version20130405},
		{"POST", "getObjectsByObjectIds", aadgraph.Version15},
		{"POST", "getAvailableExtensionProperties", aadgraph.Version15},
		{"POST", "deletedApplications/o/restore", aadgraph.Version15},
		{"GET", "deletedApplications", aadgraph.Version15},
		{"POST", "domains('contoso.com')/verify", aadgraph.Version16},
		{"GET", "users/u", aadgraph.Version20130405},
	} {
		for _, v := range aadgraph.Versions() {
			s, c := serveWith(t, aadgraph.Options{Version: v}, ok(`{}`))
			err := c.Do(t.Context(), aadgraph.Request{Method: tt.method, Path: tt.path}).Err
			if !v.Before(tt.least) {
				if err != nil || !strings.HasSuffix(s.Asked[0], "?api-version="+string(v)) {
					t.Errorf("%s %s in %s: %v, %s", tt.method, tt.path, v, err, s.Asked)
				}
				continue
			}
			e := wantKind(t, err, apierr.Unsupported)
			if !strings.Contains(e.Hint, string(tt.least)) || len(s.Asked) > 0 {
				t.Errorf("%s %s in %s: hint %q after %d requests", tt.method, tt.path, v, e.Hint, len(s.Asked))
			}
		}
	}
}

func TestUnknownVersions(t *testing.T) {
	t.Parallel()
	s, c := serveWith(t, aadgraph.Options{Version: "2.0"}, ok(`{}`))
	_, err := c.Me(t.Context())
	if e := wantKind(t, err, apierr.Invalid); !strings.Contains(e.Hint, "1.6") || len(s.Asked) > 0 {
		t.Errorf("hint %q after %d requests", e.Hint, len(s.Asked))
	}
}

func TestRaw(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]string{
		"":                               "?api-version=1.6",
		"$top=1":                         "?api-version=1.6&$top=1",
		"$top=1&api-version=1.5":         "?$top=1&api-version=1.5",
		"api%2Dversion=beta":             "?api%2Dversion=beta",
		"$filter=a%20eq%20'api-version'": "?api-version=1.6&$filter=a%20eq%20'api-version'",
		"api-version=7":                  "",
		"api-version=":                   "",
	} {
		s, c := serve(t, ok(`{"x":1}`))
		res, err := c.Raw(t.Context(), &rest.Request{Method: http.MethodGet, Path: "users", Query: query})
		if want == "" {
			wantKind(t, err, apierr.Invalid)
			continue
		}
		if err != nil || string(res.Body) != `{"x":1}` {
			t.Fatalf("%q: %v", query, err)
		}
		s.Want(t, "GET myorganization/users"+want)
	}
	s, c := serve(t, ok(`{}`))
	_, err := c.Raw(t.Context(), &rest.Request{Method: http.MethodGet, Path: "applicationsByAppId/a", Query: "api-version=1.5"})
	wantKind(t, err, apierr.Unsupported)
	_, err = c.Raw(t.Context(), &rest.Request{Method: http.MethodGet, URL: c.Base()})
	if wantKind(t, err, apierr.Invalid); len(s.Asked) > 0 {
		t.Errorf("left as %s", s.Asked)
	}
}
