package spcmd

import (
	"context"
	"iter"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// The relations of a service principal that hold assignments of roles (Graph:
// appRoleAssignment): of others' roles to it, and of its roles to others.
const (
	assignments = "appRoleAssignments"
	assignedTo  = "appRoleAssignedTo"
)

// newRoleAssignment makes the group role-assignment: what a service principal
// may do at others.
func newRoleAssignment(a *app.App) *cobra.Command {
	return cmdkit.Group("role-assignment", "The roles (application permissions) of a service principal",
		newRoleList(a, runRoleList), newRoleAdd(a, runRoleAdd), newRoleRemove(a, runRoleRemove))
}

// roleListOptions are the inputs of sp role-assignment list.
type roleListOptions struct {
	app  *app.App
	name string
	toIt bool
	list cmdkit.LocalList
}

func newRoleList(a *app.App, run func(context.Context, *roleListOptions) error) *cobra.Command {
	o := &roleListOptions{app: a, list: cmdkit.LocalList{App: a, Plural: "role assignments"}}
	n := noun.ServicePrincipal()
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "list SP",
		Short: "List the roles of a service principal: what it may do",
		Long: `Lists the app roles that were assigned to a service principal: the permissions
with which it acts by itself at Microsoft Graph and other resources. With --to-it the list is of those
to whom its own roles were assigned: users, groups and service principals.`,
		Examples: []string{
			`sp role-assignment list Payroll`,
			`sp role-assignment list Payroll --filter "resourceDisplayName eq 'Microsoft Graph'" --select appRoleValue -o tsv`,
		},
		Args:     cmdkit.Args(1, 1, "one SP"),
		Exit:     []int{3, 4, 5, 10},
		Complete: cmdkit.CompleteNames(a, n),
	}, func(ctx context.Context, args []string) error {
		o.name = args[0]
		return run(ctx, o)
	})
	o.list.AddFlags(cmd)
	cmd.Flags().BoolVar(&o.toIt, "to-it", false, "the roles that SP itself offers, and who has them")
	cmdkit.CompleteFlag(cmd, "select", "appRoleValue", "resourceDisplayName", "createdDateTime", "appRoleDisplayName", "principalDisplayName", "principalType", "appRoleId", "resourceId", "id")
	return cmdkit.AddAlternate(cmd, n)
}

func runRoleList(ctx context.Context, o *roleListOptions) error {
	if err := o.list.Check(); err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	n := noun.ServicePrincipal()
	sp, err := cmdkit.Find(ctx, dir, n, o.name, []string{"id"})
	if err != nil {
		return err
	}
	relation, columns := assignments, roleColumns()
	if o.toIt {
		relation, columns = assignedTo, assignedColumns()
	}
	return o.list.Print(columns, named(ctx, dir, dir.List(ctx, n.RefOf(o.name, sp).Below(relation), odata.Query{})))
}

func roleColumns() []output.Column {
	return []output.Column{
		cmdkit.KeyColumn("appRoleValue"),
		cmdkit.Column("resourceDisplayName"),
		cmdkit.Column("createdDateTime"),
		cmdkit.Column("appRoleDisplayName"),
		cmdkit.WideColumn("principalDisplayName"),
		cmdkit.WideColumn("appRoleId"),
		cmdkit.WideColumn("resourceId"),
		cmdkit.WideColumn("id"),
	}
}

// assignedColumns show who has the roles of one resource.
func assignedColumns() []output.Column {
	return []output.Column{
		cmdkit.KeyColumn("principalDisplayName"),
		cmdkit.Column("principalType"),
		cmdkit.Column("appRoleValue"),
		cmdkit.Column("createdDateTime"),
		cmdkit.Column("appRoleDisplayName"),
		cmdkit.WideColumn("principalId"),
		cmdkit.WideColumn("appRoleId"),
		cmdkit.WideColumn("id"),
	}
}

// named gives assignments with the names of their roles, as the members
// appRoleValue and appRoleDisplayName. Each resource is read once.
func named(ctx context.Context, dir directory.Directory, list iter.Seq2[*odata.Object, error]) iter.Seq2[*odata.Object, error] {
	resources := map[string]*resource{}
	return func(yield func(*odata.Object, error) bool) {
		for o, err := range list {
			if err != nil {
				yield(nil, err)
				return
			}
			id := o.String("resourceId")
			if resources[id] == nil {
				if resources[id], err = resourceByID(ctx, dir, id); err != nil {
					yield(nil, err)
					return
				}
			}
			role := resources[id].role(o.String("appRoleId"))
			row := odata.NewObject("appRoleValue", role.name(), "appRoleDisplayName", role.DisplayName)
			for name, value := range o.All() {
				row.Set(name, value)
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// resourceByID reads a resource; one that is gone has no roles.
func resourceByID(ctx context.Context, dir directory.Directory, id string) (*resource, error) {
	o, err := dir.Get(ctx, noun.ServicePrincipal().Ref(id), odata.Query{Select: resourceProperties()})
	if err != nil && apierr.KindOf(err) == apierr.NotFound {
		return &resource{id: id}, nil
	}
	if err != nil {
		return nil, err
	}
	return readResource(o), nil
}
