package core

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// assignGroup changes the licences that a group gives to the users that are
// its direct members. A member without a usage location is taken to be where
// the organization is (facts/graph.md, section 8), so that none is refused
// for it.
func (l *ledger) assignGroup(g *store.Record, c LicenseChange) error {
	if secure, _ := g.Props.Bool("securityEnabled"); !secure {
		return badRequest("Licenses can be assigned to security-enabled groups only.")
	}
	list := groupLicenses(g.Props)
	for _, id := range c.Remove {
		i := slices.IndexFunc(list, func(one License) bool { return one.SKU == id })
		if i < 0 {
			return badRequest("Group does not have a corresponding license.")
		}
		list = slices.Delete(list, i, i+1)
	}
	for _, add := range c.Add {
		if add.Disabled == nil {
			add.Disabled = []string{}
		}
		i := slices.IndexFunc(list, func(one License) bool { return one.SKU == add.SKU })
		if i >= 0 {
			list[i] = add
		} else {
			list = append(list, add)
		}
	}
	g.Props.Set("assignedLicenses", list)
	g.Props.Set("licenseProcessingState", odata.NewObject("state", "ProcessingComplete"))
	if err := l.tx.Update(g); err != nil {
		return err
	}
	l.groups[g.ID] = g
	return l.members(g.ID)
}

// members looks at the licences of all members of a group again.
func (l *ledger) members(group string) error {
	var ids []string
	q := store.ListQuery{Types: []string{"user"}, Via: &store.Via{Relation: "members", ID: group}}
	for r, err := range l.tx.List(q) {
		if err != nil {
			return err
		}
		ids = append(ids, r.ID)
	}
	for _, id := range ids {
		r, err := l.tx.Get(id)
		if err != nil {
			return err
		}
		h, err := holderOf(r)
		if err != nil {
			return err
		}
		if err := l.inherit(h); err != nil {
			return err
		}
		if err := l.settle(h); err != nil {
			return err
		}
	}
	return nil
}

func groupLicenses(props *odata.Object) []License {
	list := []License{}
	if !props.IsNull("assignedLicenses") {
		_ = props.Decode("assignedLicenses", &list) // written by assignGroup alone
	}
	return list
}

// inherit gives a user the assignments of the groups that it is a direct
// member of, and takes those of other groups away.
func (l *ledger) inherit(h *holder) error {
	given := map[string][]string{} // products by group
	q := store.ListQuery{Types: []string{"group"}, Via: &store.Via{Relation: "members", ID: h.user.ID, Reverse: true}}
	for g, err := range l.tx.List(q) {
		if err != nil {
			return err
		}
		for _, one := range groupLicenses(g.Props) {
			h.put(assignment{Group: &g.ID, SKU: one.SKU, Disabled: one.Disabled}, l.now)
			given[g.ID] = append(given[g.ID], one.SKU)
		}
	}
	h.list = slices.DeleteFunc(h.list, func(a assignment) bool {
		return a.Group != nil && !slices.Contains(given[*a.Group], a.SKU)
	})
	return nil
}

// memberLicenses keeps a user's licences in step when it joins a group or
// leaves it. A deleted user's are looked at when it comes back.
func memberLicenses(d *Directory, tx *store.Tx, group, member *store.Record) error {
	if member.Type != "user" || !member.Deleted.IsZero() || len(groupLicenses(group.Props)) == 0 {
		return nil
	}
	l := d.openLedger(tx)
	l.groups[group.ID] = group
	h, err := holderOf(member)
	if err != nil {
		return err
	}
	if err := l.inherit(h); err != nil {
		return err
	}
	if err := l.settle(h); err != nil {
		return err
	}
	return l.close()
}

// keepsLicenses refuses that a group goes that gives licences.
func keepsLicenses(group *store.Record) error {
	if len(groupLicenses(group.Props)) == 0 {
		return nil
	}
	return badRequest("Unable to delete the group because there is a product license assigned to the group. " +
		"To delete this group, remove any product licenses first.")
}
