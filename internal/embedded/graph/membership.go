package graph

import (
	"encoding/json"
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func (x *exchange) checkMemberGroups(t *target) error {
	return x.checkMembers(t, "groupIds", "group")
}

func (x *exchange) checkMemberObjects(t *target) error {
	return x.checkMembers(t, "ids", "group", "directoryRole", "administrativeUnit")
}

func (x *exchange) checkMembers(t *target, parameter string, kinds ...string) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	ids, err := core.IDs(args, parameter, core.MaxCheckedIDs)
	if err != nil {
		return err
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	found, err := x.s.core.Memberships(x.r.Context(), r, core.MembershipQuery{Types: kinds, IDs: ids})
	if err != nil {
		return err
	}
	return x.strings(found)
}

func (x *exchange) getMemberGroups(t *target) error { return x.getMembers(t, "group") }

func (x *exchange) getMemberObjects(t *target) error {
	return x.getMembers(t, "group", "directoryRole", "administrativeUnit")
}

func (x *exchange) getMembers(t *target, kinds ...string) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	secure, err := boolean(args, "securityEnabledOnly")
	if err != nil {
		return err
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	found, err := x.s.core.Memberships(x.r.Context(), r, core.MembershipQuery{Types: kinds, SecurityEnabledOnly: secure})
	if err != nil {
		return err
	}
	return x.strings(found)
}

func boolean(args *odata.Object, name string) (bool, error) {
	if args.IsNull(name) {
		return false, nil
	}
	v, ok := args.Bool(name)
	if !ok {
		return false, invalidQuery("Invalid value specified for parameter '" + name + "': true or false is expected.")
	}
	return v, nil
}

// strings answers with a list of strings.
func (x *exchange) strings(list []string) error {
	b := appendName(x.appendContext(nil, "Collection(Edm.String)"), "value")
	raw, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return x.json(http.StatusOK, append(append(b, raw...), '}'))
}
