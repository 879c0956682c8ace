package faulty

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// changeContained makes, changes or deletes an object that another one
// contains.
func (d *Directory) changeContained(op *directory.Operation) (o *odata.Object, already bool, err error) {
	relation, id, _ := strings.Cut(op.Ref.Path, "/")
	at := d.at(op.Ref.Below(relation))
	if op.Verb == directory.Create {
		d.next++
		o = odata.NewObject("id", fmt.Sprintf("part%d", d.next))
		for name, value := range op.Body.All() {
			o.Set(name, value)
		}
		if relation == "extensionProperties" {
			o.Set("name", "extension_0123456789abcdef0123456789abcdef_"+o.String("name"))
		}
		d.contained[at] = append(d.contained[at], o)
		return o.Clone(), false, nil
	}
	i := d.place(at, id)
	switch {
	case i < 0 && op.Verb == directory.Update:
		return nil, false, notFound(op.Ref.String())
	case i < 0:
		return nil, true, nil
	case op.Verb == directory.Update:
		for name, value := range op.Body.All() {
			d.contained[at][i].Set(name, value)
		}
		return nil, false, nil
	}
	d.contained[at] = slices.Delete(d.contained[at], i, i+1)
	return nil, false, nil
}

// place is where the object with an id or name is among those that a relation
// contains, -1 if it is not there.
func (d *Directory) place(at directory.Ref, id string) int {
	return slices.IndexFunc(d.contained[at], func(o *odata.Object) bool { return o.ID() == id || o.String("name") == id })
}

// at gives a relation with the id of its owner, however that was named.
func (d *Directory) at(ref directory.Ref) directory.Ref {
	if owner := d.find(ref.Set, ref.Key); owner != nil {
		ref.Key = owner.ID()
	}
	return ref
}

// Contained gives the objects that a relation contains.
func (d *Directory) Contained(at directory.Ref) []*odata.Object {
	return slices.Clone(d.contained[d.at(at)])
}
