package graph

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/flight"
	"github.com/tenantctl/tenantctl/pkg/graph"
)

// maxLinks is the number of members that one PATCH of a group may add.
const maxLinks = 20

// chunks groups operations: members that join one group go together. Chunks
// are filled over a run of joins; any other operation ends the run, so that
// none of them overtakes it.
func chunks(objects flight.Objects, ops []*directory.Operation) []*flight.Unit {
	list := make([]*flight.Unit, 0, len(ops))
	open := map[directory.Ref]*flight.Unit{}
	for _, op := range ops {
		if !joins(op) {
			clear(open)
			list = append(list, objects.Unit(op))
			continue
		}
		chunk := open[op.Ref]
		if chunk == nil || len(chunk.Ops) == maxLinks || has(chunk, op) {
			chunk = &flight.Unit{}
			open[op.Ref] = chunk
			list = append(list, chunk)
		}
		objects.Add(chunk, op)
	}
	return list
}

// joins tells whether an operation can be one of a chunk.
func joins(op *directory.Operation) bool {
	return op.Verb == directory.Link && strings.EqualFold(op.Ref.Set, "groups") && strings.EqualFold(op.Ref.Path, "members")
}

// has tells whether the same member joins already: the service refuses a
// request that names one twice.
func has(u *flight.Unit, op *directory.Operation) bool {
	for _, other := range u.Ops {
		if strings.EqualFold(other.Other.Key, op.Other.Key) {
			return true
		}
	}
	return false
}

func (a *Adapter) unitRequest(u *flight.Unit) (graph.BatchRequest, error) {
	if len(u.Ops) > 1 {
		return a.linkRequest(u.Ops), nil
	}
	return a.request(u.Ops[0])
}
