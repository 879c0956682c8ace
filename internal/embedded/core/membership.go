package core

import (
	"context"
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Documented limits of membership questions (facts/graph.md, section 7).
const (
	MaxIDs         = 1000   // ids of getByIds
	MaxCheckedIDs  = 20     // ids of checkMemberGroups
	maxMemberships = 11_000 // results of getMemberGroups
)

// MembershipQuery asks of what an object is a member, directly or not.
type MembershipQuery struct {
	Types []string // EDM types of what it is a member of
	IDs   []string // only these; nil: all
	// SecurityEnabledOnly asks for security groups only. Groups alone it is
	// asked of users alone; together with roles and units (getMemberObjects)
	// well-known clients ask it of groups too, and Graph answers.
	SecurityEnabledOnly bool
}

// Memberships gives the ids of the groups and roles that an object is a
// member of. More than 11,000 are refused.
func (d *Directory) Memberships(ctx context.Context, r *store.Record, q MembershipQuery) ([]string, error) {
	if q.SecurityEnabledOnly && len(q.Types) == 1 && r.Type != "user" && r.Type != "servicePrincipal" {
		return nil, badRequest("Invalid value specified for parameter 'securityEnabledOnly': it can be true for users only.")
	}
	list := store.ListQuery{Types: q.Types, IDs: q.IDs, Limit: maxMemberships + 1,
		Via: &store.Via{Relation: "members", ID: r.ID, Reverse: true, Transitive: true, Direct: []string{"administrativeUnit"}}}
	if q.SecurityEnabledOnly {
		filter, err := odata.ParseFilter("securityEnabled eq true")
		if err != nil {
			return nil, err
		}
		list.Filter = filter
	}
	ids := []string{}
	err := d.Read(ctx, func(tx *store.Tx) error {
		for id, err := range tx.IDs(list) {
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return nil
	})
	if len(ids) > maxMemberships {
		return nil, &Error{Status: http.StatusBadRequest, Code: CodeTooManyResult,
			Message: "The result size limit has been exceeded."}
	}
	return ids, err
}

// IDs reads a parameter that is a list of ids, of which there must be at
// least one and at most limit.
func IDs(args *odata.Object, name string, limit int) ([]string, error) {
	var ids []string
	if args.IsNull(name) || args.Decode(name, &ids) != nil {
		return nil, badRequest("Parameter '%s' must be a list of ids.", name)
	}
	if len(ids) == 0 || len(ids) > limit {
		return nil, badRequest("Too many or too few ids in '%s': %d were given, from 1 to %d are allowed.", name, len(ids), limit)
	}
	return ids, nil
}
