package graph

import (
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Who is not permitted is told the permissions that would do.
func TestLeastPermission(t *testing.T) {
	t.Parallel()
	const lacks = "the account or application that is signed in lacks a permission, or a role, for this"
	for _, c := range []struct{ method, url, more string }{
		{"POST", "https://graph.microsoft.com/v1.0/users/1/assignLicense", ": it takes one of LicenseAssignment.ReadWrite.All, User.ReadWrite.All, Directory.ReadWrite.All" + given},
		{"GET", "/groups", ": it takes one of Group.ReadBasic.All, GroupMember.Read.All, Group.Read.All or others" + given},
		{"POST", "/applications/1/addPassword", ": an application needs one of Application.ReadWrite.OwnedBy for what it owns, Application.ReadWrite.All, Directory.ReadWrite.All" + given + ", a user one of Application.ReadWrite.All, Directory.ReadWrite.All"},
		{"POST", "/users/1/invalidateAllRefreshTokens", ": an application needs User.RevokeSessions.All" + given + ", a user one of User.RevokeSessions.All, Directory.ReadWrite.All"},
		{"GET", "/me", ": a user needs one of User.Read, User.ReadBasic.All, User.Read.All or others, and no application can do it"},
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
	if hint := apierr.As(err).Hint; hint != "an application is signed in, and me is there for a user: name one, as in tenantctl user get USER" {
		t.Errorf("hint %q", hint)
	}
}
