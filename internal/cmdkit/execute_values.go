package cmdkit

import (
	"iter"

	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Count makes the column of one of a task's counts.
func Count(name string) output.Column {
	return output.Column{Name: name, Value: func(o *odata.Object) string {
		raw, _ := o.Object("counts").Raw(name)
		return string(raw)
	}}
}

// One is a list of the objects given.
func One(objects ...*odata.Object) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for _, o := range objects {
			if !yield(o, nil) {
				return
			}
		}
	}
}
