package aadgraph

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// fits tells whether an object is one of those that are asked for.
func (s *sieve) fits(o *odata.Object) (bool, error) {
	if s.at.cast != "" && !strings.EqualFold(o.String(typeOf), "#"+namespace+s.at.cast) {
		return false, nil
	}
	for _, e := range s.match {
		if ok, err := odata.Eval(e, o); !ok || err != nil {
			return false, invalid(err)
		}
	}
	if s.search != nil {
		return odata.EvalSearch(s.search, o), nil
	}
	return true, nil
}

func invalid(err error) error {
	if err == nil {
		return nil
	}
	return &apierr.Error{Kind: apierr.Invalid, Message: err.Error(), Err: err}
}

// maxSorted bounds the list that is held whole to be sorted.
const maxSorted = 20_000

// sorted sorts a list, if the service does not, and shows its objects.
func (s *sieve) sorted(list iter.Seq2[*odata.Object, error]) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		var kept []row
		for o, err := range list {
			switch {
			case err != nil:
				yield(nil, err)
				return
			case len(s.orders) == 0:
				if !yield(s.shown(o), nil) {
					return
				}
				continue
			case len(kept) == maxSorted:
				yield(nil, tooMany())
				return
			}
			kept = append(kept, s.row(o))
		}
		slices.SortStableFunc(kept, s.compare)
		for _, r := range kept {
			if !yield(r.object, nil) {
				return
			}
		}
	}
}

func tooMany() error {
	return apierr.New(apierr.Unsupported, "", fmt.Sprintf("Azure AD Graph does not sort this, and there are more than %d objects to sort here", maxSorted)).
		WithHint("narrow the list with --filter, or leave out --orderby and sort what is printed")
}

// row is an object as it is shown, with the values that it is sorted by.
type row struct {
	object *odata.Object
	values []any
}

// row copies what is kept: the page that the object came in need not stay.
func (s *sieve) row(o *odata.Object) row {
	var r row
	for _, order := range s.orders {
		name, below, _ := strings.Cut(order.Path, "/")
		var v any
		_ = o.Decode(name, &v) // what is absent is null
		for below != "" {
			name, below, _ = strings.Cut(below, "/")
			member, _ := v.(map[string]any)
			v = member[name]
		}
		if text, ok := v.(string); ok {
			v = odata.Fold(text)
		}
		r.values = append(r.values, v)
	}
	r.object = odata.NewObject()
	for name, raw := range s.shown(o).All() {
		r.object.SetRaw(strings.Clone(name), slices.Clone(raw))
	}
	return r
}

func (s *sieve) compare(a, b row) int {
	for i, order := range s.orders {
		c := compareValues(a.values[i], b.values[i])
		if c != 0 && order.Desc {
			return -c
		}
		if c != 0 {
			return c
		}
	}
	return 0
}

// compareValues orders null before all else, and values of one kind by it.
func compareValues(a, b any) int {
	switch x := a.(type) {
	case string:
		if y, ok := b.(string); ok {
			return strings.Compare(x, y)
		}
	case float64:
		if y, ok := b.(float64); ok {
			return cmp.Compare(x, y)
		}
	case bool:
		if y, ok := b.(bool); ok {
			return cmp.Compare(truth(x), truth(y))
		}
	}
	return cmp.Compare(truth(a != nil), truth(b != nil))
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
