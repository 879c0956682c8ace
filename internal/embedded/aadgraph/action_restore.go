package aadgraph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

func restoreActions() []function {
	return []function{{name: "restore", binding: "Application", set: "deletedApplications", method: http.MethodPost, since: version15, run: (*exchange).restore}}
}

// restore brings a deleted application back, with other identifierUris if
// there are such, and answers with it.
func (x *exchange) restore(t *target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	if !args.IsNull("identifierUris") {
		var uris []string
		if args.Decode("identifierUris", &uris) != nil {
			return badRequest("Invalid value specified for parameter 'identifierUris': a list of URIs is expected.")
		}
		x.r = x.r.WithContext(core.WithIdentifierURIs(x.r.Context(), uris))
	}
	o, err := x.graph(request{method: http.MethodPost, path: t.path + "/restore", entity: t.entity})
	if err != nil {
		return err
	}
	back := &target{entity: t.entity, path: keyed("applications", o.ID()), single: true}
	if o, err = x.object(back); err != nil {
		return err
	}
	return x.entity(http.StatusOK, t.entity, o)
}
