package core

import (
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// applicationGoing takes an application's service principal along: to the
// deleted items, where it waits by itself (facts/graph.md, section 6).
func applicationGoing(d *Directory, tx *store.Tx, r *store.Record, forGood bool) error {
	if forGood {
		return nil
	}
	principal, err := tx.Lookup("servicePrincipal", "appId", r.Props.String("appId"))
	if isNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return d.bury(tx, principal)
}

// principalBack refuses to restore a service principal where the tenant has a
// new one for the application by now.
func principalBack(_ *Directory, tx *store.Tx, r *store.Record) error {
	names := r.Props.Strings("servicePrincipalNames")
	if err := freePrincipalNames(tx, names, r.ID); err != nil {
		return err
	}
	if err := freeOfApplications(tx, names, r.Props.String("appId")); err != nil {
		return err
	}
	if r.Props.String("servicePrincipalType") != "Application" || r.Props.String("appOwnerOrganizationId") != tenantOf(tx) {
		return nil
	}
	_, err := tx.Lookup("application", "appId", r.Props.String("appId"))
	if isNotFound(err) {
		return noBackingApplication(r.Props.String("appId"))
	}
	return err
}
