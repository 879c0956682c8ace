package graph

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/question"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// maxPage is the largest page of the directory's collections (facts/graph.md,
// section 2).
const maxPage = 999

// prepareList completes the query of a list: the largest page, and what
// prepare does.
func prepareList(ref directory.Ref, q odata.Query) (odata.Query, error) {
	if q.Top == 0 && pages(ref) {
		q.Top = maxPage
	}
	q.Top = min(q.Top, maxPage)
	return prepare(ref, q)
}

// prepare checks a query before it leaves, writes its filter canonically and
// finds out whether it is an advanced one.
func prepare(ref directory.Ref, q odata.Query) (odata.Query, error) {
	at := question.Of(ref)
	if err := at.Check(&q); err != nil {
		return q, err
	}
	q.Advanced = q.Advanced || advanced(at, q)
	return q, nil
}

// advanced tells whether the service has the query answered by its index
// (facts/graph.md, section 3) whatever the properties in it.
func advanced(p question.Place, q odata.Query) bool {
	narrowed := q.Filter != "" || q.OrderBy != "" || q.Search != ""
	switch {
	case q.Expand != "":
		return false
	case !p.Type.Is("directoryObject"):
		return false
	case q.Search != "" || q.Count || p.Raw:
		return true
	case p.Cast && !p.Deleted:
		return narrowed || q.Top > 0 || len(q.Select) > 0
	}
	return p.Relation && narrowed
}

// pages tells whether a collection takes $top up to maxPage.
func pages(ref directory.Ref) bool {
	paged := []string{"users", "groups", "applications", "servicePrincipals", "devices", "contacts", "me", "directory/deletedItems"}
	for _, set := range paged {
		if strings.EqualFold(set, ref.Set) {
			return ref.Path == "" || question.Of(ref).Type.Is("directoryObject") && !slices.Contains(strings.Split(ref.Path, "/"), "delta")
		}
	}
	return false
}
