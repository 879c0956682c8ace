package graph

import (
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/flight"
	"github.com/tenantctl/tenantctl/internal/directory/question"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
)

// settle makes outcomes of a unit's answer, or splits the unit.
func settle(w *flight.Work[graph.BatchRequest, graph.BatchResponse], u *flight.Unit, answer graph.BatchResponse) {
	e := apierr.As(answer.Err)
	switch {
	case answer.Err == nil && len(u.Ops) > 1:
		for _, op := range u.Ops {
			w.Out(directory.Outcome{Op: op})
		}
	case answer.Err == nil:
		if answer.Object != nil {
			answer.Object.Delete("@odata.context")
		}
		w.Out(directory.Outcome{Op: u.Ops[0], Object: answer.Object})
	case e == nil:
		w.Fail(u, answer.Err)
	case len(u.Ops) > 1 && splits(u, e):
		w.Split(u)
	case len(u.Ops) == 1 && question.Done(u.Ops[0], e):
		// After a repetition whose first attempt is in doubt it may well
		// have been us.
		w.Out(directory.Outcome{Op: u.Ops[0], Already: !e.Sent})
	default:
		w.Fail(u, e)
	}
}

// splits tells whether a chunk was refused for one of its members. A refusal
// that is about the group, or about who asks, would meet each of them.
func splits(u *flight.Unit, e *apierr.Error) bool {
	if e.Sent || question.Missing(e, u.Ops[0].Ref.Key) {
		return false
	}
	switch e.Kind {
	case apierr.Invalid, apierr.Conflict, apierr.NotFound:
		return true
	}
	return false
}
