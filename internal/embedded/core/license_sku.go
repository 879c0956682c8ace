package core

import (
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// sku is a product that the tenant has subscribed to.
type sku struct {
	record   *store.Record
	plans    []servicePlan
	units    int // bought, and still to be used: enabled and in warning
	consumed int
	changed  bool
}

// servicePlan is an item of a product's servicePlans.
type servicePlan struct {
	AppliesTo string `json:"appliesTo"`
	Status    string `json:"provisioningStatus"`
	ID        string `json:"servicePlanId"`
	Name      string `json:"servicePlanName"`
}

// storedProduct is what is kept of a product between transactions: where it
// is stored, and its plans as long as their text is the same.
type storedProduct struct {
	at, text string
	plans    []servicePlan
}

// sku gives a product by its id in lower case. One that the tenant has not is
// refused in Graph's words.
func (l *ledger) sku(id string) (*sku, error) {
	if s := l.skus[id]; s != nil {
		return s, nil
	}
	var known storedProduct
	if found, ok := l.d.products.Load(id); ok {
		known = found.(storedProduct)
	}
	r, err := l.product(id, known.at)
	if err != nil {
		return nil, err
	}
	plans, _ := r.Props.Raw("servicePlans")
	if r.ID != known.at || string(plans) != known.text {
		known = storedProduct{at: r.ID, text: string(plans)}
		if err := json.Unmarshal(plans, &known.plans); err != nil {
			return nil, err
		}
		l.d.products.Store(id, known)
	}
	s, err := readSKU(r, known.plans)
	l.skus[id] = s
	return s, err
}

// product finds the record of a product, first where it was last time.
func (l *ledger) product(id, at string) (*store.Record, error) {
	if at != "" {
		if r, err := l.tx.Get(at); err == nil {
			return r, nil
		}
	}
	filter, err := odata.ParseFilter("skuId eq " + odata.QuoteString(id))
	if err != nil {
		return nil, err
	}
	for r, err := range l.tx.List(store.ListQuery{Types: []string{"subscribedSku"}, Filter: filter, Limit: 1}) {
		return r, err
	}
	return nil, badRequest("License %s does not correspond to a valid company License.", id)
}

func readSKU(r *store.Record, plans []servicePlan) (*sku, error) {
	s := &sku{record: r, plans: plans}
	var prepaid struct{ Enabled, Warning int }
	if err := r.Props.Decode("prepaidUnits", &prepaid); err != nil {
		return nil, err
	}
	s.units = prepaid.Enabled + prepaid.Warning
	return s, r.Props.Decode("consumedUnits", &s.consumed)
}

func (s *sku) has(plan string) bool {
	for _, p := range s.plans {
		if strings.EqualFold(p.ID, plan) {
			return true
		}
	}
	return false
}

// take takes a unit if there is one.
func (s *sku) take() bool {
	if s.consumed >= s.units {
		return false
	}
	s.consumed++
	s.changed = true
	return true
}

// give gives one back.
func (s *sku) give() {
	s.consumed--
	s.changed = true
}
