package core

import (
	"errors"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// checkGroupKind refuses what only Exchange can make: mail-enabled groups
// that are not Microsoft 365 groups, and groups that are neither.
func checkGroupKind(props *odata.Object) error {
	mail, _ := props.Bool("mailEnabled")
	security, _ := props.Bool("securityEnabled")
	switch unified := isUnified(props); {
	case unified && !mail:
		return badProperty("mailEnabled", "The mail-enablement property of a group of type 'Unified' must be set.")
	case !unified && (mail || !security):
		return badRequest("The service does not currently support writes of mail-enabled groups. Please ensure " +
			"that the mail-enablement property is unset and the security-enablement property is set.")
	}
	for _, kind := range props.Strings("groupTypes") {
		if kind != "Unified" && kind != "DynamicMembership" {
			return badProperty("groupTypes", "Invalid value specified for property 'groupTypes' of resource 'Group': '%s'.", kind)
		}
	}
	dynamic := slices.Contains(props.Strings("groupTypes"), "DynamicMembership")
	if dynamic && props.IsNull("membershipRule") {
		return badProperty("membershipRule", "A value is required for property 'membershipRule' of resource 'Group'.")
	}
	if role, _ := props.Bool("isAssignableToRole"); role && (dynamic || !security) {
		return badProperty("isAssignableToRole", "A group that is assignable to roles must be security-enabled and its membership not dynamic.")
	}
	return nil
}

// checkVisibility holds to the reference on group: HiddenMembership is for
// Microsoft 365 groups, from their creation and for good; groups that are
// assignable to roles are private. before is the value of a group that is
// changed, nil for a new one.
func (b *body) checkVisibility(props *odata.Object, before *string) error {
	const hidden = "HiddenMembership"
	if !b.props.Has("visibility") {
		return nil
	}
	v := b.props.String("visibility")
	isHidden := strings.EqualFold(v, hidden)
	role, _ := props.Bool("isAssignableToRole")
	switch {
	case before != nil && isHidden != strings.EqualFold(*before, hidden):
		return badProperty("visibility", "The visibility HiddenMembership can be set only when a group is created and cannot be changed later.")
	case isHidden && !isUnified(props):
		return badProperty("visibility", "The visibility HiddenMembership can be set for groups of type 'Unified' only.")
	case role && strings.EqualFold(v, "Public"):
		return badProperty("visibility", "A group that is assignable to roles cannot be public.")
	}
	return nil
}

// freeNickname keeps mailNickname unique among Microsoft 365 groups, for it
// becomes their address. Security groups may share one, as in the service.
func freeNickname(tx *store.Tx, props *odata.Object, self string) error {
	if !isUnified(props) {
		return nil
	}
	f, err := odata.ParseFilter("groupTypes/any(t:t eq 'Unified') and mailNickname eq " +
		odata.QuoteString(props.String("mailNickname")))
	if err != nil {
		return err
	}
	err = noOther(tx, store.ListQuery{Types: []string{"group"}, Filter: f}, self)
	if errors.Is(err, store.ErrExists) {
		return taken("mailNickname")
	}
	return err
}

func isUnified(props *odata.Object) bool {
	return slices.ContainsFunc(props.Strings("groupTypes"), func(s string) bool { return strings.EqualFold(s, "Unified") })
}
