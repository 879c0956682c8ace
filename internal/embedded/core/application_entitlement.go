package core

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// checkEntitlements refuses that an enabled role or scope is removed or given
// another value: it must be disabled first (facts/graph.md, sections 1 and
// 10). Texts for people may change at any time (a choice).
func (b *body) checkEntitlements(r *store.Record) error {
	if b.props.Has("appRoles") {
		if err := keepsEnabled(credentialList(r.Props, "appRoles"), credentialList(b.props, "appRoles")); err != nil {
			return err
		}
	}
	api := b.props.Object("api")
	if !b.props.Has("api") || api != nil && !api.Has("oauth2PermissionScopes") {
		return nil
	}
	return keepsEnabled(credentialList(r.Props.Object("api"), "oauth2PermissionScopes"), credentialList(api, "oauth2PermissionScopes"))
}

func keepsEnabled(before, after []*odata.Object) error {
	for _, old := range before {
		if enabled, _ := old.Bool("isEnabled"); !enabled {
			continue
		}
		i := findByID(after, old.String("id"))
		if i < 0 || !sameEntitlement(old, after[i]) {
			return &Error{Status: http.StatusBadRequest, Code: "CannotDeleteOrUpdateEnabledEntitlement",
				Message: "Permission (scope or role) cannot be deleted or updated unless disabled first."}
		}
	}
	return nil
}

func findByID(list []*odata.Object, id string) int {
	for i, o := range list {
		if strings.EqualFold(o.String("id"), id) {
			return i
		}
	}
	return -1
}

func sameEntitlement(old, given *odata.Object) bool {
	for _, name := range []string{"value", "type", "allowedMemberTypes"} {
		was, _ := old.Raw(name)
		is, _ := given.Raw(name)
		if !bytes.Equal(was, is) && (!old.IsNull(name) || !given.IsNull(name)) {
			return false
		}
	}
	return true
}
