package core

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// domainGoing refuses that a domain is deleted which is needed (facts/graph.md,
// section 12).
func domainGoing(_ *Directory, tx *store.Tx, r *store.Record, _ bool) error {
	initial, _ := r.Props.Bool("isInitial")
	standard, _ := r.Props.Bool("isDefault")
	switch {
	case initial:
		return badRequest("The initial domain '%s' cannot be deleted.", r.ID)
	case standard:
		return badRequest("The default domain '%s' cannot be deleted: make another domain the default first.", r.ID)
	}
	list, err := DomainReferences(tx, r)
	if err != nil {
		return err
	}
	if len(list) > 0 {
		return badRequest("The domain '%s' cannot be deleted: %d objects refer to it.", r.ID, len(list))
	}
	return listDomains(tx, r.ID)
}

// listDomains writes the verified domains into the organization, but for one
// that goes.
func listDomains(tx *store.Tx, gone string) error {
	list := []*odata.Object{}
	for r, err := range tx.List(store.ListQuery{Types: []string{"domain"}}) {
		if err != nil {
			return err
		}
		if verified, _ := r.Props.Bool("isVerified"); !verified || r.ID == gone {
			continue
		}
		standard, _ := r.Props.Bool("isDefault")
		initial, _ := r.Props.Bool("isInitial")
		list = append(list, odata.NewObject("capabilities", strings.Join(r.Props.Strings("supportedServices"), ", "),
			"isDefault", standard, "isInitial", initial, "name", r.ID, "type", r.Props.String("authenticationType")))
	}
	for r, err := range tx.List(store.ListQuery{Types: []string{"organization"}}) {
		if err != nil {
			return err
		}
		r.Props.Set("verifiedDomains", list)
		return tx.Update(r)
	}
	return nil
}
