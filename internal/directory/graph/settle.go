package graph

import (
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
)

// settle makes outcomes of a unit's answer, or splits the unit.
func (w *work) settle(u *unit, answer graph.BatchResponse) {
	e := apierr.As(answer.Err)
	switch {
	case answer.Err == nil && len(u.ops) > 1:
		for _, op := range u.ops {
			w.out(directory.Outcome{Op: op})
		}
	case answer.Err == nil:
		if answer.Object != nil {
			answer.Object.Delete("@odata.context")
		}
		w.out(directory.Outcome{Op: u.ops[0], Object: answer.Object})
	case e == nil:
		w.fail(u, answer.Err)
	case len(u.ops) > 1 && splits(u, e):
		w.again = append(w.again, u.halves()...)
	case len(u.ops) == 1 && done(u.ops[0], e):
		// After a repetition whose first attempt is in doubt it may well
		// have been us.
		w.out(directory.Outcome{Op: u.ops[0], Already: !e.Sent})
	default:
		w.fail(u, e)
	}
}

// splits tells whether a chunk was refused for one of its members. A refusal
// that is about the group, or about who asks, would meet each of them.
func splits(u *unit, e *apierr.Error) bool {
	if e.Sent || e.Kind == apierr.NotFound && strings.Contains(e.Message, u.ops[0].Ref.Key) {
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
// never that of something that stands in its place (no code).
func done(op *directory.Operation, e *apierr.Error) bool {
	gone := e.Kind == apierr.NotFound && e.Code != ""
	switch op.Verb {
	case directory.Link:
		return e.Status == http.StatusBadRequest && strings.Contains(e.Message, "added object references already exist")
	case directory.Unlink, directory.Clear:
		return gone || strings.Contains(e.Message, "removed object references do not exist")
	case directory.Delete, directory.Erase:
		return gone
	}
	return false
}
