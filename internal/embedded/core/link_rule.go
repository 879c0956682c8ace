package core

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

func mayUnlink(tx *store.Tx, r *store.Record, relation, to string) error {
	rule, ok := linkRuleOf(r.Type, relation)
	switch {
	case !ok:
		return badRequest("Relation '%s' of resource '%s' cannot be changed.", relation, r.Type)
	case rule.leave == nil:
		return nil
	}
	return rule.leave(tx, r, to)
}

func mayManage(_ *Directory, _ *store.Tx, user, other *store.Record) error {
	if other.Type != "user" && other.Type != "orgContact" || other.ID == user.ID {
		return badRequest("Invalid object specified for relation 'manager'.")
	}
	return nil
}

func leaveGroup(_ *store.Tx, group *store.Record, _ string) error {
	if isDynamic(group) {
		return denied()
	}
	return nil
}

func leaveOwners(tx *store.Tx, r *store.Record, to string) error {
	linked, err := tx.Linked("owners", r.ID, to)
	if err != nil || !linked {
		return err
	}
	n, err := tx.CountLinks("owners", r.ID)
	if err == nil && n <= 1 {
		return badRequest("The group must have at least one owner, hence this owner cannot be removed.")
	}
	return err
}

func mayOwnGroup(_ *Directory, tx *store.Tx, group, other *store.Record) error {
	return mayOwn(tx, group, other)
}

// mayOwn: users and service principals own things, a hundred of them at most
// a thing (facts/graph.md, sections 7 and 10).
func mayOwn(tx *store.Tx, owned, other *store.Record) error {
	if other.Type != "user" && other.Type != "servicePrincipal" {
		return badRequest("An owner of a %s must be a user or a service principal.", owned.Type)
	}
	n, err := tx.CountLinks("owners", owned.ID)
	if err == nil && n >= maxOwners {
		return badRequest("A %s can have at most %d owners.", owned.Type, maxOwners)
	}
	return err
}

func mayJoin(_ *Directory, _ *store.Tx, group, other *store.Record) error {
	switch {
	case isDynamic(group):
		return denied()
	case group.ID == other.ID:
		return badRequest("A group cannot be a member of itself.")
	case holdsRoles(group) && other.Type == "group":
		// "Group nesting is not supported" (learn.microsoft.com/entra/identity/role-based-access-control/groups-concept):
		// who may add to the inner group would give roles.
		return badRequest("A group cannot be added to a group that is assignable to roles.")
	case isUnified(group.Props) && other.Type == "group":
		return badRequest("Nesting is currently not supported for groups that can be synced with Microsoft 365.")
	case !slices.Contains([]string{"user", "group", "servicePrincipal", "device", "orgContact"}, other.Type):
		return badRequest("An invalid reference was specified: an object of type '%s' cannot be a member.", other.Type)
	}
	return nil
}

func holdsRoles(r *store.Record) bool {
	assignable, _ := r.Props.Bool("isAssignableToRole")
	return assignable
}

func isDynamic(r *store.Record) bool {
	return slices.Contains(r.Props.Strings("groupTypes"), "DynamicMembership")
}
