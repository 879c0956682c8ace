package spcmd

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// ssoCredentials is the action that tells with which name an application that
// knows nothing of the directory signs a user in (Graph beta:
// getPasswordSingleSignOnCredentials). The directory gives no passwords away.
func ssoCredentials() *cmdkit.Action {
	return &cmdkit.Action{
		Noun: noun.ServicePrincipal(), Verb: "sso-credentials", Path: "getPasswordSingleSignOnCredentials",
		Short: "Show with what names a user or group is signed in to an app",
		Long: `Shows the credentials that are kept for a user or group to be signed in with to
an application which takes only passwords (preferredSingleSignOnMode password).
The directory shows names; passwords are never shown. Microsoft Graph has it in
its beta version only, to which the request is sent.`,
		Arg: "id", ArgName: "WHO", Finder: cmdkit.FindAny(noun.User(), noun.Group()),
		Reads: true, Beta: true,
		Answer: []output.Column{
			cmdkit.KeyColumn("id"),
			{Name: "credentials", Value: ssoFields},
		},
	}
}

func newSSOCredentials(a *app.App) *cobra.Command {
	return ssoCredentials().Command(a,
		`sp sso-credentials Payroll gustav.schwarzkopf@contoso.onmicrosoft.com`,
		`sp sso-credentials Payroll Sales -o json`)
}

// ssoFields writes the fields of a credential in a table: their names with the
// values that are shown.
func ssoFields(o *odata.Object) string {
	var list []struct{ FieldID, Value, Type string }
	if o.Decode("credentials", &list) != nil {
		return ""
	}
	var words []string
	for _, c := range list {
		words = append(words, c.FieldID+"="+c.Value)
	}
	return strings.Join(words, ";")
}
