package aadgraph_test

import (
	"path/filepath"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// TestRestore restores applications with the URIs that they had and with
// others; what is refused changes nothing.
func TestRestore(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	const before, after = "https://before." + domain, "https://restoredApp." + domain + "/"
	id, appID := s.application("Sample App 1", `"identifierUris":["`+before+`"],"homepage":"https://localhost","replyUrls":["https://localhost"]`)
	principal := s.must(201, "POST", "/servicePrincipals", `{"appId":"`+appID+`","accountEnabled":true}`).id()
	_, _ = s.application("Other", `"identifierUris":["https://taken.`+domain+`"]`)
	at, application := "/deletedApplications/"+id, "/applications/"+id
	bin := func() { s.must(204, "DELETE", application, "") }
	bin()
	s.run([]step{
		{"GET", "/deletedApplications", "", nil, 200, []string{id}},
		{"POST", at + "/restore", `{"identifierUris":["https://taken.` + domain + `"]}`, nil, 400, []string{"Request_BadRequest", "identifierUris", "ObjectConflict"}},
		{"POST", at + "/restore", `{"identifierUris":["no uri"]}`, nil, 400, []string{"identifierUris"}},
		{"POST", at + "/restore", `{"identifierUris":["` + after + `","` + after + `"]}`, nil, 400, []string{"identifierUris"}},
		{"POST", at + "/restore", `{"identifierUris":"` + after + `"}`, nil, 400, []string{"identifierUris"}},
		{"POST", at + "/restore", `{"identifierUris":[1]}`, nil, 400, []string{"identifierUris"}},
		{"GET", application, "", nil, 404, nil}, // nothing has come back
		{"GET", at, "", nil, 200, []string{before}},
	})
	r := s.must(200, "POST", at+"/restore", `{"identifierUris":["`+after+`"]}`)
	s.answers([]call{{"as it is then", "GET", application, "", 200, r.body}})
	for name, want := range map[string]any{
		"odata.metadata": root + "/$metadata#directoryObjects/Microsoft.DirectoryServices.Application/@Element",
		"odata.type":     "Microsoft.DirectoryServices.Application", "objectType": "Application", "objectId": id, "deletionTimestamp": nil,
		"appId": appID, "displayName": "Sample App 1", "homepage": "https://localhost",
	} {
		if got, ok := r.get().(map[string]any)[name]; !ok || got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	s.run([]step{
		{"GET", application, "", nil, 200, []string{`"identifierUris":["` + after + `"]`, `"replyUrls":["https://localhost"]`}},
		{"POST", "http://directory.local/v1.0/directory/deletedItems/" + principal + "/restore", "", nil, 200, nil},
		{"GET", "/servicePrincipals/" + principal, "", nil, 200, []string{after, "!" + before}},               // in step with it
		{"POST", "/applications", `{"displayName":"New","identifierUris":["` + before + `"]}`, nil, 201, nil}, // free now
	})
	for _, body := range []string{"", "{}", `{"identifierUris":null}`} {
		bin()
		s.run([]step{{"POST", at + "/restore", body, nil, 200, []string{`"identifierUris":["` + after + `"]`}}})
	}
	bin()
	s.run([]step{
		{"POST", at + "/restore", `{"identifierUris":[]}`, nil, 200, []string{`"identifierUris":[]`}},
		{"POST", at + "/restore", "", nil, 404, []string{`"code":"Request_ResourceNotFound"`}}, // it is back
		{"POST", "/deletedApplications/" + unknownID + "/restore", "", nil, 404, nil},
	})
}

// An application whose URI another has by now comes back under another one
// only.
func TestRestoreBesideAConflict(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	s := newServerAt(t, path)
	const uri = "https://payroll." + domain
	id, _ := s.application("Payroll", `"identifierUris":["`+uri+`"]`)
	s.must(204, "DELETE", "/applications/"+id, "")
	written(t, path, func(tx *store.Tx) error {
		o := odata.NewObject("id", unknownID, "appId", anAppID, "displayName", "Imported", "identifierUris", []string{uri})
		return tx.Insert(&store.Record{ID: unknownID, Type: "application", Props: o})
	})
	s.run([]step{
		{"POST", "/deletedApplications/" + id + "/restore", "", nil, 400, []string{"ObjectConflict", "identifierUris"}},
		{"GET", "/applications/" + id, "", nil, 404, nil},
		{"POST", "/deletedApplications/" + id + "/restore", `{"identifierUris":["` + uri + `/2"]}`, nil, 200, []string{`"identifierUris":["` + uri + `/2"]`}},
	})
}
