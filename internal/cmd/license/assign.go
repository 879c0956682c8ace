package licensecmd

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/current"
)

// assignOptions are the inputs of license assign.
type assignOptions struct {
	app      *app.App
	people   []person
	file     string
	skus     []string
	off      []string // plans by name or id
	replace  bool
	location string

	products products            // those of skus
	plans    map[string][]string // ids of the plans in off, by product
}

func newAssign(a *app.App, run func(context.Context, *assignOptions) error) *cobra.Command {
	o := &assignOptions{app: a}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "assign USER... --sku SKU [flags]",
		Short: "Give users licences, or change their plans",
		Long: `Gives users licences of products, each named by part number or id. A user who
has a licence already keeps it; the plans of --disable-plan are switched off
besides those that are off, or with --replace in place of them (so that
--replace alone switches all plans on). A plan is switched off in each of the
products that has it.

A licence needs a usage location: --usage-location sets it first for users who
have none. That there are enough free units, and that every user has a
location, is found out before anything is sent.`,
		Examples: []string{
			`license assign gustav.schwarzkopf@contoso.onmicrosoft.com --sku ENTERPRISEPACK --disable-plan SHAREPOINTENTERPRISE`,
			`license assign gustav.schwarzkopf@contoso.onmicrosoft.com --sku ENTERPRISEPACK --replace`,
			`license assign alexander.skiles@contoso.onmicrosoft.com gustav.schwarzkopf@contoso.onmicrosoft.com --sku EMS --sku AAD_PREMIUM --usage-location US`,
		},
		Args:     usersOrFile(&o.file),
		Exit:     []int{3, 4, 5, 7, 10, 11},
		Complete: cmdkit.CompleteNames(a, noun.User()),
	}, func(ctx context.Context, args []string) error {
		o.people = named(args)
		return run(ctx, o)
	})
	addSKU(cmd, a, &o.skus)
	cmd.Flags().StringSliceVar(&o.off, "disable-plan", nil, "switch this `PLAN` off (name or id; may be repeated)")
	cmd.Flags().BoolVar(&o.replace, "replace", false, "switch off the plans of --disable-plan only, and all others on")
	cmd.Flags().StringVar(&o.location, "usage-location", "", "set this `COUNTRY` (two letters, ISO 3166) first for users without a usage location")
	cmdkit.CompleteFlag(cmd, "usage-location")
	completePlans(cmd, a, &o.skus)
	addUsersFile(cmd, &o.file)
	return cmd
}

func runAssign(ctx context.Context, o *assignOptions) error {
	if err := o.validate(); err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	if err := o.resolve(ctx, dir); err != nil {
		return err
	}
	orders := make([]order, 0, len(o.people))
	for i := range o.people {
		orders = append(orders, o.order(&o.people[i]))
	}
	if err := o.checkLocations(orders); err != nil {
		return err
	}
	if err := o.checkUnits(orders); err != nil {
		return err
	}
	return carryOut(ctx, o.app, act{
		spec: task.Spec{Type: "assign.license"}, name: "assign", products: o.products, orders: orders,
		done: "assigned %s", already: "%s assigned so already", location: o.location,
	})
}

// validate checks what can be checked without the directory.
func (o *assignOptions) validate() (err error) {
	if len(o.skus) == 0 {
		return needSKU()
	}
	if o.location != "" {
		o.location = strings.ToUpper(o.location)
		raw, _ := json.Marshal(o.location)
		if err := edm.CheckValue(edm.Lookup("user"), "usageLocation", raw); err != nil {
			return cmdkit.Usagef("--usage-location: %v", err).WithHint("write two letters, such as US or JP")
		}
	}
	o.people, err = withFile(o.app, o.people, o.file)
	return err
}

// resolve finds products, plans and users.
func (o *assignOptions) resolve(ctx context.Context, dir directory.Directory) error {
	all, err := readProducts(ctx, dir)
	if err != nil {
		return err
	}
	if o.products, err = all.findAll(o.skus); err != nil {
		return err
	}
	for _, p := range o.products {
		if p.company {
			return invalid("product "+p.name, "it is for the organization as a whole and cannot be assigned to a user")
		}
	}
	if o.plans, err = o.products.plans(o.off); err != nil {
		return err
	}
	o.people, err = findPeople(ctx, dir, o.people)
	return err
}

// order is what one user's licences lack of what is wanted.
func (o *assignOptions) order(p *person) order {
	x := order{person: p}
	for _, sku := range o.products {
		have, ok := current.FindLicense(p.direct, sku.id)
		off := slices.Clone(o.plans[sku.id])
		if ok && !o.replace {
			off = append(off, have.Disabled...)
		}
		slices.Sort(off)
		off = slices.Compact(off)
		if ok && current.SamePlans(off, have.Disabled) {
			continue
		}
		x.add = append(x.add, current.License{SKU: sku.id, Disabled: append([]string{}, off...)})
		if ok {
			x.before = append(x.before, have)
		}
	}
	return x
}
