package membershipcmd

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// listOptions are the inputs of membership list.
type listOptions struct {
	app      *app.App
	who      principal
	security bool
	roles    bool
	list     cmdkit.LocalList
}

func newList(a *app.App, run func(context.Context, *listOptions) error) *cobra.Command {
	o := &listOptions{app: a, list: cmdkit.LocalList{App: a, Plural: "memberships"}}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "list PRINCIPAL",
		Short: "List all groups that something is a member of, through others too",
		Long: `Lists the groups that PRINCIPAL is a member of, directly or through other
groups; with --roles directory roles and administrative units too. PRINCIPAL is
a user (UPN or id), a group (id, alias or name), a contact (id, name or mail) or
a service principal (id, appId or name).

The directory answers with ids, of which the names are then asked for, 1,000 at
a time; -o id leaves that out. An object that may not be read is listed by its
id alone. A directory gives a bounded number of groups at once (Microsoft Graph
11,000, Azure AD Graph 2,046) and refuses for whom there are more.`,
		Examples: []string{
			`membership list gustav.schwarzkopf@contoso.onmicrosoft.com`,
			`membership list gustav.schwarzkopf@contoso.onmicrosoft.com --roles -o json`,
			`membership list gustav.schwarzkopf@contoso.onmicrosoft.com --security-enabled-only -o id`,
			`membership list dept-operations --filter "startsWith(displayName,'All')"`,
		},
		Args:     cmdkit.Args(1, 1, "one PRINCIPAL"),
		Exit:     []int{3, 4, 5, 10},
		Complete: o.who.complete(a),
	}, func(ctx context.Context, args []string) error {
		o.who.arg = args[0]
		return run(ctx, o)
	})
	o.who.addFlags(cmd)
	cmd.Flags().BoolVar(&o.security, "security-enabled-only", false, "security groups only; directories take it for users")
	cmd.Flags().BoolVar(&o.roles, "roles", false, "directory roles and administrative units too")
	o.list.AddFlags(cmd)
	cmdkit.CompleteWords(cmd, "select", func() []string {
		return []string{"id", "displayName", "mailNickname", "description", "mail"}
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
	who, err := o.who.find(ctx, dir)
	if err != nil {
		return err
	}
	answer, err := call(ctx, dir, who, o.function(), odata.NewObject("securityEnabledOnly", o.security))
	if err != nil {
		return o.explain(err, who, dir)
	}
	ids := answer.Strings("value")
	if len(ids) == 0 && o.app.IO.ErrTTY && !o.app.Flags.Quiet {
		fmt.Fprintf(o.app.IO.Err, "%s is a member of no %s\n", o.who.arg, o.what())
	}
	return o.list.Print(listColumns(), o.objects(ctx, dir, ids))
}

func (o *listOptions) function() string {
	if o.roles {
		return "getMemberObjects"
	}
	return "getMemberGroups"
}

// what names what is listed.
func (o *listOptions) what() string {
	what := "group"
	if o.security {
		what = "security group"
	}
	if o.roles {
		what += " or role"
	}
	return what
}

// objects gives the objects with these ids, asked for as the list goes on;
// where nothing but ids or their number is wanted, the ids alone.
func (o *listOptions) objects(ctx context.Context, dir directory.Directory, ids []string) iter.Seq2[*odata.Object, error] {
	bare := (onlyIDs(o.app) || o.list.Counted()) && !o.list.Narrowed()
	return func(yield func(*odata.Object, error) bool) {
		for chunk := range slices.Chunk(ids, cmdkit.MaxIDs) {
			var found cmdkit.ByID
			if !bare {
				var err error
				if found, err = cmdkit.GetByIDs(ctx, dir, chunk); err != nil {
					yield(nil, unnamed(err))
					return
				}
			}
			if !each(chunk, found, yield) {
				return
			}
		}
	}
}

func each(ids []string, found cmdkit.ByID, yield func(*odata.Object, error) bool) bool {
	for _, id := range ids {
		o := found.Get(id)
		if o == nil {
			o = odata.NewObject("id", id)
		}
		if !yield(o, nil) {
			return false
		}
	}
	return true
}

func listColumns() []output.Column {
	return []output.Column{
		cmdkit.KeyColumn("id"),
		{Name: "type", Value: cmdkit.ObjectType},
		cmdkit.Column("displayName"),
		cmdkit.Column("mailNickname"),
		cmdkit.WideColumn("description"),
	}
}
