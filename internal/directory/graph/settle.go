package graph

import (
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/flight"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/odata"
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
	case len(u.Ops) == 1 && done(u.Ops[0], e):
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
	if e.Sent || missing(e, u.Ops[0].Ref.Key) {
		return false
	}
	switch e.Kind {
	case apierr.Invalid, apierr.Conflict, apierr.NotFound:
		return true
	}
	return false
}

// done tells whether an error says that the directory is already as the
// operation would make it. Only an answer of the directory itself counts,
// never that of something that stands in its place (no code). That the object
// with the relation is missing may be the delay of a replica (facts/graph.md,
// section 13) and says nothing of the relation.
func done(op *directory.Operation, e *apierr.Error) bool {
	gone := e.Kind == apierr.NotFound && e.Code != ""
	switch op.Verb {
	case directory.Create:
		return e.Status == http.StatusBadRequest && strings.Contains(e.Message, "Permission being assigned already exists")
	case directory.Link:
		return e.Status == http.StatusBadRequest && strings.Contains(e.Message, "added object references already exist")
	case directory.Unlink, directory.Clear:
		return gone && !missing(e, op.Ref.Key) || strings.Contains(e.Message, "removed object references do not exist")
	case directory.Delete, directory.Erase:
		return gone
	}
	return false
}

// missing tells whether an error says that the object with this key does not
// exist.
func missing(e *apierr.Error, key string) bool {
	return e.Kind == apierr.NotFound && key != "" && strings.Contains(odata.Fold(e.Message), odata.Fold(key))
}
