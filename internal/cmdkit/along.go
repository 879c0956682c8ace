package cmdkit

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// A directory deletes the service principal of an application along with it,
// and restores each by itself (Graph: directory-deleteditems-restore).

// NoteAlong is the [Consequence] of deleting an application: what goes with it.
// Who may not see that may delete the application all the same.
func NoteAlong(ctx context.Context, dir directory.Directory, op *directory.Operation) (string, error) {
	along, err := current.Along(ctx, dir, op.Ref.Set, op.Before)
	switch {
	case errors.Is(err, apierr.Forbidden):
		return "", nil
	case err != nil || along.Key == "":
		return "", err
	}
	op.Along = along
	return fmt.Sprintf("the service principal of %s (%s) goes with it", op.Target, along.Key), nil
}

// together is how long after each other two objects are deleted that are
// deleted by one request, at most.
const together = time.Minute

// RestoreAlong gives the operation that restores what was deleted along with a
// deleted object of a noun, nil if nothing was or the directory cannot restore
// it. One that was deleted before stays deleted.
func RestoreAlong(ctx context.Context, dir directory.Directory, n *Noun, o *odata.Object) (*directory.Operation, error) {
	list, err := deletedPrincipals(ctx, dir, n.Ref(""), o)
	if err != nil {
		return nil, err
	}
	gone := deletedAt(o)
	for _, sp := range list {
		if at := deletedAt(sp); at.Sub(gone).Abs() <= together {
			ref := directory.Ref{Set: "servicePrincipals", Key: sp.ID()}
			return &directory.Operation{Name: "restore", Verb: directory.Restore, Ref: ref}, nil
		}
	}
	return nil, nil
}

func deletedAt(o *odata.Object) time.Time {
	at, _ := time.Parse(time.RFC3339, o.String("deletedDateTime")) // none is long ago
	return at
}

// deletedPrincipals are the deleted service principals of an application, none
// of another object, and none where they cannot be seen.
func deletedPrincipals(ctx context.Context, dir directory.Directory, ref directory.Ref, o *odata.Object) ([]*odata.Object, error) {
	appID := o.String("appId")
	if ref.Set != "applications" || appID == "" || !dir.Supports(directory.CanSoftKeep) {
		return nil, nil
	}
	list, err := current.DeletedPrincipals(ctx, dir, appID)
	if errors.Is(err, apierr.Forbidden) {
		return nil, nil
	}
	return list, err
}

// TellLeft tells on stderr that the service principal of an application which
// is back, or was there, is not, and how it is restored. What cannot be read is
// not told of: it is no more than a kindness.
func (x *Execution) TellLeft(ctx context.Context, a *app.App, f Found) {
	if a.Flags.Quiet || x.Task == nil || f.Ref.Set != "applications" || x.failed(f.Ref) {
		return
	}
	for _, out := range x.Changed() {
		if out.Op.Verb == directory.Restore && out.Op.Ref.Set == "servicePrincipals" && out.Op.After > 0 && x.follows(out.Op, f.Ref) {
			return
		}
	}
	dir, err := a.Directory(ctx)
	if err != nil {
		return
	}
	if along, err := current.Along(ctx, dir, f.Ref.Set, f.Object); err != nil || along.Key != "" {
		return
	}
	name := f.Object.String("displayName")
	if !dir.Supports(directory.CanSoftKeep) {
		fmt.Fprintf(a.IO.Err, "%s has no service principal now; if one was deleted with it, `tenantctl sp restore --app-id %s` restores it on a profile of protocol graph\n",
			name, f.Object.String("appId"))
		return
	}
	if list, err := deletedPrincipals(ctx, dir, f.Ref, f.Object); err == nil && len(list) > 0 {
		fmt.Fprintf(a.IO.Err, "the service principal of %s is still deleted, since %s: `tenantctl deleted restore %s` restores it\n",
			name, list[0].String("deletedDateTime"), list[0].ID())
	}
}

// TellWaiting tells on stderr of the service principals of applications that
// were erased which are among the deleted objects still, and how they are
// erased. What cannot be read is not told of.
func (x *Execution) TellWaiting(ctx context.Context, a *app.App) {
	erased := map[string]string{} // what messages call them, by appId
	for _, out := range x.Changed() {
		if appID := out.Op.Before.String("appId"); out.Op.Ref.Set == "applications" && appID != "" {
			erased[odata.Fold(appID)] = out.Op.Target
		}
	}
	dir, err := a.Directory(ctx)
	if err != nil || a.Flags.Quiet || len(erased) == 0 || !dir.Supports(directory.CanSoftKeep) {
		return
	}
	list, err := current.DeletedPrincipals(ctx, dir, slices.Collect(maps.Keys(erased))...)
	if err != nil {
		return
	}
	for _, sp := range list {
		fmt.Fprintf(a.IO.Err, "the service principal of %s is deleted, since %s, but not erased: `tenantctl deleted erase %s` erases it\n",
			erased[odata.Fold(sp.String("appId"))], sp.String("deletedDateTime"), sp.ID())
	}
}

// follows tells whether an operation waited for that on an object.
func (x *Execution) follows(op *directory.Operation, ref directory.Ref) bool {
	for _, out := range x.Outcomes {
		if out.Op.Seq == op.After {
			return out.Op.Ref == ref
		}
	}
	return false
}
