package core

import (
	"errors"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// checkUnique refuses a value of the body that must be unique and that
// another live object of the type has. A user's UPN is looked at elsewhere,
// since it goes with its domain.
func (b *body) checkUnique(tx *store.Tx, self string) error {
	for _, name := range b.unique {
		if name == "userPrincipalName" || b.props.IsNull(name) {
			continue
		}
		filter, err := odata.ParseFilter(name + " eq " + odata.QuoteString(b.props.String(name)))
		if err != nil {
			return err
		}
		err = noOther(tx, store.ListQuery{Types: []string{b.typ.Name}, Filter: filter}, self)
		if errors.Is(err, store.ErrExists) {
			return taken(name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// noOther is an error if the query finds an object that is not self.
func noOther(tx *store.Tx, q store.ListQuery, self string) error {
	q.Limit = 2
	for r, err := range tx.List(q) {
		if err != nil {
			return err
		}
		if r.ID != self {
			return store.ErrExists
		}
	}
	return nil
}
