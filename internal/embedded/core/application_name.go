package core

import (
	"errors"
	"net/http"
	"slices"
	"strings"

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
	if uris := b.props.Strings("identifierUris"); len(uris) > 0 {
		q := store.ListQuery{Types: []string{"application"}, Filter: holds("identifierUris", uris...)}
		return nobodyHas(tx, q, self, "identifierUris")
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
	if len(names) == 0 {
		return nil
	}
	q := store.ListQuery{Types: []string{"servicePrincipal"}, Filter: holds("servicePrincipalNames", names...), Limit: 2}
	for r, err := range tx.List(q) {
		if err != nil {
			return err
		}
		if r.ID != self {
			return nameInUse(r, names)
		}
	}
	return nil
}

// nameInUse says which of the names another service principal has.
func nameInUse(other *store.Record, names []string) error {
	name := other.Props.String("appId")
	for _, has := range other.Props.Strings("servicePrincipalNames") {
		if slices.ContainsFunc(names, func(s string) bool { return odata.Fold(s) == odata.Fold(has) }) {
			name = has
			break
		}
	}
	return &Error{Status: http.StatusConflict, Code: "Request_MultipleObjectsWithSameKeyValue", Message: "The service principal cannot be " +
		"created, updated, or restored because the service principal name " + name + " is already in use."}
}

// isEqual and holds are filters: the property is the value, or one of its
// items is one of the values. Names come from this program alone.
func isEqual(property, value string) odata.Expr {
	f, _ := odata.ParseFilter(property + " eq " + odata.QuoteString(value))
	return f
}

func holds(property string, values ...string) odata.Expr {
	any := make([]string, len(values))
	for i, value := range values {
		any[i] = "x eq " + odata.QuoteString(value)
	}
	f, _ := odata.ParseFilter(property + "/any(x:" + strings.Join(any, " or ") + ")")
	return f
}
