package cmdkit

import (
	"iter"
	"time"

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

// moment makes the column of a time, to the second.
func moment(name string) output.Column {
	return output.Column{Name: name, Value: func(o *odata.Object) string {
		t, err := time.Parse(time.RFC3339, o.String(name))
		if err != nil {
			return o.String(name)
		}
		return t.UTC().Format(time.RFC3339)
	}}
}

func wide(c output.Column) output.Column {
	c.Wide = true
	return c
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
