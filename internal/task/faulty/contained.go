package faulty

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// changeContained makes or deletes an object that another one contains.
func (d *Directory) changeContained(op *directory.Operation) (o *odata.Object, already bool, err error) {
	relation, id, _ := strings.Cut(op.Ref.Path, "/")
	at := op.Ref.Below(relation)
	if op.Verb == directory.Create {
		d.next++
		o = odata.NewObject("id", fmt.Sprintf("part%d", d.next))
		for name, value := range op.Body.All() {
			o.Set(name, value)
		}
		d.contained[at] = append(d.contained[at], o)
		return o.Clone(), false, nil
	}
	i := d.place(at, id)
	if i < 0 {
		return nil, true, nil
	}
	d.contained[at] = slices.Delete(d.contained[at], i, i+1)
	return nil, false, nil
}

// place is where an object is among those that a relation contains, -1 if it
// is not there.
func (d *Directory) place(at directory.Ref, id string) int {
	return slices.IndexFunc(d.contained[at], func(o *odata.Object) bool { return o.ID() == id })
}

// Contained gives the objects that a relation contains.
func (d *Directory) Contained(at directory.Ref) []*odata.Object { return slices.Clone(d.contained[at]) }
