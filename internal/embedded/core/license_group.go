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
	return l.members(g, list)
}

// members gives all members of a group its licences.
func (l *ledger) members(group *store.Record, list []License) error {
	var ids []string
	q := store.ListQuery{Types: []string{"user"}, Via: &store.Via{Relation: "members", ID: group.ID}}
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
		if err := l.give(r, group, list); err != nil {
			return err
		}
	}
	return nil
}

// give makes what a user has from a group what the list says.
func (l *ledger) give(user, group *store.Record, list []License) error {
	h, err := holderOf(user)
	if err != nil {
		return err
	}
	h.from(group.ID, list, l.now)
	return l.settle(h)
}

func groupLicenses(props *odata.Object) []License {
	list := []License{}
	if !props.IsNull("assignedLicenses") {
		_ = props.Decode("assignedLicenses", &list) // written by assignGroup alone
	}
	return list
}

// inherit gives a user the licences of the groups that it is a direct member
// of, and takes those of other groups away.
func (l *ledger) inherit(h *holder) error {
	var groups []string
	q := store.ListQuery{Types: []string{"group"}, Via: &store.Via{Relation: "members", ID: h.user.ID, Reverse: true}}
	for g, err := range l.tx.List(q) {
		if err != nil {
			return err
		}
		h.from(g.ID, groupLicenses(g.Props), l.now)
		groups = append(groups, g.ID)
	}
	h.list = slices.DeleteFunc(h.list, func(a assignment) bool {
		return a.Group != nil && !slices.Contains(groups, *a.Group)
	})
	return nil
}

// joinLicenses gives a user that joins a group its licences.
func joinLicenses(d *Directory, tx *store.Tx, group, member *store.Record) error {
	return d.memberLicenses(tx, group, member, groupLicenses(group.Props))
}

// leaveLicenses takes them from a user that leaves it.
func leaveLicenses(d *Directory, tx *store.Tx, group, member *store.Record) error {
	return d.memberLicenses(tx, group, member, nil)
}

// memberLicenses keeps a user's licences in step with its membership. A
// deleted user's are looked at when it comes back.
func (d *Directory) memberLicenses(tx *store.Tx, group, member *store.Record, list []License) error {
	if member.Type != "user" || !member.Deleted.IsZero() || len(groupLicenses(group.Props)) == 0 {
		return nil
	}
	l := d.openLedger(tx)
	l.groups[group.ID] = group
	if err := l.give(member, group, list); err != nil {
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
