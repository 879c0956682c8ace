package current

import (
	"context"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

const (
	applications      = "applications"
	servicePrincipals = "servicePrincipals"
)

// Along finds what a directory deletes along with an object of a set, and does
// not restore with it: the service principal of an application, whose appId
// the object has (Graph: directory-deleteditems-restore). The zero Ref says
// that there is none. Errors are the directory's.
func Along(ctx context.Context, d directory.Directory, set string, o *odata.Object) (directory.Ref, error) {
	appID := o.String("appId")
	if set != applications || appID == "" {
		return directory.Ref{}, nil
	}
	key := "(appId='" + appID + "')"
	sp, err := d.Get(ctx, directory.Ref{Set: servicePrincipals, Key: key}, odata.Query{Select: []string{"id"}})
	if err != nil {
		if apierr.KindOf(err) == apierr.NotFound {
			err = nil
		}
		return directory.Ref{}, err
	}
	return directory.Ref{Set: servicePrincipals, Key: sp.ID()}, nil
}

// DeletedPrincipals finds the deleted service principals of applications, that
// which was deleted last first. Each has its id, appId, displayName and
// deletedDateTime. It reads all that are deleted: a filter on these asks an index
// that may not have what was deleted a moment ago (facts/graph.md, section 13).
func DeletedPrincipals(ctx context.Context, d directory.Directory, appIDs ...string) ([]*odata.Object, error) {
	var found []*odata.Object
	ref := directory.Ref{Set: "directory/deletedItems", Path: "microsoft.graph.servicePrincipal"}
	q := odata.Query{Select: []string{"id", "appId", "displayName", "deletedDateTime"}}
	for o, err := range d.List(ctx, ref, q) {
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(appIDs, func(id string) bool { return strings.EqualFold(id, o.String("appId")) }) {
			found = append(found, o)
		}
	}
	slices.SortStableFunc(found, func(a, b *odata.Object) int {
		return strings.Compare(b.String("deletedDateTime"), a.String("deletedDateTime"))
	})
	return found, nil
}
