package flight

// window bounds how far the queue is searched for units that can go now.
const window = 640

// load takes units for the next request: the first ones that touch nothing
// that is on its way, is in the request already, or waits before them.
func (w *Work[Q, A]) load() flight[Q, A] {
	l := loader[Q, A]{Work: w}
	w.again = l.take(w.again)
	w.queue = l.take(w.queue)
	for _, u := range l.seen {
		w.busy.forget(u.locks)
	}
	w.drained = len(l.units) < w.Batch && !l.failed
	return l.flight
}

type loader[Q, A any] struct {
	*Work[Q, A]
	flight[Q, A]
	seen   []*Unit
	failed bool // some could not be written
}

// take loads from a queue and gives what is left of it, in order.
func (l *loader[Q, A]) take(queue []*Unit) []*Unit {
	seen, kept := 0, 0
	for ; seen < min(len(queue), window) && len(l.units) < l.Batch; seen++ {
		u := queue[seen]
		fits := l.held.free(u.locks) && l.busy.free(u.locks)
		l.busy.add(u.locks)
		l.seen = append(l.seen, u)
		if !fits {
			queue[kept] = u
			kept++
			continue
		}
		q, err := l.Write(u)
		if err != nil {
			l.failed = true
			l.Fail(u, err)
			continue
		}
		l.units = append(l.units, u)
		l.requests = append(l.requests, q)
	}
	// What was passed over goes right before what was not looked at.
	rest := queue[seen-kept:]
	copy(rest, queue[:kept])
	return rest
}
