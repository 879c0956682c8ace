package aadgraph_test

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

func TestAskAsWritten(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/users":                                "contoso.com/users",
		"users?$top=5":                          "contoso.com/users?$top=5",
		"users?$filter=displayName eq 'Müller'": "contoso.com/users?$filter=displayName eq 'Müller'",
		"contoso.com/users":                     "contoso.com/users",
		"/MyOrganization/users":                 "contoso.com/users",
		"me":                                    "me",
		"/me/manager?api-version=1.6":           "me/manager",
		"https://graph.test/prefix/contoso.com/me":                              "me",
		"HTTPS://Graph.test/prefix/myorganization/users?api-version=1.6&$top=1": "contoso.com/users?$top=1",
		"directoryObjects/$/Microsoft.DirectoryServices.User?$skiptoken=X'44'":  "contoso.com/directoryObjects/$/Microsoft.DirectoryServices.User?$skiptoken=X'44'",
	} {
		s, a := serve(t, nil, scripted{"GET", 200, `{"value":[]}`})
		answer, err := a.Ask(t.Context(), &directory.RawRequest{Method: "GET", Path: path})
		if got := strings.Join(s.asked, "; "); err != nil || got != "GET "+want || string(answer.Body) != `{"value":[]}` || answer.Type != "application/json" {
			t.Errorf("%s: asked %s, %+v, %v", path, got, answer, err)
		}
	}
}

func TestAskRefuses(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]apierr.Kind{
		"https://graph.test/prefix/other.com/users":   apierr.Usage,
		"https://evil.test/prefix/contoso.com/users":  apierr.Usage,
		"https://graph.test/elsewhere/contoso.com/me": apierr.Usage,
		"users/../me":            apierr.Invalid,
		"users?api-version=1.61": apierr.Invalid,
	} {
		s, a := serve(t, nil)
		_, err := a.Ask(t.Context(), &directory.RawRequest{Method: "GET", Path: path})
		if apierr.KindOf(err) != want || len(s.asked) > 0 {
			t.Errorf("%s: %v, asked %q", path, err, s.asked)
		}
	}
}

func TestWriteAsWritten(t *testing.T) {
	t.Parallel()
	s, a := serve(t, nil, scripted{"POST contoso.com/groups", 201, `{"objectId":"g"}`})
	op := operation(directory.Request, directory.Ref{}, "displayName", "x")
	op.Request = &directory.RawRequest{Method: "POST", Path: "groups"}
	for o := range a.Apply(t.Context(), []*directory.Operation{op}, func([]*directory.Operation) error { return nil }) {
		if o.Err != nil || o.Answer.Status != 201 || o.Object.String("objectId") != "g" {
			t.Errorf("%+v, %v", o.Answer, o.Err)
		}
	}
	if want := `POST contoso.com/groups {"displayName":"x"}`; strings.Join(s.asked, "; ") != want {
		t.Errorf("asked %q, want %s", s.asked, want)
	}
}
