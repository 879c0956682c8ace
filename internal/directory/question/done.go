package question

import (
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Done tells whether an error says that the directory is already as the
// operation would make it, in the wording of Microsoft Graph and of Azure AD
// Graph. Only an answer of the directory itself counts,
// never that of something that stands in its place (no code). That the object
// with the relation is missing may be the delay of a replica (facts/graph.md,
// section 13) and says nothing of the relation.
func Done(op *directory.Operation, e *apierr.Error) bool {
	gone := e.Kind == apierr.NotFound && e.Code != ""
	switch op.Verb {
	case directory.Create:
		return e.Status == http.StatusBadRequest && strings.Contains(e.Message, "Permission being assigned already exists")
	case directory.Link:
		return e.Status == http.StatusBadRequest && strings.Contains(e.Message, "added object references already exist")
	case directory.Unlink, directory.Clear:
		return gone && !Missing(e, op.Ref.Key) || strings.Contains(e.Message, "removed object references do not exist")
	case directory.Delete, directory.Erase:
		return gone
	}
	return false
}

// Missing tells whether an error says that the object with this key does not
// exist.
func Missing(e *apierr.Error, key string) bool {
	if _, value, ok := strings.Cut(strings.TrimSuffix(key, "')"), "='"); ok && key[0] == '(' {
		key = value // an alternate one
	}
	return e.Kind == apierr.NotFound && key != "" && strings.Contains(odata.Fold(e.Message), odata.Fold(key))
}
