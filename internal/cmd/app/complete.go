package appcmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/signing"
)

// completeKeys offers the ids of the credentials that the application of the
// first argument has, one id after it.
func completeKeys(a *app.App, property string) cobra.CompletionFunc {
	return cmdkit.CompleteArgsAsking(a, func(ctx context.Context, dir directory.Directory, args []string) []string {
		if len(args) != 1 {
			return nil
		}
		owner, err := cmdkit.Find(ctx, dir, noun.App(), args[0], []string{"id", property})
		if err != nil {
			return nil
		}
		var ids []string
		for _, c := range signing.Credentials(owner, property) {
			ids = append(ids, c.String("keyId")+"\t"+c.String("displayName"))
		}
		return ids
	})
}
