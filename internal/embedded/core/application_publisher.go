package core

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// SetVerifiedPublisher says that the organization is the publisher of an
// application, under a number of Microsoft's partner programme, which nobody
// can verify here; "" says that nobody is.
func (d *Directory) SetVerifiedPublisher(ctx context.Context, id, number string) error {
	if strings.ContainsFunc(number, func(r rune) bool { return r < '0' || r > '9' }) {
		return badProperty("verifiedPublisherId", "The value '%s' of 'verifiedPublisherId' is not a partner's number.", number)
	}
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, id)
		if err != nil {
			return err
		}
		before := r.Props.Clone()
		publisher := noPublisher()
		if number != "" {
			organization, err := live(tx, tenantOf(tx))
			if err != nil {
				return err
			}
			publisher = odata.NewObject("displayName", organization.Props.String("displayName"),
				"verifiedPublisherId", number, "addedDateTime", stamp(d.Now()))
		}
		r.Props.Set("verifiedPublisher", publisher)
		if err := tx.Update(r); err != nil {
			return err
		}
		return followApplication(tx, before, r.Props)
	})
}

func noPublisher() *odata.Object {
	return odata.NewObject("displayName", nil, "verifiedPublisherId", nil, "addedDateTime", nil)
}
