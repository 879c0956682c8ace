package flight

import "github.com/tenantctl/tenantctl/internal/directory"

// each makes every operation a unit.
func (o Objects) each(ops []*directory.Operation) []*Unit {
	list := make([]*Unit, len(ops))
	for i, op := range ops {
		list[i] = o.Unit(op)
	}
	return list
}

// Unit makes a unit of operations that write the same object.
func (o Objects) Unit(ops ...*directory.Operation) *Unit {
	u := &Unit{}
	for _, op := range ops {
		o.Add(u, op)
	}
	return u
}

// Add adds an operation to a unit, whose others write the same object.
func (o Objects) Add(u *Unit, op *directory.Operation) {
	claims := o.locks(op)
	if len(u.Ops) > 0 {
		claims = claims[1:] // what is written has been claimed
	}
	u.Ops = append(u.Ops, op)
	u.locks = append(u.locks, claims...)
}

// Split puts the halves of a unit that was refused ahead of all that waits.
// The unit has two operations at least.
func (w *Work[Q, A]) Split(u *Unit) {
	middle := len(u.Ops) / 2
	w.again = append(w.again, w.objects.Unit(u.Ops[:middle]...), w.objects.Unit(u.Ops[middle:]...))
}
