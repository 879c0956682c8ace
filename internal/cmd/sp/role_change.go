package spcmd

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// roleOptions are the inputs of sp role-assignment add and remove.
type roleOptions struct {
	app      *app.App
	name     string
	roles    []string
	resource string
	toIt     bool // roles of it are meant, and who has them
	who      []string
}

func newRoleAdd(a *app.App, run func(context.Context, *roleOptions) error) *cobra.Command {
	o := &roleOptions{app: a}
	return newRoleChange(o, o.offered, cmdkit.Spec{
		Use:   "add SP [PRINCIPAL]... [--to-it] --role ROLE [--resource SP] [flags]",
		Short: "Assign roles to a service principal, so that it may do something",
		Long: `Assigns app roles to a service principal: permissions with which an application
acts by itself, of Microsoft Graph unless --resource names another service
principal. They are in the tokens that it gets from then on. A role that is
assigned already is no error.

With --to-it it is the service principal that offers the roles, and the users,
groups and service principals which are named after it get them. --role may be
left out if it offers none: then they get access without a role.`,
		Examples: []string{
			`sp role-assignment add Payroll --role User.Read.All`,
			`sp role-assignment add Payroll --role User.Read.All,Group.Read.All --dry-run`,
			`sp role-assignment add Payroll --to-it gustav.schwarzkopf@contoso.onmicrosoft.com Accounting --role Payroll.Read`,
		},
		Exit: []int{3, 4, 5, 7, 10, 11},
	}, run, runAssign)
}

func newRoleRemove(a *app.App, run func(context.Context, *roleOptions) error) *cobra.Command {
	o := &roleOptions{app: a}
	return newRoleChange(o, o.present, cmdkit.Spec{
		Use:   "remove SP [PRINCIPAL]... [--to-it] --role ROLE [--resource SP] [flags]",
		Short: "Take roles away from a service principal",
		Long: `Takes app roles away from a service principal. Tokens that it has got keep them
until they expire, in an hour or so.

With --to-it it is the service principal that offers the roles: they are taken
away from the users, groups and service principals which are named after it.
--role may be left out: then they lose all its roles.`,
		Examples: []string{
			`sp role-assignment remove Payroll --role User.Read.All`,
			`sp role-assignment remove Payroll --to-it gustav.schwarzkopf@contoso.onmicrosoft.com`,
		},
		Exit: []int{3, 4, 5, 7, 10, 11},
	}, run, runUnassign)
}

// roleNames gives the names of roles for completion, after some arguments.
type roleNames func(ctx context.Context, dir directory.Directory, args []string) []string

func newRoleChange(o *roleOptions, names roleNames, s cmdkit.Spec, run, ofIt func(context.Context, *roleOptions) error) *cobra.Command {
	n := noun.ServicePrincipal()
	s.Args = cmdkit.Args(1, -1, "one SP, with --to-it and one PRINCIPAL or more")
	s.Complete = cmdkit.CompleteArgs(cmdkit.CompleteNames(o.app, n), cmdkit.CompleteAmong(o.app, principalNouns))
	cmd := cmdkit.New(s, func(ctx context.Context, args []string) error {
		o.name, o.who = args[0], args[1:]
		if err := o.check(); err != nil {
			return err
		}
		if o.toIt {
			return ofIt(ctx, o)
		}
		if len(o.roles) == 0 {
			return cmdkit.Usagef("--role is needed").WithHint("for example --role User.Read.All")
		}
		return run(ctx, o)
	})
	f := cmd.Flags()
	f.StringSliceVar(&o.roles, "role", nil, "role by its value or `ROLE` id (may be repeated)")
	f.StringVar(&o.resource, "resource", "", "service principal that offers the role (default Microsoft Graph)")
	f.BoolVar(&o.toIt, "to-it", false, "roles that SP itself offers, and who has them")
	cmdkit.CompleteAskingOf(cmd, "role", o.app, names)
	cmdkit.CompleteNamesFor(cmd, "resource", o.app, n)
	return cmdkit.AddAlternate(cmd, n)
}

// offered are the roles that the resource offers. A failing completion is
// silent.
func (o *roleOptions) offered(ctx context.Context, dir directory.Directory, _ []string) []string {
	r, err := o.findResource(ctx, dir)
	if err != nil {
		return nil
	}
	return r.values(o.kind())
}

// present are the roles of the resource that the service principal has.
func (o *roleOptions) present(ctx context.Context, _ directory.Directory, args []string) []string {
	if len(args) == 0 {
		return nil
	}
	o.name = args[0]
	c, err := o.begin(ctx, "")
	if err != nil {
		return nil
	}
	var list []string
	for id := range c.have {
		list = append(list, c.resource.role(id).name())
	}
	slices.Sort(list)
	return list
}

// findResource finds the resource whose roles are meant.
func (o *roleOptions) findResource(ctx context.Context, dir directory.Directory) (*resource, error) {
	name := o.resource
	if o.toIt {
		name = o.name
	}
	if name == "" {
		name = noun.ServicePrincipal().Alternate(graphAppID)
	}
	return findResource(ctx, dir, name)
}

// roleChange is what add and remove come to: operations on the assignments of
// a service principal.
type roleChange struct {
	*roleOptions
	dir      directory.Directory
	sp       directory.Ref
	id       string // of sp
	resource *resource
	have     map[string]*odata.Object // assignments at the resource, by the role's id
	spec     task.Spec
	already  []string // names of roles that are as wanted
}

// begin reads the service principal, the resource and what there is.
func (o *roleOptions) begin(ctx context.Context, taskType string) (*roleChange, error) {
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return nil, err
	}
	c := &roleChange{roleOptions: o, dir: dir, have: map[string]*odata.Object{}, spec: task.Spec{Type: taskType}}
	n := noun.ServicePrincipal()
	sp, err := cmdkit.Find(ctx, dir, n, o.name, []string{"id"})
	if err != nil {
		return nil, err
	}
	c.sp, c.id = n.RefOf(o.name, sp), sp.ID()
	if c.resource, err = o.findResource(ctx, dir); err != nil {
		return nil, err
	}
	for a, err := range dir.List(ctx, c.sp.Below(assignments), odata.Query{}) {
		if err != nil {
			return nil, err
		}
		if strings.EqualFold(a.String("resourceId"), c.resource.id) {
			c.have[strings.ToLower(a.String("appRoleId"))] = a
		}
	}
	return c, nil
}

// assignment is the body that makes an assignment.
func (c *roleChange) assignment(role appRole) *odata.Object {
	return odata.NewObject("principalId", c.id, "resourceId", c.resource.id, "appRoleId", role.ID)
}

func runRoleAdd(ctx context.Context, o *roleOptions) error {
	c, err := o.begin(ctx, "assign.app_role")
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, name := range o.roles {
		role, err := c.resource.find(strings.TrimSpace(name), application)
		if err != nil {
			return err
		}
		id := strings.ToLower(role.ID)
		switch {
		case seen[id]:
		case c.have[id] != nil:
			c.already = append(c.already, role.name())
		default:
			c.spec.Ops = append(c.spec.Ops, &directory.Operation{
				Name: "add", Verb: directory.Create, Ref: c.sp.Below(assignments),
				Body: c.assignment(role), Target: role.name(),
			})
		}
		seen[id] = true
	}
	return c.carryOut(ctx, "assigned to", "is assigned already to")
}

func runRoleRemove(ctx context.Context, o *roleOptions) error {
	c, err := o.begin(ctx, "remove.app_role")
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, name := range o.roles {
		role, err := c.assigned(strings.TrimSpace(name))
		if err != nil {
			return err
		}
		id := strings.ToLower(role.ID)
		switch has := c.have[id]; {
		case seen[id]:
		case has == nil:
			c.already = append(c.already, role.name())
		default:
			c.spec.Ops = append(c.spec.Ops, &directory.Operation{
				Name: "remove", Verb: directory.Delete, Ref: c.sp.Below(assignments + "/" + has.ID()),
				Before: c.assignment(role), Target: role.name(),
			})
		}
		seen[id] = true
	}
	return c.carryOut(ctx, "taken away from", "is not assigned to")
}

// assigned finds the role that is to go: one that was assigned may be named
// by its id even if the resource offers it no more.
func (c *roleChange) assigned(name string) (appRole, error) {
	if c.have[strings.ToLower(name)] != nil {
		return c.resource.role(name), nil
	}
	for id := range c.have {
		if role := c.resource.role(id); role.Value != "" && strings.EqualFold(role.Value, name) {
			return role, nil
		}
	}
	return c.resource.find(name, application)
}

// carryOut runs the task and reports.
func (c *roleChange) carryOut(ctx context.Context, done, already string) error {
	c.spec.Unchanged = len(c.already)
	x, err := cmdkit.Execute(ctx, c.app, c.spec)
	if err != nil {
		return err
	}
	spoken := cmdkit.Spoken(c.name)
	if !c.app.Flags.Quiet && !c.app.Flags.DryRun && !c.app.Structured() {
		for _, role := range c.already {
			fmt.Fprintf(c.app.IO.Err, "%s %s %s\n", role, already, spoken)
		}
	}
	return x.Report(c.app, done+" "+spoken, already+" "+spoken)
}
