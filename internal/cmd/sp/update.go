package spcmd

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// preferred is the property that names the certificate with which the
// directory signs SAML tokens, by its thumbprint.
const preferred = "preferredTokenSigningKeyThumbprint"

func newUpdate(a *app.App, n *cmdkit.Noun) *cobra.Command {
	cmd := cmdkit.UpdateWith(a, n, checkSigner,
		`sp update Payroll --app-role-assignment-required`,
		`sp update Payroll --account-enabled=false --notes "Closed for the audit"`,
		`sp update Payroll --preferred-single-sign-on-mode saml --notification-email admin@contoso.com`)
	cmdkit.CompleteFlagBy(cmd, "token-signing-thumbprint", completeSigners(a, n))
	return cmd
}

// checkSigner makes sure that a service principal has the certificate that is
// to sign its tokens: with another thumbprint nobody could sign in any more.
func checkSigner(ctx context.Context, dir directory.Directory, spec *task.Spec) error {
	for _, op := range spec.Ops {
		given := op.Body.String(preferred)
		if given == "" {
			continue
		}
		sum := strings.ToUpper(strings.ReplaceAll(given, ":", ""))
		sp, err := dir.Get(ctx, op.Ref, odata.Query{Select: []string{"id", "displayName", "keyCredentials"}})
		if err != nil {
			return err
		}
		list := signers(sp)
		if signing.Find(list, sum) == nil {
			return apierr.New(apierr.Usage, "sp "+sp.String("displayName"), "no certificate "+given+" signs its tokens").
				WithHint(haveSigners(list) + "`tenantctl sp add-signing-certificate` makes one")
		}
		op.Body.Set(preferred, sum)
	}
	return nil
}

// signers are the certificates whose keys the directory signs tokens with.
func signers(sp *odata.Object) []*odata.Object {
	var list []*odata.Object
	for _, c := range signing.Keys(sp) {
		if strings.EqualFold(c.String("usage"), "Sign") {
			list = append(list, c)
		}
	}
	return list
}

// haveSigners names the certificates that there are, for a hint that goes on.
func haveSigners(list []*odata.Object) string {
	if len(list) == 0 {
		return ""
	}
	var words []string
	for _, c := range list {
		words = append(words, signing.Thumbprint(c)+" ("+c.String("displayName")+")")
	}
	return "it has " + strings.Join(words, ", ") + "; "
}

// completeSigners offers the thumbprints of the service principal's own.
func completeSigners(a *app.App, n *cmdkit.Noun) cobra.CompletionFunc {
	return cmdkit.CompleteArgsAsking(a, func(ctx context.Context, dir directory.Directory, args []string) []string {
		if len(args) != 1 {
			return nil
		}
		sp, err := cmdkit.Find(ctx, dir, n, args[0], []string{"id", "keyCredentials"})
		if err != nil {
			return nil
		}
		var sums []string
		for _, c := range signers(sp) {
			sums = append(sums, signing.Thumbprint(c)+"\t"+c.String("displayName")+" until "+c.String("endDateTime"))
		}
		return sums
	})
}
