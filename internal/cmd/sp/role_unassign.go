package spcmd

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
)

func runUnassign(ctx context.Context, o *roleOptions) error {
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	c, err := o.beginAssigning(ctx, dir, "remove.app_role")
	if err != nil {
		return err
	}
	for _, who := range o.who {
		m, err := cmdkit.FindAmong(ctx, dir, principalNouns(), who)
		if err != nil {
			return err
		}
		roles, err := c.leaving(m)
		if err != nil {
			return err
		}
		if len(roles) == 0 {
			c.already = append(c.already, who+" has no role of "+c.resource.name)
		}
		for _, role := range roles {
			c.remove(grant{who, m.Object.ID(), role})
		}
	}
	return c.carryOut(ctx, "taken away", "is not assigned")
}

// leaving are the roles that a principal is to lose: those that are named, all
// that it has if none is. A role that it has may be named by its id even if
// the resource offers it no more.
func (c *assigning) leaving(m cmdkit.Match) ([]appRole, error) {
	var has []appRole
	for _, a := range c.have {
		if strings.EqualFold(a.String("principalId"), m.Object.ID()) {
			has = append(has, c.resource.role(a.String("appRoleId")))
		}
	}
	if len(c.roles) == 0 {
		return has, nil
	}
	var list []appRole
	for _, name := range c.roles {
		name = strings.TrimSpace(name)
		role, ok := pick(has, name)
		if !ok {
			var err error
			if role, err = c.resource.find(name, kindOf(m.Noun)); err != nil {
				return nil, err
			}
		}
		list = append(list, role)
	}
	return list, nil
}

// pick finds the role of a list that a name stands for.
func pick(list []appRole, name string) (appRole, bool) {
	for _, role := range list {
		if strings.EqualFold(role.ID, name) || role.Value != "" && strings.EqualFold(role.Value, name) {
			return role, true
		}
	}
	return appRole{}, false
}

func (c *assigning) remove(g grant) {
	a := c.assignment(g)
	if a == nil || a.ID() == "" {
		c.already = append(c.already, g.String()+" is not assigned")
		return
	}
	c.spec.Ops = append(c.spec.Ops, &directory.Operation{
		Name: "remove", Verb: directory.Delete, Ref: c.at.Below(assignedTo + "/" + a.ID()), Before: c.body(g), Target: g.String(),
	})
	a.Delete("id") // it is to go once
}
