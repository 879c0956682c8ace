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

// NewUser makes the body of a new user from a row: the account is enabled
// unless the row says otherwise, and a row without a password gets the one
// that password gives.
func NewUser(w plan.Want, password func(upn string) string) *odata.Object {
	body := w.Object.Clone()
	if body.IsNull("accountEnabled") {
		body.Set("accountEnabled", true)
	}
	if body.IsNull("mailNickname") {
		body.Set("mailNickname", tabular.DefaultMailNickname(w.Key))
	}
	profile := body.Object("passwordProfile")
	given := profile.String("password")
	if given == "" {
		given = password(w.Key)
	}
	body.Set("passwordProfile", odata.NewObject("forceChangePasswordNextSignIn", true, "password", given))
	return body
}

// Hidden gives every new person a password that nobody is to see.
func Hidden(string) string { return cmdkit.HiddenPassword() }
