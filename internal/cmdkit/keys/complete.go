package keys

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/signing"
)

// completeKeys offers the ids of the credentials that the owner that the first
// argument has, one id after it.
func (o *subject) completeKeys(property string) cobra.CompletionFunc {
	return cmdkit.CompleteArgsAsking(o.app, func(ctx context.Context, dir directory.Directory, args []string) []string {
		if len(args) != 1 {
			return nil
		}
		owner, err := cmdkit.Find(ctx, dir, o.Noun, args[0], []string{"id", property})
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
