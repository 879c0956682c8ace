package core

import (
	"errors"
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// freeApplicationNames refuses a uniqueName or identifier URI that another
// application has: a deleted one keeps them as long as it can be restored
// (facts/graph.md, section 6).
func (b *body) freeApplicationNames(tx *store.Tx, self string) error {
	if name := b.props.String("uniqueName"); name != "" {
		q := store.ListQuery{Types: []string{"application"}, Filter: isEqual("uniqueName", name)}
		if err := nobodyHas(tx, q, self, "uniqueName"); err != nil {
			return err
		}
	}
	for _, uri := range b.props.Strings("identifierUris") {
		q := store.ListQuery{Types: []string{"application"}, Filter: holds("identifierUris", uri)}
		if err := nobodyHas(tx, q, self, "identifierUris"); err != nil {
			return err
		}
	}
	return nil
}

// nobodyHas refuses if the query finds a live or deleted object that is not
// self.
func nobodyHas(tx *store.Tx, q store.ListQuery, self, property string) error {
	for _, q.Deleted = range []bool{false, true} {
		err := noOther(tx, q, self)
		if errors.Is(err, store.ErrExists) {
			return taken(property)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// freePrincipalNames refuses a name that another live service principal has.
func freePrincipalNames(tx *store.Tx, names []string, self string) error {
	for _, name := range names {
		err := noOther(tx, store.ListQuery{Types: []string{"servicePrincipal"}, Filter: holds("servicePrincipalNames", name)}, self)
		if errors.Is(err, store.ErrExists) {
			return &Error{Status: http.StatusConflict, Code: "Request_MultipleObjectsWithSameKeyValue", Message: "The service principal cannot be " +
				"created, updated, or restored because the service principal name " + name + " is already in use."}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// isEqual and holds are filters: the property is the value, or one of its
// items is. Names come from this program alone.
func isEqual(property, value string) odata.Expr {
	f, _ := odata.ParseFilter(property + " eq " + odata.QuoteString(value))
	return f
}

func holds(property, value string) odata.Expr {
	f, _ := odata.ParseFilter(property + "/any(x:x eq " + odata.QuoteString(value) + ")")
	return f
}
