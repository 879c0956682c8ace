package domaincmd

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// newDelete makes the verb delete.
func newDelete(a *app.App, n *cmdkit.Noun) *cobra.Command {
	cmd := cmdkit.Delete(a, n, `domain delete contoso.com --yes`)
	cmd.Short = "Delete domains"
	cmd.Long = `Deletes domains. The directory refuses the initial domain, the default one, and
one in which users, groups or applications have names. It cannot be undone: a
domain that is added again has to be verified again.`
	run := cmd.RunE
	cmd.RunE = func(c *cobra.Command, args []string) error { return needed(run(c, args)) }
	return cmd
}

// needed says how to find out who needs a domain that the directory keeps.
func needed(err error) error {
	e := apierr.As(err)
	switch {
	case e == nil || e.Kind != apierr.Invalid || e.Hint != "" || e.Target == "":
	case strings.Contains(e.Message, "default"):
		e.Hint = "`tenantctl domain update OTHER --is-default` makes another domain the default one"
	default:
		e.Hint = "`tenantctl user list --filter \"endsWith(userPrincipalName,'@" + e.Target + "')\" --count` counts the users in it; " +
			"groups have it in mail, apps in identifierUris"
	}
	return err
}
