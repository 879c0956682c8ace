package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/internal/permission"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// visible are the properties of an object that the caller may see. Of objects
// that it comes to by a relation of directory objects and may not read, it
// sees no more than what they are and their ids ("Limited information returned
// for inaccessible member objects", learn.microsoft.com/graph/permissions-overview).
// That the path says of which type they are makes no difference.
func (x *exchange) visible(declared *edm.Type, r *store.Record) *odata.Object {
	if x.judge == nil || declared.Name != "directoryObject" && declared != x.judge.cast || x.judge.maySee(r) {
		return r.Props
	}
	return odata.NewObject("id", r.ID)
}

func (j *judge) maySee(r *store.Record) bool {
	if j.caller.User && strings.EqualFold(r.ID, j.caller.ID) && j.permitsSelf(http.MethodGet, "/users/{id}", "") {
		return true
	}
	return j.maySeeType(r.Type)
}

func (j *judge) maySeeType(typ string) bool {
	may, known := j.seen[typ]
	if !known {
		rule, ok := permission.Required(http.MethodGet, j.x.s.objectTemplate(typ))
		may = ok && rule.Allows(j.token).Verdict == permission.Allowed
		j.seen[typ] = may
	}
	return may
}

// narrows says that the request asks for the objects alone that match.
func (x *exchange) narrows() bool { return x.query.Filter != "" || x.query.Search != "" }

// findOnlyVisible leaves out of what is filtered and searched the objects of
// which the caller sees no more than the id: what matches would tell the rest.
func (x *exchange) findOnlyVisible(q *store.ListQuery, p *place) {
	if x.judge == nil || p.typ.Name != "directoryObject" || !x.narrows() {
		return
	}
	q.Types = slices.DeleteFunc(slices.Clone(q.Types), func(typ string) bool { return !x.judge.maySeeType(typ) })
}
