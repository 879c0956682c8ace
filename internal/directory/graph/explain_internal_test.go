package graph

import (
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Who is not permitted is told the least permission for the request.
func TestLeastPermission(t *testing.T) {
	t.Parallel()
	const lacks = "the account or application that is signed in lacks a permission, or a role, for this"
	for _, c := range []struct{ method, url, more string }{
		{"POST", "https://graph.microsoft.com/v1.0/users/1/assignLicense", "; the least permission for it is LicenseAssignment.ReadWrite.All" + given},
		{"POST", "/groups", "; the least permission for it is Group.Create of an application, Group.ReadWrite.All of a user" + given},
		{"POST", "/applications/1/owners/$ref", "; the least permission for it is Application.ReadWrite.OwnedBy and Directory.Read.All of an application, Application.ReadWrite.All and Directory.Read.All of a user" + given},
		{"GET", "/me", "; the least permission for it is User.Read, of a user"},
		{"GET", "/nothing", ""},
	} {
		err := explain(&apierr.Error{Code: "Authorization_RequestDenied", Method: c.method, URL: c.url}, "x")
		if hint := apierr.As(err).Hint; hint != lacks+c.more {
			t.Errorf("%s %s: hint %q", c.method, c.url, hint)
		}
	}
}

func TestHintForAnApplicationThatAsksForMe(t *testing.T) {
	t.Parallel()
	err := explain(&apierr.Error{Code: "BadRequest", Message: "/me request is only valid with delegated authentication flow."}, "me")
	if hint := apierr.As(err).Hint; hint != "an application is signed in: me is there for a user" {
		t.Errorf("hint %q", hint)
	}
}
