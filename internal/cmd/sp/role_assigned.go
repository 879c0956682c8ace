package spcmd

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// principalNouns are the kinds of objects that roles are assigned to.
func principalNouns() []*cmdkit.Noun {
	return []*cmdkit.Noun{noun.User(), noun.Group(), noun.ServicePrincipal()}
}

// check makes sure that the flags and arguments go together.
func (o *roleOptions) check() error {
	switch {
	case o.toIt && o.resource != "":
		return cmdkit.Usagef("--to-it and --resource contradict each other").WithHint("with --to-it the roles are those of SP itself")
	case o.toIt && len(o.who) == 0:
		return cmdkit.Usagef("--to-it takes one PRINCIPAL or more after SP: users, groups, service principals")
	case !o.toIt && len(o.who) > 0:
		return cmdkit.Usagef("%q is one argument too many", o.who[0]).WithHint("with --to-it the roles of SP are assigned to it")
	}
	return nil
}

// kind is of whose roles completion offers.
func (o *roleOptions) kind() string {
	if o.toIt {
		return person
	}
	return application
}

// assigning is what add and remove with --to-it come to: operations on the
// assignments of one resource's roles.
type assigning struct {
	*roleOptions
	resource *resource
	at       directory.Ref // of the assignments
	have     []*odata.Object
	spec     task.Spec
	already  []string // messages on what is as wanted
}

// beginAssigning reads the resource and who has its roles.
func (o *roleOptions) beginAssigning(ctx context.Context, dir directory.Directory, taskType string) (*assigning, error) {
	n := noun.ServicePrincipal()
	sp, err := cmdkit.Find(ctx, dir, n, o.name, resourceProperties())
	if err != nil {
		return nil, err
	}
	c := &assigning{roleOptions: o, resource: readResource(sp), at: n.RefOf(o.name, sp).Below(assignedTo), spec: task.Spec{Type: taskType}}
	for a, err := range dir.List(ctx, c.at, odata.Query{}) {
		if err != nil {
			return nil, err
		}
		c.have = append(c.have, a)
	}
	return c, nil
}

// grant is a role that a principal has or is to have.
type grant struct {
	who  string // as it was given
	id   string
	role appRole
}

func (g grant) String() string {
	return cmp.Or(g.role.Value, g.role.DisplayName, g.role.ID) + " of " + g.who
}

// kindOf is the kind of a principal among those that roles are offered to.
func kindOf(n *cmdkit.Noun) string {
	if n.Type == noun.ServicePrincipal().Type {
		return application
	}
	return person
}

func runAssign(ctx context.Context, o *roleOptions) error {
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	c, err := o.beginAssigning(ctx, dir, "assign.app_role")
	if err != nil {
		return err
	}
	for _, who := range o.who {
		m, err := cmdkit.FindAmong(ctx, dir, principalNouns(), who)
		if err != nil {
			return err
		}
		roles, err := c.wanted(kindOf(m.Noun))
		if err != nil {
			return err
		}
		for _, role := range roles {
			c.add(grant{who, m.Object.ID(), role})
		}
	}
	return c.carryOut(ctx, "assigned", "is assigned already")
}

// wanted are the roles that are to be assigned to principals of a kind.
func (c *assigning) wanted(kind string) ([]appRole, error) {
	if len(c.roles) == 0 {
		if values := c.resource.values(kind); len(values) > 0 {
			return nil, cmdkit.Usagef("--role is needed: %s has roles for %s", c.resource.name, principals(kind)).
				WithHint("there are: " + strings.Join(values, ", "))
		}
		return []appRole{c.resource.role(defaultAccess)}, nil
	}
	var list []appRole
	for _, name := range c.roles {
		role, err := c.resource.find(strings.TrimSpace(name), kind)
		if err != nil {
			return nil, err
		}
		list = append(list, role)
	}
	return list, nil
}

// assignment gives the one that there is of a grant, nil if there is none.
func (c *assigning) assignment(g grant) *odata.Object {
	for _, a := range c.have {
		if strings.EqualFold(a.String("principalId"), g.id) && strings.EqualFold(a.String("appRoleId"), g.role.ID) {
			return a
		}
	}
	return nil
}

// body is what makes an assignment.
func (c *assigning) body(g grant) *odata.Object {
	return odata.NewObject("principalId", g.id, "resourceId", c.resource.id, "appRoleId", g.role.ID)
}

func (c *assigning) add(g grant) {
	if c.assignment(g) != nil {
		c.already = append(c.already, g.String()+" is assigned already")
		return
	}
	body := c.body(g)
	c.have = append(c.have, body) // the same grant again is none
	c.spec.Ops = append(c.spec.Ops, &directory.Operation{
		Name: "add", Verb: directory.Create, Ref: c.at, Body: body, Target: g.String(),
	})
}

// carryOut runs the task and reports.
func (c *assigning) carryOut(ctx context.Context, done, already string) error {
	c.spec.Unchanged = len(c.already)
	x, err := cmdkit.Execute(ctx, c.app, c.spec)
	if err != nil {
		return err
	}
	if !c.app.Flags.Quiet && !c.app.Flags.DryRun && !c.app.Structured() {
		for _, line := range c.already {
			fmt.Fprintln(c.app.IO.Err, line)
		}
	}
	return x.Report(c.app, done, already)
}
