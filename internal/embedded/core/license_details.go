package core

import (
	"encoding/base64"
	"encoding/hex"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// LicenseDetails are the licences that a user has, with all plans of each
// (Graph: resource type licenseDetails). They are worked out, not stored.
func (d *Directory) LicenseDetails(tx *store.Tx, user *store.Record) ([]*store.Record, error) {
	h, err := holderOf(user)
	if err != nil {
		return nil, err
	}
	l := d.openLedger(tx)
	var list []*store.Record
	for _, one := range h.effective() {
		s, err := l.sku(one.SKU)
		if err != nil {
			return nil, err
		}
		id := detailsID(user.ID, one.SKU)
		list = append(list, &store.Record{ID: id, Type: "licenseDetails", Props: odata.NewObject(
			"id", id, "skuId", one.SKU, "skuPartNumber", s.record.Props.String("skuPartNumber"),
			"servicePlans", s.plansFor(one))})
	}
	return list, nil
}

// plansFor are a product's plans as one user has them.
func (s *sku) plansFor(one License) []servicePlan {
	plans := make([]servicePlan, len(s.plans))
	for i, p := range s.plans {
		for _, off := range one.Disabled {
			if strings.EqualFold(off, p.ID) {
				p.Status = "Disabled"
			}
		}
		plans[i] = p
	}
	return plans
}

// detailsID makes an opaque id, as Graph has, of user and product.
func detailsID(user, sku string) string {
	var b []byte
	for _, id := range []string{user, sku} {
		g, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
		if err != nil {
			g = []byte(id)
		}
		b = append(b, g...)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}
