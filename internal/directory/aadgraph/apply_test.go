package aadgraph_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

func user(key, path string) directory.Ref { return directory.Ref{Set: "users", Key: key, Path: path} }

func app(key, path string) directory.Ref {
	return directory.Ref{Set: "applications", Key: key, Path: path}
}

func TestOneOperation(t *testing.T) {
	t.Parallel()
	missing := refusal("Request_ResourceNotFound", "Resource 'none' does not exist or one of its queried reference-property objects are not present.")
	service := []scripted{
		{"POST contoso.com/groups/g/$links/members {\"url\":\"" + root + "contoso.com/directoryObjects/old", 400, refusal("Request_BadRequest", "One or more added object references already exist for the following modified properties: 'members'.")},
		{"DELETE contoso.com/groups/g/$links/members/none", 404, missing},
		{"DELETE contoso.com/users/none", 404, missing},
		{"PATCH contoso.com/users/none", 404, missing},
		{"PATCH contoso.com/users/down", 503, refusal("Service_InternalServerError", "down")},
		{"PATCH contoso.com/users/busy", 503, refusal("Request_ThrottledTemporarily", "wait 3 seconds")},
		{"DELETE contoso.com/users/html", 404, "<html>"},
	}
	members := directory.Ref{Set: "groups", Key: "g", Path: "members"}
	link := func(id string) string { return ` {"url":"` + root + "contoso.com/directoryObjects/" + id + `"}` }
	tests := []struct {
		op            *directory.Operation
		request, want string
	}{
		{operation(directory.Create, user("", ""), "displayName", "L", "mobilePhone", "1", "businessPhones", []string{"2"}, "passwordProfile", odata.NewObject("forceChangePasswordNextSignIn", true)),
			`POST contoso.com/users {"displayName":"L","mobile":"1","telephoneNumber":"2","passwordProfile":{"forceChangePasswordNextLogin":true}}`, " ok"},
		{operation(directory.Create, user("", ""), "employeeType", "x"), "", " not supported"},
		{operation(directory.Create, user("", ""), "manager@odata.bind", "users/1"), "", " not supported"},
		{operation(directory.Update, user("a#b", ""), "officeLocation", nil), `PATCH contoso.com/users/a#b {"physicalDeliveryOfficeName":null}`, "a#b ok"},
		{operation(directory.Update, user("none", ""), "city", "X"), `PATCH contoso.com/users/none {"city":"X"}`, "none not found"},
		{operation(directory.Update, user("down", ""), "city", "X"), `PATCH contoso.com/users/down {"city":"X"}`, "down unavailable!"},
		{operation(directory.Update, user("busy", ""), "city", "X"), `PATCH contoso.com/users/busy {"city":"X"}`, "busy throttled"},
		{operation(directory.Update, directory.Ref{Set: "me"}, "city", "X"), `PATCH me {"city":"X"}`, " ok"},
		{operation(directory.Delete, user("a", "")), "DELETE contoso.com/users/a", "a ok"},
		{operation(directory.Delete, user("none", "")), "DELETE contoso.com/users/none", "none already"},
		{operation(directory.Delete, user("html", "")), "DELETE contoso.com/users/html", "html not found"},
		{operation(directory.Delete, directory.Ref{Set: "groups", Key: "g", Path: "members/m"}), "", "g not supported"},
		{operation(directory.Restore, user("a", "")), "", "a not supported"},
		{operation(directory.Restore, app("a", "")), "POST contoso.com/deletedApplications/a/restore {}", "a ok"},
		{operation(directory.Restore, app("a", ""), "identifierUris", []string{"api://x"}), `POST contoso.com/deletedApplications/a/restore {"identifierUris":["api://x"]}`, "a ok"},
		{operation(directory.Erase, app("a", "")), "DELETE contoso.com/deletedApplications/a", "a ok"},
		{operation(directory.Erase, user("a", "")), "", "a not supported"},
		{to(operation(directory.Link, members), "m"), "POST contoso.com/groups/g/$links/members" + link("m"), "g ok"},
		{to(operation(directory.Link, members), "old"), "POST contoso.com/groups/g/$links/members" + link("old"), "g already"},
		{to(operation(directory.Unlink, members), "m"), "DELETE contoso.com/groups/g/$links/members/m", "g ok"},
		{to(operation(directory.Unlink, members), "none"), "DELETE contoso.com/groups/g/$links/members/none", "g already"},
		{operation(directory.Unlink, members), "", "g invalid"},
		{to(operation(directory.SetRef, user("u", "manager")), "m"), "PUT contoso.com/users/u/$links/manager" + link("m"), "u ok"},
		{operation(directory.Clear, user("u", "manager")), "DELETE contoso.com/users/u/$links/manager", "u ok"},
		{operation(directory.Clear, directory.Ref{Set: "me", Path: "manager"}), "DELETE me/$links/manager", " ok"},
		{operation(directory.Invoke, user("u", "assignLicense"), "removeLicenses", []string{"s"}), `POST contoso.com/users/u/assignLicense {"addLicenses":[],"removeLicenses":["s"]}`, "u ok"},
		{operation(directory.Invoke, user("u", "revokeSignInSessions")), "POST contoso.com/users/u/invalidateAllRefreshTokens", "u ok"},
		{operation(directory.Invoke, directory.Ref{Set: "me", Path: "changePassword"}, "currentPassword", "a", "newPassword", "b"), `POST me/changePassword {"currentPassword":"a","newPassword":"b"}`, " ok"},
		{operation(directory.Invoke, directory.Ref{Set: "domains", Key: "a.b", Path: "verify"}), "POST contoso.com/domains('a.b')/verify", "a.b ok"},
		{operation(directory.Invoke, app("a", "removeKey"), "keyId", "k", "proof", "p"), `POST contoso.com/applications/a/removeKey {"keyId":"k","proof":"p"}`, "a ok"},
		{operation(directory.Invoke, app("a", "addPassword")), "", "a not supported"},
		{operation("paint", user("a", "")), "", "a not supported"},
	}
	for _, tt := range tests {
		s, a := serve(t, nil, service...)
		got := strings.Join(outcomes(t, a, tt.op), "; ")
		if asked := strings.Join(s.asked, "; "); asked != tt.request || got != tt.want {
			t.Errorf("%s %v: asked %s, %s; want %s, %s", tt.op.Verb, tt.op.Ref, asked, got, tt.request, tt.want)
		}
	}
}

// A property that the service does not have is named, though the error is
// about the object.
func TestErrorsNameProperties(t *testing.T) {
	t.Parallel()
	_, a := serve(t, nil)
	op := operation(directory.Update, user("lee", ""), "employeeType", "x")
	for o := range a.Apply(t.Context(), []*directory.Operation{op}, func([]*directory.Operation) error { return nil }) {
		e := apierr.As(o.Err)
		if e == nil || e.Target != "lee" || !strings.Contains(e.Message, "employeeType") || e.Hint == "" {
			t.Errorf("%+v", e)
		}
	}
}

func TestAddKey(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil, scripted{"POST contoso.com/applications/a/addKey", 200,
		`{"odata.metadata":"x","value":[{"keyCredential":{"customKeyIdentifier":"AQ==","endDate":"2027-01-01T00:00:00Z","keyId":"k","startDate":"2026-01-01T00:00:00Z","type":"AsymmetricX509Cert","usage":"Verify","value":null}}]}`})
	key := odata.NewObject("type", "AsymmetricX509Cert", "usage", "Verify", "key", "MII=", "endDateTime", "2027-01-01T00:00:00Z")
	op := operation(directory.Invoke, app("a", "addKey"), "keyCredential", key, "passwordCredential", nil, "proof", "p")
	for o := range a.Apply(t.Context(), []*directory.Operation{op}, func([]*directory.Operation) error { return nil }) {
		if o.Err != nil {
			t.Fatal(o.Err)
		}
		if o.Object.String("keyId") != "k" || o.Object.String("endDateTime") != "2027-01-01T00:00:00Z" || o.Object.Has("value") {
			t.Errorf("the added key is %s", o.Object.AppendJSON(nil))
		}
	}
	want := `POST contoso.com/applications/a/addKey {"keyCredential":{"type":"AsymmetricX509Cert","usage":"Verify","value":"MII=","endDate":"2027-01-01T00:00:00Z"},"passwordCredential":null,"proof":"p"}`
	if s.asked[0] != want {
		t.Errorf("asked %s, want %s", s.asked[0], want)
	}
	if got := a.ProofIssuer(odata.NewObject("appId", "x", "identifierUris", []string{"api://y"})) + a.ProofIssuer(odata.NewObject("identifierUris", []string{"api://y"})) + a.ProofIssuer(nil); got != "xapi://y" {
		t.Errorf("issuers of proofs: %s", got)
	}
}

// Eight requests are on their way at once, and never two that touch one
// object.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil)
	var mu sync.Mutex
	flying, most := map[string]int{}, 0
	s.hold = func(request string) {
		object := strings.Fields(request)[1]
		mu.Lock()
		if flying[object]++; flying[object] > 1 {
			t.Errorf("two requests touch %s", object)
		}
		most = max(most, len(flying))
		mu.Unlock()
		time.Sleep(time.Millisecond)
		mu.Lock()
		delete(flying, object)
		mu.Unlock()
	}
	var ops []*directory.Operation
	for i := range 300 {
		ops = append(ops, operation(directory.Update, user(fmt.Sprint("u", i%20), ""), "city", fmt.Sprint(i)))
	}
	if got := outcomes(t, a, ops...); len(got) != 300 {
		t.Errorf("%d outcomes", len(got))
	}
	last := map[string]int{}
	for _, asked := range s.asked {
		var object string
		var n int
		if _, err := fmt.Sscanf(asked, `PATCH %s {"city":"%d"}`, &object, &n); err != nil || n < last[object] {
			t.Fatalf("%s after %d (%v)", asked, last[object], err)
		}
		last[object] = n
	}
	if most < 2 || most > 8 {
		t.Errorf("%d requests at once, want up to 8", most)
	}
}

func TestDryRun(t *testing.T) {
	t.Parallel()
	var kept []string
	s, a := serve(t, func(o *rest.Options) {
		o.DryRun = func(k rest.Kept) { kept = append(kept, k.Method+" "+k.URL+" "+string(k.Body)) }
	}, scripted{"POST contoso.com/users/u/getMemberGroups", 200, `{"value":["g"]}`},
		scripted{"GET contoso.com/applicationsByAppId/a-1", 200, `{"objectId":"app"}`})
	got := outcomes(t, a,
		operation(directory.Create, user("", ""), "displayName", "L", "passwordProfile", odata.NewObject("password", "hush")),
		to(operation(directory.Link, directory.Ref{Set: "groups", Key: "g", Path: "members"}), "m"),
		operation(directory.Delete, app("(appId='a-1')", "")))
	if want := "[ kept back by dry run (appId='a-1') kept back by dry run g kept back by dry run]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
	want := []string{
		"POST " + root + `contoso.com/users?api-version=1.6 {"displayName":"L","passwordProfile":{"password":"***"}}`,
		"POST " + root + `contoso.com/groups/g/$links/members?api-version=1.6 {"url":"` + root + `contoso.com/directoryObjects/m"}`,
		"DELETE " + root + "contoso.com/applications/app?api-version=1.6 ",
	}
	if strings.Join(kept, "\n") != strings.Join(want, "\n") {
		t.Errorf("kept\n%s\nwant\n%s", strings.Join(kept, "\n"), strings.Join(want, "\n"))
	}
	if _, err := a.Call(t.Context(), user("u", "getMemberGroups"), odata.NewObject("securityEnabledOnly", true)); err != nil || len(s.asked) != 2 {
		t.Errorf("a function is asked in a dry run too: %v, %q", err, s.asked)
	}
}
