package graph

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// onlyPolicy gives the id of the one policy that a relation can lead to, for
// DELETE .../tokenLifetimePolicies/$ref, which names none.
func (x *exchange) onlyPolicy(p *place) (string, error) {
	if p.relation == nil || !strings.HasSuffix(p.relation.name, "Policies") {
		_, err := core.ReferenceID("")
		return "", err
	}
	var id string
	err := x.s.core.Read(x.r.Context(), func(tx *store.Tx) error {
		r, err := x.object(tx, p.parent)
		if err != nil {
			return err
		}
		only, err := first(tx, store.ListQuery{Via: p.relation.via(r.ID), Limit: 1})
		if err != nil {
			return core.NotFound(p.relation.name)
		}
		id = only.ID
		return nil
	})
	return id, err
}
