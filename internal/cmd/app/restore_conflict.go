package appcmd

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// checkFree finds another application that has one of the wanted URIs, before
// anything is sent. A deleted one keeps its URIs as long as it can be restored
// (facts/graph.md, section 6).
func (o *restoreOptions) checkFree(ctx context.Context, id string) error {
	for _, uri := range o.uris {
		other, err := holder(ctx, o.dir, id, uri)
		if err != nil {
			return err
		}
		if other != nil {
			return o.taken(uri, "app "+named(other)).
				WithHint("choose another one, or take it away there: `tenantctl app update " + other.ID() + " --identifier-uri URI`; nothing was sent")
		}
	}
	for other, err := range o.dir.List(ctx, o.noun.DeletedRef(), odata.Query{Select: []string{"id", "displayName", "identifierUris"}}) {
		if err != nil {
			return err
		}
		uris := other.Strings("identifierUris")
		i := slices.IndexFunc(o.uris, func(uri string) bool { return slices.Contains(uris, uri) })
		if i >= 0 && other.ID() != id {
			return o.taken(o.uris[i], "deleted app "+named(other)).
				WithHint("choose another one: a deleted app keeps its URIs until it is erased; nothing was sent")
		}
	}
	return nil
}

func (o *restoreOptions) taken(uri, by string) *apierr.Error {
	return apierr.New(apierr.Conflict, "app "+cmdkit.Spoken(o.names[0]), fmt.Sprintf("%s is an identifier URI of the %s", uri, by))
}

// holder is the application other than id that has an identifier URI, nil if
// there is none.
func holder(ctx context.Context, dir directory.Directory, id, uri string) (*odata.Object, error) {
	q := odata.Query{
		Select: []string{"id", "displayName"},
		Filter: "identifierUris/any(u:u eq " + odata.QuoteString(uri) + ")",
	}
	for o, err := range dir.List(ctx, noun.App().Ref(""), q) {
		if err != nil || o.ID() != id {
			return o, err
		}
	}
	return nil, nil
}

func named(app *odata.Object) string {
	return fmt.Sprintf("%q (%s)", app.String("displayName"), app.ID())
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
		if other, failure := holder(ctx, o.dir, deleted.ID(), uri); failure == nil && other != nil {
			taken = append(taken, fmt.Sprintf("%s is an identifier URI of the app %s now", uri, named(other)))
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
