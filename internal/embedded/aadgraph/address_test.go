package aadgraph_test

import (
	"net/http"
	"strings"
	"testing"
)

const (
	tenantID      = "6f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a35"
	administrator = "admin@" + domain
)

// TestTenants: every way to name the tenant leads to the same user, and a
// tenant that is not this one is refused as the service does.
func TestTenants(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	for _, tenant := range []string{"myorganization", "MyOrganization", tenantID, strings.ToUpper(tenantID), domain, "Contoso.OnMicrosoft.com"} {
		r := s.must(http.StatusOK, "GET", host+"/"+tenant+"/users/"+administrator+"?api-version=1.6", "")
		if got := r.get("userPrincipalName"); got != administrator {
			t.Errorf("%s: userPrincipalName %v", tenant, got)
		}
		want := host + "/" + strings.ToLower(tenant) + "/$metadata#directoryObjects/Microsoft.DirectoryServices.User/@Element"
		if got := r.get("odata.metadata"); got != want {
			t.Errorf("%s: odata.metadata %v, want %s", tenant, got, want)
		}
	}
	for _, me := range []string{host + "/me", host + "/Me", root + "/me"} {
		if got := s.must(http.StatusOK, "GET", me+"?api-version=1.6", "").get("userPrincipalName"); got != administrator {
			t.Errorf("%s: %v", me, got)
		}
	}
	for _, other := range []string{"fabrikam.com", "00000000-0000-0000-0000-000000000001"} {
		r := s.must(http.StatusBadRequest, "GET", host+"/"+other+"/users?api-version=1.6", "")
		if code, text := r.get("odata.error", "code"), r.get("odata.error", "message", "value"); code != "Request_BadRequest" || text != "Invalid domain name in the request url." {
			t.Errorf("%s: %v %v", other, code, text)
		}
	}
}

// TestUnverifiedDomain: only a verified domain names the tenant.
func TestUnverifiedDomain(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.must(http.StatusCreated, "POST", "/domains", `{"name":"new.example"}`)
	s.must(http.StatusBadRequest, "GET", host+"/new.example/users?api-version=1.6", "")
}

func TestVersions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	for version, want := range map[string]string{
		"":                                 "Request_DataContractVersionMissing",
		"?api-version=":                    "Request_DataContractVersionMissing",
		"?api-version=1.7":                 "Request_InvalidDataContractVersion",
		"?api-version=2013-04-06":          "Request_InvalidDataContractVersion",
		"?api-version=1.6&api-version=1.5": "Request_InvalidDataContractVersion",
	} {
		r := s.must(http.StatusBadRequest, "GET", host+"/myorganization/users"+version, "")
		if got := r.get("odata.error", "code"); got != want {
			t.Errorf("%q: %v, want %s", version, got, want)
		}
	}
	for version, namespace := range map[string]string{
		"beta": "Microsoft.DirectoryServices", "1.6": "Microsoft.DirectoryServices", "1.5": "Microsoft.DirectoryServices",
		"2013-11-08": "Microsoft.WindowsAzure.ActiveDirectory", "2013-04-05": "Microsoft.WindowsAzure.ActiveDirectory",
	} {
		r := s.must(http.StatusOK, "GET", host+"/me?api-version="+version, "")
		if got := r.get("odata.type"); got != namespace+".User" {
			t.Errorf("%s: odata.type %v", version, got)
		}
	}
}

// TestOlderVersions: what a version does not have is not found in it.
func TestOlderVersions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	for _, try := range []struct{ method, path, version, segment string }{
		{"GET", "/domains", "2013-11-08", "domains"},
		{"GET", "/deletedApplications", "2013-11-08", "deletedApplications"},
		{"GET", "/applicationsByAppId/x", "1.5", "applicationsByAppId"},
		{"POST", "/users/" + administrator + "/getMemberObjects", "2013-11-08", "getMemberObjects"},
		{"POST", "/me/changePassword", "1.5", "changePassword"},
		{"POST", "/users/" + administrator + "/assignLicense", "2013-04-05", "assignLicense"},
	} {
		r := s.must(http.StatusNotFound, try.method, root+try.path+"?api-version="+try.version, "{}")
		if got := r.get("odata.error", "message", "value"); got != "Resource not found for the segment '"+try.segment+"'." {
			t.Errorf("%s in %s: %v", try.path, try.version, got)
		}
	}
}

// TestPaths: the ways to name an object, and what no path is.
func TestPaths(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id := s.user("o'neil")
	odd := s.must(http.StatusCreated, "POST", "/users", `{"accountEnabled":true,"displayName":"Guest","mailNickname":"g",
		"userPrincipalName":"g_fabrikam.com#EXT#@`+domain+`","passwordProfile":{"password":"`+longPassword+`"}}`).id()
	for path, want := range map[string]string{
		"/users/" + id:                                                  id,
		"/users('" + id + "')":                                          id,
		"/users/o'neil@" + domain:                                       id,
		"/users/o%27neil%40" + domain:                                   id,
		"/users('o''neil@" + domain + "')":                              id,
		"/users/g_fabrikam.com%23EXT%23@" + domain:                      odd,
		"/directoryObjects/" + id:                                       id,
		"/directoryObjects/" + id + "/Microsoft.DirectoryServices.User": id,
	} {
		if got := s.must(http.StatusOK, "GET", path, "").id(); got != want {
			t.Errorf("%s: objectId %s, want %s", path, got, want)
		}
	}
	for path, want := range map[string]int{
		"/nothing":                          http.StatusNotFound,
		"/users/" + id + "/more":            http.StatusNotFound,
		"/users/" + id + "/manager/manager": http.StatusNotFound,
		"/users/" + id + "/$links":          http.StatusNotFound,
		"/directoryObjects/" + id + "/Microsoft.DirectoryServices.Group": http.StatusNotFound,
		"/applicationsByAppId":           http.StatusNotFound,
		"/users/delta":                   http.StatusNotFound,
		"/users/$count":                  http.StatusNotFound,
		"/users/microsoft.graph.delta()": http.StatusNotFound,
		"/users('x'y')":                  http.StatusNotFound,
		"/users(o'neil)":                 http.StatusBadRequest,
		"/users/a%2fmanager":             http.StatusNotFound,
	} {
		if r := s.do("GET", path, ""); r.status != want {
			t.Errorf("%s: status %d, want %d: %s", path, r.status, want, r.body)
		}
	}
}

func TestDomainsByName(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	for _, path := range []string{"/domains('" + domain + "')", "/domains(" + domain + ")", "/domains/" + domain} {
		r := s.must(http.StatusOK, "GET", path, "")
		if r.get("name") != domain || r.get("isVerified") != true || r.get("odata.metadata") != root+"/$metadata#domains/@Element" {
			t.Errorf("%s: %s", path, r.body)
		}
	}
	s.must(http.StatusNotFound, "GET", "/domains/fabrikam.com", "")
}
