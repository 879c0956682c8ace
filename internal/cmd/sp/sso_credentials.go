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

// The actions on the credentials with which users and groups are signed in to
// an application that takes only passwords (Graph beta: resource type
// passwordSingleSignOnCredentialSet). The adapter sends them to the beta
// version.
const (
	getSSO    = "getPasswordSingleSignOnCredentials"
	createSSO = "createPasswordSingleSignOnCredentials"
	updateSSO = "updatePasswordSingleSignOnCredentials"
	deleteSSO = "deletePasswordSingleSignOnCredentials"
)

// noSSO is what is said, before a name, of a service principal that keeps none.
const noSSO = "has no credentials for"

// newSSOCredentials makes the group sso-credentials.
func newSSOCredentials(a *app.App) *cobra.Command {
	return cmdkit.Group("sso-credentials", "How people are signed in to an app that takes only passwords",
		shownSSO().Command(a,
			`sp sso-credentials get Payroll gustav.schwarzkopf@contoso.onmicrosoft.com`,
			`sp sso-credentials get Payroll Sales -o json`),
		newSetSSO(a, runSetSSO),
		removedSSO().Command(a,
			`sp sso-credentials remove Payroll gustav.schwarzkopf@contoso.onmicrosoft.com --yes`))
}

// shownSSO is the action that shows the credentials of one user or group.
func shownSSO() *cmdkit.Action {
	return &cmdkit.Action{
		Noun: noun.ServicePrincipal(), Verb: "get", Path: getSSO,
		Short: "Show with what a user or group is signed in to an app",
		Long: `Shows the credentials that are kept for a user or group to be signed in with to
an application which takes only passwords (preferredSingleSignOnMode password).
Names are shown; passwords never are. Microsoft Graph has it in its beta version
only, to which the request is sent.`,
		Arg: "id", ArgName: "WHO", Finder: cmdkit.FindAny(noun.User(), noun.Group()), Offered: ssoHolders,
		Reads: true, Beta: true, Missing: noSSO,
		Instead: "`tenantctl sp sso-credentials set` gives some",
		Answer: []output.Column{
			cmdkit.KeyColumn("id"),
			{Name: "credentials", Value: ssoFields},
		},
	}
}

// removedSSO is the action that takes them away.
func removedSSO() *cmdkit.Action {
	return &cmdkit.Action{
		Noun: noun.ServicePrincipal(), Verb: "remove", Path: deleteSSO,
		Short: "Take the credentials of a user or group for an app away",
		Long: `Takes the credentials away that are kept for a user or group to be signed in with
to an application which takes only passwords.`,
		Arg: "id", ArgName: "WHO", Finder: cmdkit.FindAny(noun.User(), noun.Group()), Offered: ssoHolders,
		Look: getSSO, Missing: noSSO,
		Name: "remove", TaskType: "remove_sso_credentials.sp", Done: "has lost its credentials for", Beta: true,
		Destructive: true, Question: "Remove the single sign-on credentials of",
		Instead: "`tenantctl sp sso-credentials set` gives others",
	}
}

// ssoFields writes the fields of a set of credentials in a table: their names
// with the values that are shown.
func ssoFields(o *odata.Object) string {
	var list []struct{ FieldID, Value string }
	if o.Decode("credentials", &list) != nil {
		return ""
	}
	var words []string
	for _, c := range list {
		words = append(words, c.FieldID+"="+c.Value)
	}
	return strings.Join(words, ";")
}
