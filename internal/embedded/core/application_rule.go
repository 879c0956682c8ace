package core

import (
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// checkApplication checks what the model cannot say of an application.
func (b *body) checkApplication() error {
	if err := b.checkRoles("appRoles", credentialList(b.props, "appRoles")); err != nil {
		return err
	}
	if err := b.checkScopes(); err != nil {
		return err
	}
	if err := distinct("identifierUris", b.props.Strings("identifierUris")); err != nil {
		return err
	}
	return b.checkModel()
}

// checkEncryptionKey: tokenEncryptionKeyId is the keyId of one of the keys.
func (b *body) checkEncryptionKey(props *odata.Object) error {
	const name = "tokenEncryptionKeyId"
	if b.props.IsNull(name) || findCredential(credentialList(props, keyList), b.props.String(name)) >= 0 {
		return nil
	}
	return badProperty(name, "The tokenEncryptionKeyId '%s' is not the keyId of any of the keyCredentials.", b.props.String(name))
}

// checkRoles checks app roles, and gives them what new ones have.
func (b *body) checkRoles(property string, list []*odata.Object) error {
	if !b.props.Has(property) {
		return nil
	}
	for _, o := range list {
		if o.IsNull("isEnabled") {
			o.Set("isEnabled", true)
		}
		if len(o.Strings("allowedMemberTypes")) == 0 {
			return badProperty(property, "A value is required for property 'allowedMemberTypes' of an app role: User, Application or both.")
		}
		for _, kind := range o.Strings("allowedMemberTypes") {
			if kind != "User" && kind != "Application" {
				return badProperty(property, "Invalid value specified for property 'allowedMemberTypes' of resource 'AppRole': '%s'.", kind)
			}
		}
		o.Set("origin", "Application")
	}
	b.props.Set(property, append([]*odata.Object{}, list...))
	return checkEntitlementList(property, list)
}

func (b *body) checkScopes() error {
	api := b.props.Object("api")
	if api == nil || !api.Has("oauth2PermissionScopes") {
		return nil
	}
	list := credentialList(api, "oauth2PermissionScopes")
	for _, o := range list {
		if o.IsNull("isEnabled") {
			o.Set("isEnabled", true)
		}
		if o.IsNull("type") {
			o.Set("type", "User")
		}
		if kind := o.String("type"); kind != "User" && kind != "Admin" {
			return badProperty("api", "Invalid value specified for property 'type' of resource 'PermissionScope': '%s'.", kind)
		}
	}
	api.Set("oauth2PermissionScopes", append([]*odata.Object{}, list...))
	b.props.Set("api", api)
	return checkEntitlementList("oauth2PermissionScopes", list)
}

// checkEntitlementList checks ids and values of roles or scopes: each must
// have an id, and neither may be there twice.
func checkEntitlementList(property string, list []*odata.Object) error {
	var ids, values []string
	for _, o := range list {
		if o.String("id") == "" {
			return badProperty(property, "A value is required for property 'id' of each of '%s': a new GUID.", property)
		}
		ids = append(ids, o.String("id"))
		if value := o.String("value"); value != "" {
			values = append(values, value)
		}
	}
	if err := distinct(property, ids); err != nil {
		return err
	}
	return distinct(property, values)
}

func distinct(property string, list []string) error {
	seen := map[string]bool{}
	for _, value := range list {
		if seen[odata.Fold(value)] {
			return badProperty(property, "Request contains a property with duplicate values: '%s' is twice in '%s'.", value, property)
		}
		seen[odata.Fold(value)] = true
	}
	return nil
}
