package core

import (
	"context"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// License is a product that is assigned: its id and the plans of it that are
// left out.
type License struct {
	Disabled []string `json:"disabledPlans"`
	SKU      string   `json:"skuId"`
}

// LicenseChange is what the action assignLicense asks for.
type LicenseChange struct {
	Add    []License
	Remove []string // ids of products
}

// ParseLicenseChange reads the parameters of assignLicense: both lists must
// be there, though they may be empty (facts/graph.md, section 8).
func ParseLicenseChange(args *odata.Object) (LicenseChange, error) {
	var c LicenseChange
	var missing []string
	for _, name := range []string{"addLicenses", "removeLicenses"} {
		if args.IsNull(name) {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return c, badRequest("One or more parameters of the operation 'assignLicense' are missing from the request payload. "+
			"The missing parameters are: %s.", strings.Join(missing, ", "))
	}
	if args.Decode("removeLicenses", &c.Remove) != nil {
		return c, badRequest("The value of parameter 'removeLicenses' must be a list of GUIDs.")
	}
	raw, _ := args.Raw("addLicenses")
	list, err := odata.ParseList(raw)
	if err != nil {
		return c, badRequest("The value of parameter 'addLicenses' must be a list of assignedLicense.")
	}
	for _, o := range list {
		one, err := parseLicense(o)
		if err != nil {
			return c, err
		}
		c.Add = append(c.Add, one)
	}
	return c, c.checkIDs()
}

func parseLicense(o *odata.Object) (License, error) {
	var l License
	for name := range o.All() {
		switch {
		case strings.Contains(name, "@"):
		case strings.EqualFold(name, "skuId"):
			l.SKU = o.String(name)
		case !strings.EqualFold(name, "disabledPlans"):
			return l, badRequest("Invalid property '%s'.", name)
		case !o.IsNull(name) && o.Decode(name, &l.Disabled) != nil:
			return l, badRequest("The value of property 'disabledPlans' must be a list of GUIDs.")
		}
	}
	return l, nil
}

// checkIDs refuses what is no GUID, and a product that is named twice. All
// ids are in lower case from then on.
func (c *LicenseChange) checkIDs() error {
	var skus []*string
	for i := range c.Add {
		l := &c.Add[i]
		for j := range l.Disabled {
			if err := readGUID(&l.Disabled[j]); err != nil {
				return err
			}
		}
		slices.Sort(l.Disabled)
		l.Disabled = slices.Compact(l.Disabled)
		skus = append(skus, &l.SKU)
	}
	for i := range c.Remove {
		skus = append(skus, &c.Remove[i])
	}
	seen := map[string]bool{}
	for _, id := range skus {
		if err := readGUID(id); err != nil {
			return err
		}
		if seen[*id] {
			return badRequest("License %s is named more than once in addLicenses and removeLicenses.", *id)
		}
		seen[*id] = true
	}
	return nil
}

func readGUID(id *string) error {
	if !odata.IsGUID(*id) {
		return badRequest("Cannot convert the literal '%s' to the expected type 'Edm.Guid'.", *id)
	}
	*id = strings.ToLower(*id)
	return nil
}

// AssignLicense changes the licences that a user has directly, or those that
// a group gives its members, and gives the object as stored. All of it
// happens or nothing. That a group's member gets no licence since there are
// no units left is no error: it is noted with the member.
func (d *Directory) AssignLicense(ctx context.Context, id string, c LicenseChange) (*store.Record, error) {
	return d.book(ctx, id, func(l *ledger, r *store.Record) error {
		if err := l.check(c); err != nil {
			return err
		}
		if r.Type == "group" {
			return l.assignGroup(r, c)
		}
		return l.assignUser(r, c)
	})
}

// ReprocessLicenses looks again at all licences of a user: those that its
// groups give, and those for which there were no units.
func (d *Directory) ReprocessLicenses(ctx context.Context, id string) (*store.Record, error) {
	return d.book(ctx, id, func(l *ledger, r *store.Record) error {
		h, err := holderOf(r)
		if err != nil {
			return err
		}
		if err := l.inherit(h); err != nil {
			return err
		}
		return l.settle(h)
	})
}

// book runs f on an object with the licences' books open, and closes them.
func (d *Directory) book(ctx context.Context, id string, f func(*ledger, *store.Record) error) (*store.Record, error) {
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		if r, err = live(tx, id); err != nil {
			return err
		}
		l := d.openLedger(tx)
		if err := f(l, r); err != nil {
			return err
		}
		return l.close()
	})
	return r, err
}

// assignUser changes a user's direct licences.
func (l *ledger) assignUser(r *store.Record, c LicenseChange) error {
	if len(c.Add) > 0 && r.Props.String("usageLocation") == "" {
		return badRequest("License assignment cannot be done for user with invalid usage location.")
	}
	h, err := holderOf(r)
	if err != nil {
		return err
	}
	for _, sku := range c.Remove {
		if err := h.remove(sku); err != nil {
			return err
		}
	}
	for _, add := range c.Add {
		h.put(assignment{SKU: add.SKU, Disabled: add.Disabled}, l.now)
	}
	return l.settle(h)
}
