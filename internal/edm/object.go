package edm

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Bounds of requiredResourceAccess (reference, application).
const (
	maxResources   = 50
	maxPermissions = 400
)

// CheckObject checks what holds between the values of an object that is to be
// written, whole or the properties that change: ids and values of app roles
// and permission scopes, resources of an application, a SAML address and the
// audience. Each value by itself is for CheckValue. The error is a
// *ValueError.
func CheckObject(t *Type, o *odata.Object) error {
	if t == nil || t.Name != "application" && t.Name != "servicePrincipal" {
		return nil
	}
	for _, e := range entitlements(o) {
		if err := e.check(); err != nil {
			return err
		}
	}
	if err := checkResources(o); err != nil {
		return err
	}
	if audience := o.String("signInAudience"); t.Name == "application" && !o.IsNull("samlMetadataUrl") && audience != "" && audience != "AzureADMyOrg" {
		return valueError("samlMetadataUrl", o.String("samlMetadataUrl"), "it is for applications of one organization, with signInAudience AzureADMyOrg, not %s", audience)
	}
	return nil
}

// CheckChange checks an update against what the object holds: an app role or
// permission scope that is enabled may neither be removed nor have another
// value, type or kind of member; isEnabled must be false first, in a change of
// its own (reference, appRole). The error is a *ValueError.
func CheckChange(t *Type, before, changed *odata.Object) error {
	if t == nil || t.Name != "application" && t.Name != "servicePrincipal" {
		return nil
	}
	was := entitlements(before)
	for _, now := range entitlements(changed) {
		i := slices.IndexFunc(was, func(e entitlement) bool { return e.path == now.path })
		if i < 0 {
			continue
		}
		if err := now.keeps(was[i].list); err != nil {
			return err
		}
	}
	return nil
}

// entitlement is a list of app roles or permission scopes.
type entitlement struct {
	path string
	list []*odata.Object
}

// entitlements are the lists that an object has.
func entitlements(o *odata.Object) []entitlement {
	var found []entitlement
	add := func(path string, o *odata.Object, name string) {
		raw, ok := o.Raw(name)
		if list, err := odata.ParseList(raw); ok && err == nil {
			found = append(found, entitlement{path, list})
		}
	}
	add("appRoles", o, "appRoles")
	add("oauth2PermissionScopes", o, "oauth2PermissionScopes")
	if api := o.Object("api"); api != nil {
		add("api/oauth2PermissionScopes", api, "oauth2PermissionScopes")
	}
	return found
}

func (e entitlement) check() error {
	ids, values := map[string]bool{}, map[string]bool{}
	for i, o := range e.list {
		at := fmt.Sprintf("%s[%d]", e.path, i)
		id, value := odata.Fold(o.String("id")), odata.Fold(o.String("value"))
		switch {
		case id == "":
			return &ValueError{Path: at + "/id", Rule: "each needs an id: a new GUID"}
		case ids[id]:
			return valueError(at+"/id", o.String("id"), "another one has this id")
		case value != "" && values[value]:
			return valueError(at+"/value", o.String("value"), "another one has this value")
		case e.path == "appRoles" && len(o.Strings("allowedMemberTypes")) == 0:
			return &ValueError{Path: at + "/allowedMemberTypes", Rule: "it needs User, Application or both"}
		}
		ids[id], values[value] = true, true
	}
	return nil
}

// keeps tells whether what is enabled in another list is in this one, alike.
func (e entitlement) keeps(was []*odata.Object) error {
	for _, old := range was {
		if enabled, _ := old.Bool("isEnabled"); !enabled {
			continue
		}
		name := old.String("value")
		if name == "" {
			name = old.String("id")
		}
		i := slices.IndexFunc(e.list, func(o *odata.Object) bool { return strings.EqualFold(o.String("id"), old.String("id")) })
		if i < 0 {
			return valueError(e.path, name, "it is enabled and would be removed: set its isEnabled to false first, in a change of its own")
		}
		for _, member := range []string{"value", "type", "allowedMemberTypes"} {
			now := e.list[i]
			if old.String(member) != now.String(member) || !slices.Equal(old.Strings(member), now.Strings(member)) {
				return valueError(fmt.Sprintf("%s[%d]/%s", e.path, i, member), name, "it is enabled: set its isEnabled to false first, in a change of its own")
			}
		}
	}
	return nil
}

func checkResources(o *odata.Object) error {
	raw, _ := o.Raw("requiredResourceAccess")
	list, err := odata.ParseList(raw)
	if err != nil {
		return nil // the type's check has said so, or there is none
	}
	if len(list) > maxResources {
		return &ValueError{Path: "requiredResourceAccess", Rule: fmt.Sprintf("at most %d resources are allowed, not %d", maxResources, len(list))}
	}
	n, seen := 0, map[string]bool{}
	for i, resource := range list {
		raw, _ := resource.Raw("resourceAccess")
		permissions, _ := odata.ParseList(raw)
		n += len(permissions)
		id := odata.Fold(resource.String("resourceAppId"))
		if seen[id] {
			return valueError(fmt.Sprintf("requiredResourceAccess[%d]/resourceAppId", i), resource.String("resourceAppId"), "this resource is there twice: put its permissions together")
		}
		seen[id] = true
	}
	if n > maxPermissions {
		return &ValueError{Path: "requiredResourceAccess", Rule: fmt.Sprintf("at most %d permissions are allowed in all, not %d", maxPermissions, n)}
	}
	return nil
}
