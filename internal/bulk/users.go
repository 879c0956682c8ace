// Package bulk holds what the commands that work on many rows share: how a
// row of a file becomes the body of a new object, when it is imported first
// and when a resumed import reads it again.
package bulk

import (
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/plan"
	"github.com/tenantctl/tenantctl/internal/tabular"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// NewUser completes a row to the body of a new user, in its place: the account
// is enabled and a new password is asked for at the first sign-in, unless the
// row says otherwise; a row without a password gets the one that password
// gives.
func NewUser(w plan.Want, password func(upn string) string) *odata.Object {
	body := w.Object
	if body.IsNull("accountEnabled") {
		body.Set("accountEnabled", true)
	}
	if body.IsNull("mailNickname") {
		body.Set("mailNickname", tabular.DefaultMailNickname(w.Key))
	}
	profile := body.Object("passwordProfile")
	if profile == nil {
		profile = odata.NewObject()
	}
	if !profile.Has("forceChangePasswordNextSignIn") {
		profile.Set("forceChangePasswordNextSignIn", true)
	}
	if profile.String("password") == "" {
		profile.Set("password", password(w.Key))
	}
	body.Set("passwordProfile", profile)
	return body
}

// Hidden gives every new person a password that nobody is to see.
func Hidden(string) string { return cmdkit.HiddenPassword() }
