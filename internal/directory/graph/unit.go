package graph

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/graph"
)

// maxLinks is the number of members that one PATCH of a group may add.
const maxLinks = 20

// unit is what goes as one request, or as one member of a batch: an
// operation, or a chunk of members that join one group.
type unit struct {
	ops   []*directory.Operation
	locks []lock
}

// chunks groups operations. Chunks are filled over a run of joins; any other
// operation ends the run, so that none of them overtakes it.
func (w *work) chunks(ops []*directory.Operation) []*unit {
	list := make([]*unit, 0, len(ops))
	open := map[directory.Ref]*unit{}
	for _, op := range ops {
		claims := w.objects.locks(op)
		if !joins(op) {
			clear(open)
			list = append(list, &unit{[]*directory.Operation{op}, claims})
			continue
		}
		chunk := open[op.Ref]
		if chunk == nil || len(chunk.ops) == maxLinks || chunk.has(op) {
			chunk = &unit{}
			open[op.Ref] = chunk
			list = append(list, chunk)
		}
		chunk.add(op, claims)
	}
	return list
}

// joins tells whether an operation can be one of a chunk.
func joins(op *directory.Operation) bool {
	return op.Verb == directory.Link && strings.EqualFold(op.Ref.Set, "groups") && strings.EqualFold(op.Ref.Path, "members")
}

func (u *unit) add(op *directory.Operation, claims []lock) {
	u.ops = append(u.ops, op)
	if len(u.ops) > 1 {
		claims = claims[1:] // the group has been claimed
	}
	u.locks = append(u.locks, claims...)
}

// has tells whether the same member joins already: the service refuses a
// request that names one twice.
func (u *unit) has(op *directory.Operation) bool {
	for _, other := range u.ops {
		if strings.EqualFold(other.Other.Key, op.Other.Key) {
			return true
		}
	}
	return false
}

// halves splits a chunk that was refused.
func (w *work) halves(u *unit) []*unit {
	middle := len(u.ops) / 2
	var parts []*unit
	for _, ops := range [][]*directory.Operation{u.ops[:middle], u.ops[middle:]} {
		part := &unit{}
		for _, op := range ops {
			part.add(op, w.objects.locks(op))
		}
		parts = append(parts, part)
	}
	return parts
}

func (a *Adapter) unitRequest(u *unit) (graph.BatchRequest, error) {
	if len(u.ops) > 1 {
		return a.linkRequest(u.ops), nil
	}
	return a.request(u.ops[0])
}
