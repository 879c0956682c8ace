package edm

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// CheckObject checks what holds between the values of an object that is to be
// written, whole or the properties that change: ids and values of app roles
// and permission scopes, resources and client applications of an application,
// the times of credentials, a SAML address and the audience, and which
// policies can be the organization's default. Each value by itself is for
// CheckValue. The error is a *ValueError.
func CheckObject(t *Type, o *odata.Object) error {
	if t != nil && (t.Name == "claimsMappingPolicy" || t.Name == "tokenIssuancePolicy") {
		return checkNoDefault(t, o)
	}
	if !holdsEntitlements(t) {
		return nil
	}
	for _, e := range entitlements(o) {
		if err := e.check(); err != nil {
			return err
		}
	}
	for _, check := range []func(*odata.Object) error{checkResources, checkClients, checkTimes} {
		if err := check(o); err != nil {
			return err
		}
	}
	if audience := o.String("signInAudience"); t.Name == "application" && !o.IsNull("samlMetadataUrl") && audience != "" && audience != "AzureADMyOrg" {
		return valueError("samlMetadataUrl", o.String("samlMetadataUrl"), "it is for applications of one organization, with signInAudience AzureADMyOrg, not %s", audience)
	}
	return nil
}

// holdsEntitlements tells whether objects of a type have app roles and
// permission scopes.
func holdsEntitlements(t *Type) bool {
	return t != nil && (t.Name == "application" || t.Name == "servicePrincipal")
}

// checkNoDefault: these policies are for service principals alone (reference,
// isOrganizationDefault).
func checkNoDefault(t *Type, o *odata.Object) error {
	if general, _ := o.Bool("isOrganizationDefault"); general {
		return valueError("isOrganizationDefault", "true", "a %s cannot be the organization's default: assign it to service principals", t.Name)
	}
	return nil
}

// CheckChange checks an update against what the object holds, or a new object
// (before is empty): an app role or permission scope that is enabled may
// neither be removed nor have another value, type or kind of member; isEnabled
// must be false first, in a change of its own (reference, appRole). A role of a
// service principal that its application does not have is for users (as
// above). What encrypts tokens is one of the keys. An application must suit its
// audience (CheckAudience). before has the properties that change, and those of
// Beside. The error is a *ValueError.
func CheckChange(t *Type, before, changed *odata.Object) error {
	if !holdsEntitlements(t) {
		return nil
	}
	was := entitlements(before)
	for _, now := range entitlements(changed) {
		var old []*odata.Object
		if i := slices.IndexFunc(was, func(e entitlement) bool { return e.path == now.path }); i >= 0 {
			old = was[i].list
		}
		if err := now.keeps(old); err != nil {
			return err
		}
		if err := now.ownRoles(t, old); err != nil {
			return err
		}
	}
	if err := checkEncryptionKey(before, changed); err != nil {
		return err
	}
	if t.Name == "application" {
		return CheckAudience(before, changed)
	}
	return nil
}

// ownRoles refuses a new role of a service principal for applications.
func (e entitlement) ownRoles(t *Type, was []*odata.Object) error {
	if t.Name != "servicePrincipal" || e.path != "appRoles" {
		return nil
	}
	for i, o := range e.list {
		if slices.Contains(o.Strings("allowedMemberTypes"), "Application") && withID(was, o.String("id")) < 0 {
			return valueError(fmt.Sprintf("appRoles[%d]/allowedMemberTypes", i), "Application", "roles for applications are defined on the application: write User")
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
		i := withID(e.list, old.String("id"))
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

// withID finds an object in a list, -1 if it is not there.
func withID(list []*odata.Object, id string) int {
	return slices.IndexFunc(list, func(o *odata.Object) bool { return strings.EqualFold(o.String("id"), id) })
}
