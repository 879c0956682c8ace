package core

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// extensionLinks is the relation of an application to the extension
// properties that it defines.
const extensionLinks = "extensionProperties"

// ExtensionPrefix begins the name of every extension property:
// extension_{appId without dashes}_{name}.
const ExtensionPrefix = "extension_"

// createExtension defines an extension property of an application.
func (d *Directory) createExtension(ctx context.Context, b *body) (*store.Record, error) {
	if b.within.Owner == "" {
		return nil, badRequest("An extension property can be created in an application only.")
	}
	if err := b.require("name", "dataType", "targetObjects"); err != nil {
		return nil, err
	}
	if err := b.checkExtension(); err != nil {
		return nil, err
	}
	b.defaultTo("isMultiValued", false)
	b.props.Set("isSyncedFromOnPremises", false)
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) error {
		app, err := live(tx, b.within.Owner)
		if err != nil {
			return err
		}
		name := ExtensionPrefix + strings.ReplaceAll(app.Props.String("appId"), "-", "") + "_" + b.props.String("name")
		b.props.Set("name", name)
		b.props.Set("appDisplayName", app.Props.String("displayName"))
		switch _, err := extensionNamed(tx, name); {
		case err == nil:
			return &Error{Status: http.StatusConflict, Code: "Request_MultipleObjectsWithSameKeyValue",
				Message: "An extension property exists with the name " + name + "."}
		case !isNotFound(err):
			return err
		}
		r, err = d.insertPlain(tx, b)
		return err
	})
	return r, err
}

// renameExtensions keeps the appDisplayName of the extension properties of an
// application in step with it.
func renameExtensions(tx *store.Tx, before, app *odata.Object) error {
	name := app.String("displayName")
	if before.String("displayName") == name {
		return nil
	}
	var list []*store.Record
	for r, err := range tx.List(store.ListQuery{Types: []string{"extensionProperty"}, Via: &store.Via{Relation: extensionLinks, ID: app.String("id")}}) {
		if err != nil {
			return err
		}
		list = append(list, r)
	}
	for _, r := range list {
		r.Props.Set("appDisplayName", name)
		if err := tx.Update(r); err != nil {
			return err
		}
	}
	return nil
}

func (b *body) checkExtension() error {
	name := b.props.String("name")
	if strings.HasPrefix(name, ExtensionPrefix) || strings.ContainsFunc(name, notInExtension) {
		return badProperty("name", "Invalid value specified for property 'name' of resource 'ExtensionProperty': letters, digits and underscores are allowed, and no prefix is given.")
	}
	list := b.props.Strings("targetObjects")
	if len(list) == 0 {
		return badProperty("targetObjects", "A value is required for property 'targetObjects' of resource 'ExtensionProperty'.")
	}
	for _, target := range list {
		if !slices.Contains(extensionTargets(), target) {
			return badProperty("targetObjects", "Invalid value specified for property 'targetObjects' of resource 'ExtensionProperty': '%s' is none of %s.",
				target, strings.Join(extensionTargets(), ", "))
		}
	}
	return distinct("targetObjects", list)
}

// extensionTargets are the kinds of object that can have extension
// properties (reference on extensionProperty).
func extensionTargets() []string {
	return []string{"User", "Group", "AdministrativeUnit", "Application", "Device", "Organization"}
}

func notInExtension(r rune) bool {
	return (r|0x20 < 'a' || r|0x20 > 'z') && (r < '0' || r > '9') && r != '_'
}

// extensionNamed finds the definition of an extension property. It goes and
// comes back with its application.
func extensionNamed(tx *store.Tx, name string) (*store.Record, error) {
	for r, err := range tx.List(store.ListQuery{Types: []string{"extensionProperty"}, Filter: isEqual("name", name)}) {
		return r, err
	}
	return nil, store.ErrNotFound
}

// ExtensionNamed gives the name of an extension property, or of a schema
// extension, as it is defined, or "" if none is. Values of one that is not
// defined, or no longer, cannot be reached.
func (d *Directory) ExtensionNamed(ctx context.Context, name string) (string, error) {
	var defined string
	err := d.Read(ctx, func(tx *store.Tx) error {
		if !hasExtensionPrefix(name) {
			r, err := schemaExtension(tx, name)
			if err == nil {
				defined = r.ID
			}
			return err
		}
		r, err := extensionNamed(tx, name)
		if err == nil {
			defined = r.Props.String("name")
		}
		return err
	})
	if isNotFound(err) {
		return "", nil
	}
	return defined, err
}

func hasExtensionPrefix(name string) bool {
	return len(name) > len(ExtensionPrefix) && strings.EqualFold(name[:len(ExtensionPrefix)], ExtensionPrefix)
}

// extensionsOf are the names of the extension properties that an object has
// values of.
func extensionsOf(o *odata.Object) []string {
	return slices.DeleteFunc(o.Names(), func(name string) bool { return !strings.HasPrefix(name, ExtensionPrefix) })
}
