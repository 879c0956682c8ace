package extensionpropertycmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// listOptions are the inputs of extension-property list.
type listOptions struct {
	app    *app.App
	synced bool
	// asked says that --synced was given: without it all are listed.
	asked bool
	list  cmdkit.LocalList
}

func newList(a *app.App, run func(context.Context, *listOptions) error) *cobra.Command {
	o := &listOptions{app: a, list: cmdkit.LocalList{App: a, Plural: "extension properties"}}
	var cmd *cobra.Command
	cmd = cmdkit.New(cmdkit.Spec{
		Use:   "list",
		Short: "List the extension properties that there are",
		Long: `Lists the extension properties that applications have registered in the
directory (extension_APPID_NAME), with the types of object that can have them.

With --synced only those that are synchronized from a directory on premises,
with --synced=false only the others.`,
		Examples: []string{
			`extension-property list`,
			`extension-property list --synced=false -o json`,
			`extension-property list --filter "targetObjects/any(t:t eq 'User')" --select name -o tsv`,
		},
		Exit: []int{4, 5, 10},
	}, func(ctx context.Context, _ []string) error {
		o.asked = cmd.Flags().Changed("synced")
		return run(ctx, o)
	})
	cmd.Flags().BoolVar(&o.synced, "synced", false, "only those synchronized from on premises; --synced=false for only the others")
	o.list.AddFlags(cmd)
	cmdkit.CompleteWords(cmd, "select", func() []string {
		return []string{"name", "dataType", "targetObjects", "appDisplayName", "isSyncedFromOnPremises", "id"}
	})
	return cmd
}

func runList(ctx context.Context, o *listOptions) error {
	if err := o.list.Check(); err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	args := odata.NewObject()
	if o.asked {
		args.Set("isSyncedFromOnPremises", o.synced)
	}
	ref := directory.Ref{Set: "directoryObjects", Path: "getAvailableExtensionProperties"}
	answer, err := dir.Call(ctx, ref, args)
	if err != nil {
		return err
	}
	list, err := cmdkit.Values(answer, ref)
	if err != nil {
		return err
	}
	if len(list) == 0 && o.app.IO.ErrTTY && !o.app.Flags.Quiet {
		fmt.Fprintln(o.app.IO.Err, "no extension properties")
	}
	return o.list.Print(columns(), cmdkit.One(list...))
}

func columns() []output.Column {
	return []output.Column{
		cmdkit.KeyColumn("name"),
		cmdkit.Column("dataType"),
		cmdkit.Column("targetObjects"),
		cmdkit.Column("appDisplayName"),
		cmdkit.Column("isSyncedFromOnPremises"),
		cmdkit.WideColumn("id"),
	}
}
