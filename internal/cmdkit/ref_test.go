package cmdkit_test

import (
	"testing"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// TestRefOf addresses an object as it was named, where paths allow that.
func TestRefOf(t *testing.T) {
	t.Parallel()
	const id, appID = "3f1c2a8e-5b0d-4a57-9d0a-7f7a5f0f6f10", "9c1d8c6e-1f4b-4f0e-8a55-0d6f0c2b7a11"
	o := odata.NewObject("id", id, "appId", appID, "displayName", "Payroll", "name", "github", "userPrincipalName", "lee@contoso.com")
	within := credentials().Of(directory.Ref{Set: "applications", Key: "a"})
	byAppID := noun.App().Alternate(appID)
	for _, c := range []struct {
		noun      *cmdkit.Noun
		arg, want string
	}{
		{noun.App(), "Payroll", "applications/" + id},
		{noun.App(), id, "applications/" + id},
		{noun.App(), "3F1C2A8E-5B0D-4A57-9D0A-7F7A5F0F6F10", "applications/" + id},
		{noun.App(), appID, "applications/" + byAppID},
		{noun.App(), byAppID, "applications/" + byAppID},
		{noun.User(), "lee@contoso.com", "users/" + id},
		{within, "github", "applications/a/federatedIdentityCredentials/github"},
		{within, "GitHub", "applications/a/federatedIdentityCredentials/github"},
		{within, id, "applications/a/federatedIdentityCredentials/" + id},
	} {
		if got := c.noun.RefOf(c.arg, o).String(); got != c.want {
			t.Errorf("%s is addressed as %s, not %s", c.arg, got, c.want)
		}
	}
}
