package core

import (
	"context"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func (d *Directory) createUnit(ctx context.Context, b *body) (*store.Record, error) {
	if err := b.require("displayName"); err != nil {
		return nil, err
	}
	if err := checkUnitRule(b.props); err != nil {
		return nil, err
	}
	return d.createPlain(ctx, b)
}

func (d *Directory) updateUnit(ctx context.Context, r *store.Record, b *body) error {
	if b.props.Has("displayName") {
		if err := b.require("displayName"); err != nil {
			return err
		}
	}
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, r.ID)
		if err != nil {
			return err
		}
		b.mergeInto(r.Props)
		if err := checkUnitRule(r.Props); err != nil {
			return err
		}
		if err := d.bind(tx, r, b.binds); err != nil {
			return err
		}
		return tx.Update(r)
	})
}

// checkUnitRule: a unit has a rule if its membership is dynamic, and no other
// has one (reference on administrativeUnit).
func checkUnitRule(props *odata.Object) error {
	kind := props.String("membershipType")
	rule := props.String("membershipRule")
	switch {
	case kind != "" && !strings.EqualFold(kind, "Assigned") && !strings.EqualFold(kind, "Dynamic"):
		return badProperty("membershipType", "Invalid value specified for property 'membershipType' of resource 'AdministrativeUnit'.")
	case rule != "" && !isDynamicUnit(props):
		return badProperty("membershipRule", "A membership rule can be set only for an administrative unit whose membershipType is 'Dynamic'.")
	case rule == "" && isDynamicUnit(props):
		return badProperty("membershipRule", "A value is required for property 'membershipRule' of resource 'AdministrativeUnit'.")
	}
	if fault := ruleFault(rule); rule != "" && fault != "" {
		return badProperty("membershipRule", "The membership rule is not valid: %s.", fault)
	}
	return nil
}

func isDynamicUnit(props *odata.Object) bool {
	return strings.EqualFold(props.String("membershipType"), "Dynamic")
}

func mayJoinUnit(_ *Directory, _ *store.Tx, unit, other *store.Record) error {
	switch {
	case isDynamicUnit(unit.Props):
		return denied()
	case !slices.Contains([]string{"user", "group", "device"}, other.Type):
		return badRequest("An object of type '%s' cannot be a member of an administrative unit.", other.Type)
	}
	return nil
}

func leaveUnit(_ *store.Tx, unit *store.Record, _ string) error {
	if isDynamicUnit(unit.Props) {
		return denied()
	}
	return nil
}
