package graph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// assignLicense answers with the user, or, since the service gives a group's
// members their licences later, with 202 and the group.
func (x *exchange) assignLicense(t *target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	change, err := core.ParseLicenseChange(args)
	if err != nil {
		return err
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	if r, err = x.s.core.AssignLicense(x.r.Context(), r.ID, change); err != nil {
		return err
	}
	status := http.StatusOK
	if r.Type == "group" {
		status = http.StatusAccepted
	}
	return x.licensed(status, t, r)
}

func (x *exchange) reprocessLicenses(t *target) error {
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	if r, err = x.s.core.ReprocessLicenses(x.r.Context(), r.ID); err != nil {
		return err
	}
	return x.licensed(http.StatusOK, t, r)
}

// licensed answers with an object whose licences were changed.
func (x *exchange) licensed(status int, t *target, r *store.Record) error {
	sel, err := x.selections(t.place.element())
	if err != nil {
		return err
	}
	b, err := x.appendEntity(nil, sel, x.s.setOf(r.Type), r)
	if err != nil {
		return err
	}
	return x.json(status, b)
}
