package appcmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// checkFree finds another application that has one of the wanted URIs, before
// anything is sent.
func (o *restoreOptions) checkFree(ctx context.Context, id string) error {
	for _, uri := range o.uris {
		other, err := cmdkit.HolderOf(ctx, o.dir, "identifierUris", uri, id)
		if err != nil {
			return err
		}
		if other == nil {
			continue
		}
		hint := "choose another one, or take it away there: `tenantctl app update " + other.App.ID() + " --identifier-uri URI`"
		if other.Deleted {
			hint = "choose another one; " + other.Frees()
		}
		return o.taken(uri, other.String()).WithHint(hint + "; nothing was sent")
	}
	return nil
}

func (o *restoreOptions) taken(uri, by string) *apierr.Error {
	return apierr.New(apierr.Conflict, "app "+cmdkit.Spoken(o.names[0]), fmt.Sprintf("%s is an identifier URI of the %s", uri, by))
}

// explain says of a restoration that was refused which URI is taken by whom,
// and what can be done. The look for it is a kindness: if it fails, the error
// stands as it is.
func (o *restoreOptions) explain(ctx context.Context, err error) error {
	e := apierr.As(err)
	if e == nil || e.Kind != apierr.Conflict || len(o.names) != 1 {
		return err
	}
	deleted, failure := cmdkit.FindDeleted(ctx, o.dir, o.noun, o.names[0], "identifierUris")
	if failure != nil {
		return err
	}
	uris := o.uris
	if uris == nil {
		uris = deleted.Strings("identifierUris")
	}
	taken := []string{}
	for _, uri := range uris {
		if other, failure := cmdkit.HolderOf(ctx, o.dir, "identifierUris", uri, deleted.ID()); failure == nil && other != nil {
			taken = append(taken, fmt.Sprintf("%s is an identifier URI of the %s now", uri, other))
		}
	}
	if len(taken) == 0 {
		return err
	}
	e.Hint = strings.Join(taken, ", ") + ": take it away there with `tenantctl app update`, then restore"
	if o.dir.Supports(directory.CanRestoreURIs) {
		e.Hint += fmt.Sprintf("; or restore with another: `tenantctl app restore %s --identifier-uri URI`", deleted.ID())
	}
	return err
}
