package core

import (
	"context"
	"encoding/json"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// mark is what a transaction writes down beside its changes: the audit log is
// put together from the two when it is asked for, so that a change costs no
// more than one short row, and a batch of changes the same.
type mark struct {
	At    string `json:"at"`
	ID    string `json:"id,omitempty"`    // of the caller
	User  bool   `json:"user,omitempty"`  // the caller is a user
	AppID string `json:"appId,omitempty"` // of the client
}

// marked marks the changes of a transaction with time and caller.
func (d *Directory) marked(ctx context.Context, tx *store.Tx) error {
	c, _ := CallerOf(ctx)
	text, err := json.Marshal(mark{At: d.now().UTC().Format(time.RFC3339Nano), ID: c.ID, User: c.User, AppID: c.AppID})
	if err != nil {
		return err
	}
	return tx.Mark(string(text))
}

// maxAudits is how many of the latest changes the audit log shows.
const maxAudits = 1000

// Audits gives the latest changes of the directory as directoryAudit, the
// latest first, a thousand at most.
func Audits(tx *store.Tx) ([]*store.Record, error) {
	last, err := tx.Sequence()
	if err != nil {
		return nil, err
	}
	after := max(0, last-2*maxAudits) // of which some are not shown
	marks, err := tx.Marks(after)
	if err != nil {
		return nil, err
	}
	var list []*store.Record
	a := &audit{tx: tx, marks: marks, known: map[string]*store.Record{}}
	for c, err := range tx.Changes(store.ChangeQuery{After: after}) {
		if err != nil {
			return nil, err
		}
		if isAudited(c) {
			list = append(list, a.entry(c))
		}
	}
	return latest(list, maxAudits), nil
}

// latest turns a list about and keeps the first of it.
func latest(list []*store.Record, n int) []*store.Record {
	turned := make([]*store.Record, 0, min(n, len(list)))
	for i := len(list) - 1; i >= 0 && len(turned) < n; i-- {
		turned = append(turned, list[i])
	}
	return turned
}

// isAudited leaves out what is not a change of the directory, or is told by
// another change already.
func isAudited(c store.Change) bool {
	switch {
	case c.Type == "signIn", c.Type == "stream", c.Type == "subscribedSku":
		return false
	case c.Kind == store.Linked, c.Kind == store.Unlinked:
		return c.Relation == "members" || c.Relation == "owners" || c.Relation == "manager"
	}
	return true
}
