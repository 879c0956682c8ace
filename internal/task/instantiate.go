package task

import (
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// instantiate is the action that makes an application and its service
// principal from a template (Graph: applicationTemplate).
const instantiate = "instantiate"

// instantiated is taken back by removing the application: its service principal
// goes along.
func (v *inverter) instantiated() (inverse, error) {
	id := v.entry.out.ID
	if id == "" {
		return v.leave("NotUndoable", "the id of the app is not known"), nil
	}
	q := odata.Query{Select: append([]string{"id", "appId"}, current.Names(v.op.Body)...)}
	o, err := v.get(directory.Ref{Set: "applications", Key: id}, q)
	if err != nil || o == nil {
		return inverse{undone: err == nil}, err
	}
	if names := current.Differences(v.op.Body, o); len(names) > 0 {
		return v.leave("ChangedSince", changed(names)), nil
	}
	made := *v
	made.op = &directory.Operation{Ref: directory.Ref{Set: "applications"}, Target: v.op.Body.String("displayName"), Row: v.op.Row}
	return made.remove(o)
}
