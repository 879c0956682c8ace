package graph

import "github.com/tenantctl/tenantctl/pkg/graph"

// window bounds how far the queue is searched for units that can go now.
const window = 32 * graph.MaxBatch

// load takes units for the next request: the first ones that touch nothing
// that is on its way, is in the request already, or waits before them.
func (w *work) load() flight {
	l := loader{work: w}
	w.again = l.take(w.again)
	w.queue = l.take(w.queue)
	for _, u := range l.seen {
		w.busy.forget(u.locks)
	}
	w.drained = len(l.units) < graph.MaxBatch && !l.failed
	return l.flight
}

type loader struct {
	*work
	flight
	seen   []*unit
	failed bool // some could not be written
}

// take loads from a queue and gives what is left of it, in order.
func (l *loader) take(queue []*unit) []*unit {
	seen, kept := 0, 0
	for ; seen < min(len(queue), window) && len(l.units) < graph.MaxBatch; seen++ {
		u := queue[seen]
		fits := l.held.free(u.locks) && l.busy.free(u.locks)
		l.busy.add(u.locks)
		l.seen = append(l.seen, u)
		if !fits {
			queue[kept] = u
			kept++
			continue
		}
		r, err := l.adapter.unitRequest(u)
		if err != nil {
			l.failed = true
			l.fail(u, err)
			continue
		}
		l.units = append(l.units, u)
		l.requests = append(l.requests, r)
	}
	// What was passed over goes right before what was not looked at.
	rest := queue[seen-kept:]
	copy(rest, queue[:kept])
	return rest
}
