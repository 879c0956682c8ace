package core

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

func mayUnlink(tx *store.Tx, r *store.Record, relation, to string) error {
	if relation == "members" && isDynamic(r) {
		return denied()
	}
	if relation != "owners" {
		return nil
	}
	linked, err := tx.Linked(relation, r.ID, to)
	if err != nil || !linked {
		return err
	}
	n, err := tx.CountLinks(relation, r.ID)
	if err == nil && n <= 1 {
		return badRequest("The group must have at least one owner, hence this owner cannot be removed.")
	}
	return err
}

func (d *Directory) mayLink(tx *store.Tx, r *store.Record, relation string, other *store.Record) error {
	if relation == "members" {
		return mayJoin(r, other)
	}
	if other.Type != "user" && other.Type != "servicePrincipal" {
		return badRequest("An owner of a group must be a user or a service principal.")
	}
	n, err := tx.CountLinks(relation, r.ID)
	if err == nil && n >= maxOwners {
		return badRequest("A group can have at most %d owners.", maxOwners)
	}
	return err
}

func mayJoin(group, other *store.Record) error {
	switch {
	case isDynamic(group):
		return denied()
	case group.ID == other.ID:
		return badRequest("A group cannot be a member of itself.")
	case isUnified(group.Props) && other.Type == "group":
		return badRequest("Nesting is currently not supported for groups that can be synced with Microsoft 365.")
	case !slices.Contains([]string{"user", "group", "servicePrincipal", "device", "orgContact"}, other.Type):
		return badRequest("An invalid reference was specified: an object of type '%s' cannot be a member.", other.Type)
	}
	return nil
}

func isDynamic(r *store.Record) bool {
	return slices.Contains(r.Props.Strings("groupTypes"), "DynamicMembership")
}
