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
		if err := nobodyHas(tx, q, self, "identifierUris"); err != nil {
			return err
		}
		return b.freeOfPrincipals(tx, uris, self)
	}
	return nil
}

// freeOfPrincipals refuses an identifier URI by which another application's
// service principal is called, such as one of Microsoft's.
func (b *body) freeOfPrincipals(tx *store.Tx, uris []string, self string) error {
	appID := b.props.String("appId")
	if self != "" {
		r, err := tx.Get(self)
		if err != nil {
			return err
		}
		appID = r.Props.String("appId")
	}
	q := store.ListQuery{Types: []string{"servicePrincipal"}, Filter: holds("servicePrincipalNames", uris...)}
	for r, err := range tx.List(q) {
		if err != nil {
			return err
		}
		if r.Props.String("appId") != appID {
			return taken("identifierUris")
		}
	}
	return nil
}

// freeOfApplications refuses a name of a service principal that is the appId
// or an identifier URI of another application: tokens for that one would be
// made out for this service principal.
func freeOfApplications(tx *store.Tx, names []string, appID string) error {
	for _, filter := range []odata.Expr{holds("identifierUris", names...), among("appId", names)} {
		for r, err := range tx.List(store.ListQuery{Types: []string{"application"}, Filter: filter}) {
			if err != nil {
				return err
			}
			if r.Props.String("appId") != appID {
				return nameInUse(r, append(r.Props.Strings("identifierUris"), r.Props.String("appId")))
			}
		}
	}
	return nil
}

// among is the filter for objects of which a property is one of the values.
func among(property string, values []string) odata.Expr {
	each := make([]string, len(values))
	for i, value := range values {
		each[i] = property + " eq " + odata.QuoteString(value)
	}
	f, _ := odata.ParseFilter(strings.Join(each, " or "))
	return f
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
