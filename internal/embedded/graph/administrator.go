package graph

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/internal/permission"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// ordinary refuses if the user at the place is an administrator and the caller
// has none of the highest roles.
func (j *judge) ordinary(a address) error {
	if err := j.loadRoles(); err != nil || permission.MayTouchPrivileged(j.token.DirectoryRoles) {
		return err
	}
	r, err := j.x.object(j.tx, a.home)
	if err != nil {
		return err
	}
	roles, err := directoryRoles(j.tx, r.ID)
	if err == nil && slices.ContainsFunc(roles, permission.Privileged) {
		return j.refuse("the user is an administrator, whom only the highest roles may change so")
	}
	if err != nil {
		return err
	}
	return j.outsideRoleGroups(r.ID)
}

// outsideRoleGroups refuses if a user is in a group that may have roles, or
// owns one: the service counts both among the administrators ("Who can perform
// sensitive actions", learn.microsoft.com/graph/api/resources/users).
func (j *judge) outsideRoleGroups(user string) error {
	for _, relation := range []string{"members", "owners"} {
		q := store.ListQuery{Types: []string{"group"}, Filter: assignable(), Limit: 1,
			Via: &store.Via{Relation: relation, ID: user, Reverse: true}}
		for _, err := range j.tx.List(q) {
			if err != nil {
				return err
			}
			return j.refuse("the user is in a group for roles, or owns it, and only the highest roles may change it so")
		}
	}
	return nil
}

// assignable is the filter for groups that may have roles.
func assignable() odata.Expr {
	return &odata.Binary{Op: "eq", L: &odata.Path{Segments: []string{"isAssignableToRole"}}, R: &odata.Literal{Kind: odata.Bool, Text: "true"}}
}
