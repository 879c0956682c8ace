package edm

import (
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// CheckOrderBy checks a $orderby on a collection of type t: that properties
// exist, have one simple value, and, on types whose rules the model knows,
// that the service sorts by them. withFilter says that the request has a
// $filter, too, which makes it an advanced query on these types. The error
// is a *FilterError; its Pos is 0, for orders do not say where they stand.
func CheckOrderBy(t *Type, orders []odata.Order, withFilter bool) (advanced bool, err error) {
	ruled := t.HasFilterRules()
	for _, o := range orders {
		p, nameErr := t.resolve(strings.Split(o.Path, "/"))
		if nameErr != nil {
			return false, &FilterError{Msg: nameErr.Error()}
		}
		if p.collection || p.relation || p.at != nil && p.at.Kind != Enum {
			return false, &FilterError{Path: p.path, Msg: "only a property with one simple value can be sorted by"}
		}
		if !ruled {
			continue
		}
		rule := p.owner.Rule(p.path)
		if !rule.OrderBy {
			return false, &FilterError{Path: p.path, Msg: "the service does not sort by this property" + t.sortable(), Unsupported: true}
		}
		advanced = advanced || rule.OrderByAdvanced || withFilter
	}
	return advanced, nil
}

// sortable is the end of a message: which properties can be sorted by.
func (t *Type) sortable() string {
	var names []string
	for p := range t.AllProperties() {
		if t.Rule(p.Name).OrderBy {
			names = append(names, p.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "; it sorts by " + strings.Join(names, ", ")
}
