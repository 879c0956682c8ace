package contract

import (
	"errors"
	"fmt"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func (s *suite) application(name string, more ...any) *odata.Object {
	s.Helper()
	return s.must(create("applications", name, append([]any{"displayName", name}, more...)...))[0].Object
}

func application(key string) directory.Ref { return directory.Ref{Set: "applications", Key: key} }

// testAlternateKeys names applications and service principals by appId.
func testAlternateKeys(s *suite) {
	app := s.application("tool", "web", odata.NewObject("homePageUrl", "https://tool.example"), "signInAudience", "AzureADMultipleOrgs")
	robot := s.must(create("servicePrincipals", "tool", "appId", app.String("appId")))[0].Object
	for set, id := range map[string]string{"applications": app.ID(), "servicePrincipals": robot.ID()} {
		byAppID := directory.Ref{Set: set, Key: "(appId='" + app.String("appId") + "')"}
		o, err := s.Get(s.Context(), byAppID, odata.Query{Select: []string{"id", "appId", "displayName"}})
		if err != nil {
			s.Fatal(err)
		}
		s.want(set, string(o.AppendJSON(nil)), fmt.Sprintf(`{"id":%q,"appId":%q,"displayName":"tool"}`, id, app.String("appId")))
		s.must(change(directory.Update, byAppID, "displayName", "tool"))
		s.want("owners", len(s.all(byAppID.Below("owners"), odata.Query{})) < 2, true)
		byAppID.Key = "(appId='" + ghost + "')"
		if _, err := s.Get(s.Context(), byAppID, odata.Query{}); !errors.Is(err, apierr.NotFound) {
			s.Errorf("%v: %v, want not found", byAppID, err)
		}
		s.fails(change(directory.Update, byAppID, "displayName", "x"), apierr.NotFound)
	}
	o, err := s.Get(s.Context(), application(app.ID()), odata.Query{Select: []string{"web", "signInAudience"}})
	if err != nil {
		s.Fatal(err)
	}
	s.want("home page", o.Object("web").String("homePageUrl")+" "+o.String("signInAudience"), "https://tool.example AzureADMultipleOrgs")
	s.must(change(directory.Delete, directory.Ref{Set: "servicePrincipals", Key: "(appId='" + app.String("appId") + "')"}))
}

// testDeletedApplications deletes applications and brings them back.
func testDeletedApplications(s *suite) {
	s.need(directory.CanRestoreApps)
	first := s.application("first", "identifierUris", []string{"api://first"})
	s.must(change(directory.Delete, application(first.ID())))
	deleted := directory.Ref{Set: "directory/deletedItems", Path: "microsoft.graph.application"}
	for _, o := range s.all(deleted, odata.Query{Select: []string{"id", "displayName", "deletedDateTime"}}) {
		if o.ID() != first.ID() || o.String("displayName") != "first" || o.String("deletedDateTime") == "" {
			s.Errorf("deleted: %s", o.AppendJSON(nil))
		}
	}
	s.want("deleted", len(s.all(deleted, odata.Query{})), 1)
	back := s.must(change(directory.Restore, application(first.ID())))[0].Object
	s.want("restored", []string{back.ID(), fmt.Sprint(back.Strings("identifierUris"))}, []string{first.ID(), "[api://first]"})
	s.fails(change(directory.Restore, application(first.ID())), apierr.NotFound)
	s.want("deleted", len(s.all(deleted, odata.Query{})), 0)
	if !s.Supports(directory.CanRestoreURIs) {
		return
	}
	s.must(change(directory.Delete, application(first.ID())))
	back = s.must(change(directory.Restore, application(first.ID()), "identifierUris", []string{"api://other"}))[0].Object
	s.want("restored with", back.Strings("identifierUris"), []string{"api://other"})
}

// testUnsupported asks for what the directory does not claim.
func testUnsupported(s *suite) {
	id := s.people("ann")[0]
	app := s.application("tool")
	for c, op := range map[directory.Capability]*directory.Operation{
		directory.CanErase:       change(directory.Erase, user(id)),
		directory.CanSoftKeep:    change(directory.Restore, user(id)),
		directory.CanAddPassword: change(directory.Invoke, application(app.ID()).Below("addPassword"), "passwordCredential", odata.NewObject()),
	} {
		if s.Supports(c) {
			continue
		}
		for o := range s.Apply(s.Context(), []*directory.Operation{op}, func([]*directory.Operation) error {
			s.Errorf("%s: something was sent", c)
			return nil
		}) {
			s.unsupported(string(c), o.Err)
		}
	}
	if !s.Supports(directory.CanTransitive) {
		for _, err := range s.List(s.Context(), user(id).Below("transitiveMemberOf"), odata.Query{}) {
			s.unsupported(string(directory.CanTransitive), err)
		}
	}
	if !s.Supports(directory.CanIsMemberOf) {
		_, err := s.Call(s.Context(), directory.Ref{Set: "directoryObjects", Path: "isMemberOf"}, odata.NewObject("groupId", id, "memberId", id))
		if err == nil {
			s.Error("isMemberOf is answered and not claimed")
		}
	}
	_, err := s.Get(s.Context(), directory.Ref{Set: "nothingOfTheKind", Key: id}, odata.Query{})
	if err == nil {
		s.Error("a set that is not known has an object")
	}
}

func (s *suite) unsupported(what string, err error) {
	s.Helper()
	e := apierr.As(err)
	if e == nil || e.Kind != apierr.Unsupported || e.Hint == "" || e.Target == "" {
		s.Errorf("%s: %+v, want unsupported with a hint", what, err)
	}
}
