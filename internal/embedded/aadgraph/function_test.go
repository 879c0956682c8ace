package aadgraph_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

const (
	unknownID    = "11111111-2222-4333-8444-555555555555"
	aadGraphID   = "2b1d7c04-9e53-4f68-a1c7-5d08e6b3f291"
	aadGraphApp  = "00000002-0000-0000-c000-000000000000"
	adminID      = "0c9a6d1f-8e42-4b7d-a5f3-6b1e9d274c80"
	listMetadata = root + "/$metadata#Collection(Edm.String)"
)

// call is a request with its whole answer: the JSON that the body is, in which
// lists of ids may be in any order, or "" for no body.
type call struct {
	name, method, target, body string
	status                     int
	want                       string
}

func (s *server) answers(calls []call) {
	s.t.Helper()
	for _, c := range calls {
		r := s.do(c.method, c.target, c.body)
		if r.status != c.status {
			s.t.Errorf("%s: %s %s: status %d, want %d: %s", c.name, c.method, c.target, r.status, c.status, r.body)
			continue
		}
		if diff := sameJSON(c.want, r.body); diff != "" {
			s.t.Errorf("%s: %s %s: %s", c.name, c.method, c.target, diff)
		}
	}
}

// sameJSON says how an answer differs from what is wanted.
func sameJSON(want, got string) string {
	if want == "" || got == "" {
		return cmp.Diff(want, got)
	}
	var w, g any
	if err := json.Unmarshal([]byte(want), &w); err != nil {
		return "the test: " + err.Error()
	}
	if err := json.Unmarshal([]byte(got), &g); err != nil {
		return err.Error() + ": " + got
	}
	texts := cmpopts.SortSlices(func(a, b any) bool {
		one, _ := a.(string)
		other, _ := b.(string)
		return one < other
	})
	return cmp.Diff(w, g, texts)
}

// ids is the answer of a function that gives ids.
func ids(list ...string) string {
	return `{"odata.metadata":"` + listMetadata + `","value":["` + strings.Join(list, `","`) + `"]}`
}

// join makes an object a member of a group.
func (s *server) join(group, member string) {
	s.t.Helper()
	s.must(http.StatusNoContent, "POST", "/groups/"+group+"/$links/members", link(member))
}

// contact puts a contact into the directory.
func (s *server) contact(name string) string {
	s.t.Helper()
	id, err := s.embedded.AddContact(s.t.Context(), odata.NewObject("displayName", name, "mail", name+"@fabrikam.example"), "")
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

// application makes an application, and gives its object id and its appId.
func (s *server) application(name string, more ...string) (id, appID string) {
	s.t.Helper()
	r := s.must(http.StatusCreated, "POST", "/applications", `{`+strings.Join(append(more, ""), ",")+`"displayName":"`+name+`"}`)
	appID, _ = r.get("appId").(string)
	return r.id(), appID
}

// principals are one object of each kind that can be a member of a group, by
// the sets that they are in.
func (s *server) principals() map[string]string {
	s.t.Helper()
	_, appID := s.application("Payroll")
	device := s.must(http.StatusCreated, "POST", "/devices", `{"accountEnabled":true,"alternativeSecurityIds":[{"type":2,"key":"Y2Y="}],
		"deviceId":"4c299165-6e8f-4b45-a5ba-c5d250a707ff","displayName":"PC","deviceOSType":"linux","deviceOSVersion":"1"}`)
	return map[string]string{
		"users":             s.user("lee"),
		"groups":            s.group("inner"),
		"contacts":          s.contact("ann"),
		"servicePrincipals": s.must(http.StatusCreated, "POST", "/servicePrincipals", `{"appId":"`+appID+`","accountEnabled":true}`).id(),
		"devices":           device.id(),
	}
}

// A function is there from the version on that the reference says, and before
// that version is a segment that names nothing.
func TestVersionsOfFunctions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, g := s.user("lee"), s.group("g")
	id, appID := s.application("Payroll")
	versions := []string{"2013-04-05", "2013-11-08", "1.5", "1.6", "beta"}
	for _, c := range []struct{ method, target, since string }{
		{"GET", "/applicationsByAppId/" + appID, "1.6"},
		{"GET", "/servicePrincipalsByAppId/" + aadGraphApp + "/objectId", "1.6"},
		{"POST", "/users/" + lee + "/checkMemberGroups", "2013-04-05"},
		{"POST", "/users/" + lee + "/getMemberGroups", "2013-04-05"},
		{"POST", "/users/" + lee + "/getMemberObjects", "1.5"},
		{"POST", "/getObjectsByObjectIds", "1.5"},
		{"POST", "/getAvailableExtensionProperties", "1.5"},
		{"POST", "/isMemberOf", "2013-04-05"},
		{"POST", "/domains('" + domain + "')/verify", "1.6"},
		{"POST", "/applications/" + id + "/addKey", "1.6"},
		{"POST", "/applications/" + id + "/removeKey", "1.6"},
		{"POST", "/users/" + lee + "/assignLicense", "2013-11-08"},
		{"POST", "/users/" + adminID + "/changePassword", "1.6"},
	} {
		for i, v := range versions {
			r := s.do(c.method, c.target+"?api-version="+v, `{"groupIds":["`+g+`"]}`)
			missing := r.status == http.StatusNotFound && strings.Contains(r.body, "Resource not found for the segment")
			if want := i < slices.Index(versions, c.since); missing != want {
				t.Errorf("%s at %s: %d %s, want missing %v", c.target, v, r.status, r.body, want)
			}
		}
	}
	s.must(http.StatusNoContent, "DELETE", "/applications/"+id, "")
	s.must(http.StatusNotFound, "POST", "/deletedApplications/"+id+"/restore?api-version=2013-11-08", "")
	s.must(http.StatusOK, "POST", "/deletedApplications/"+id+"/restore?api-version=1.5", "")
}

// Each function is called by one method alone.
func TestMethodsOfFunctions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee")
	id, _ := s.application("Payroll")
	s.run([]step{
		{"GET", "/users/" + lee + "/getMemberGroups", "", nil, 405, nil},
		{"GET", "/isMemberOf", "", nil, 405, nil},
		{"POST", "/servicePrincipalsByAppId/" + aadGraphApp + "/objectId", "{}", nil, 405, nil},
		{"DELETE", "/applications/" + id + "/removeKey", "", nil, 405, nil},
		{"POST", "/groups/" + s.group("g") + "/assignLicense", `{"addLicenses":[],"removeLicenses":[]}`, nil, 404, []string{"segment 'assignLicense'"}},
		{"POST", "/applications/" + id + "/restore", "{}", nil, 404, nil},
		{"GET", "/servicePrincipals/" + aadGraphID + "/objectId", "", nil, 404, nil},
	})
}

// as is the server as another caller reaches it, who is not trusted.
func (s *server) as(c core.Caller) *server {
	other := *s
	other.client = &http.Client{Transport: callerTransport{s.embedded.Handler(), c}}
	return &other
}

type callerTransport struct {
	handler http.Handler
	caller  core.Caller
}

// RoundTrip implements http.RoundTripper.
func (t callerTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	t.handler.ServeHTTP(w, r.WithContext(core.WithCaller(r.Context(), t.caller)))
	return w.Result(), nil
}

// written changes a directory's file as another process would, in one
// transaction.
func written(t *testing.T, path string, change func(*store.Tx) error) {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Write(t.Context(), change); err != nil {
		t.Fatal(err)
	}
}
