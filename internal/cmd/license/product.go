package licensecmd

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// product is a subscribed SKU (Graph: resource type subscribedSku).
type product struct {
	id, name string // skuId, skuPartNumber
	whole    string // id of the subscribedSku, which has the tenant's before skuId
	plans    []servicePlan
	bought   int // units that can be used: enabled and in warning
	free     int // ... and that nobody has
	company  bool
}

type servicePlan struct {
	ID   string `json:"servicePlanId"`
	Name string `json:"servicePlanName"`
}

// products are all that the organization has.
type products []product

func readProducts(ctx context.Context, dir directory.Directory) (products, error) {
	var all products
	q := odata.Query{Select: []string{"id", "skuId", "skuPartNumber", "appliesTo", "consumedUnits", "prepaidUnits", "servicePlans"}}
	for o, err := range dir.List(ctx, directory.Ref{Set: "subscribedSkus"}, q) {
		if err != nil {
			return nil, err
		}
		p := product{id: o.String("skuId"), name: o.String("skuPartNumber"), whole: o.ID(), company: o.String("appliesTo") == "Company"}
		u := unitsOf(o)
		p.bought, p.free = u.usable(), u.free()
		_ = o.Decode("servicePlans", &p.plans) // without them no plan is known by name
		all = append(all, p)
	}
	return all, nil
}

// units is the account of a product.
type units struct{ enabled, warning, suspended, consumed int }

func unitsOf(o *odata.Object) units {
	var prepaid struct{ Enabled, Warning, Suspended int }
	_ = o.Decode("prepaidUnits", &prepaid) // null where nothing was bought
	u := units{enabled: prepaid.Enabled, warning: prepaid.Warning, suspended: prepaid.Suspended}
	_ = o.Decode("consumedUnits", &u.consumed)
	return u
}

// usable units can be assigned: those in warning too, until they end
// (facts/graph.md, section 8).
func (u units) usable() int { return u.enabled + u.warning }

func (u units) free() int { return max(0, u.usable()-u.consumed) }

// find gives the product that a name stands for: its part number or its id.
func (all products) find(name string) (product, error) {
	for _, p := range all {
		if strings.EqualFold(p.name, name) || strings.EqualFold(p.id, name) || p.whole != "" && strings.EqualFold(p.whole, name) {
			return p, nil
		}
	}
	var names []string
	for _, p := range all {
		names = append(names, p.name)
	}
	return product{}, unknown("product "+name, "the organization has no such product", name, names)
}

// findAll gives the products of several names, each once.
func (all products) findAll(names []string) (products, error) {
	var found products
	for _, name := range names {
		p, err := all.find(name)
		if err != nil {
			return nil, err
		}
		if _, err := found.find(p.id); err != nil {
			found = append(found, p)
		}
	}
	return found, nil
}

// among are those whose id is in a list, in their own order.
func (all products) among(ids []string) products {
	return slices.DeleteFunc(slices.Clone(all), func(p product) bool { return !slices.Contains(ids, p.id) })
}

// plan gives the id of the plan of a name; "" if the product has none.
func (p product) plan(name string) string {
	for _, s := range p.plans {
		if strings.EqualFold(s.Name, name) || strings.EqualFold(s.ID, name) {
			return s.ID
		}
	}
	return ""
}

// planNames are the names of plans, sorted; the id of one that is not known.
func (p product) planNames(ids []string) []string {
	names := []string{}
	for _, id := range ids {
		name := id
		for _, s := range p.plans {
			if strings.EqualFold(s.ID, id) {
				name = s.Name
			}
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// plans gives, for each product by its id, those of the named plans that it
// has. A name that none of them has is an error.
func (all products) plans(names []string) (map[string][]string, error) {
	found := map[string][]string{}
	for _, name := range names {
		known := false
		for _, p := range all {
			if id := p.plan(name); id != "" {
				found[p.id] = append(found[p.id], id)
				known = true
			}
		}
		if !known {
			return nil, all.unknownPlan(name)
		}
	}
	return found, nil
}

func (all products) unknownPlan(name string) error {
	var plans, of []string
	for _, p := range all {
		of = append(of, p.name)
		for _, s := range p.plans {
			plans = append(plans, s.Name)
		}
	}
	return unknown("plan "+name, strings.Join(of, ", ")+" has no such plan", name, plans)
}

// unknown is the error for a name that is none of those that exist, with the
// near ones and all of them.
func unknown(target, message, name string, all []string) error {
	err := cmdkit.NotFound(target, message)
	hint := "there are: " + strings.Join(all, ", ")
	if len(all) == 0 {
		hint = "there are none"
	}
	if near := edm.Near(name, all); len(near) > 0 {
		hint = fmt.Sprintf("did you mean %s? %s", strings.Join(near, " or "), hint)
	}
	return err.WithHint(hint)
}

// needSKU is the error of a command without --sku.
func needSKU() error {
	return cmdkit.Usagef("--sku is needed").WithHint("for example --sku ENTERPRISEPACK; `tenantctl license list` shows those there are")
}
