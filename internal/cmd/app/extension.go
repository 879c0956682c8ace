package appcmd

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// extensions is the table of the properties that an application adds to the
// directory's types (Graph: resource type extensionProperty). Its names are
// extension_{appId without dashes}_{name}; the last part is enough to find
// one.
func extensions() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "extension", Plural: "extensions", Type: "extensionProperty",
		Within:     &cmdkit.Within{Owner: noun.App(), Path: "extensionProperties"},
		Keys:       []string{"name"},
		Short:      shortName,
		Properties: []string{"id", "name", "dataType", "targetObjects", "isMultiValued", "isSyncedFromOnPremises", "appDisplayName", "deletedDateTime"},
		Columns: []output.Column{
			cmdkit.KeyColumn("name"),
			cmdkit.Column("dataType"),
			cmdkit.Column("targetObjects"),
			cmdkit.WideColumn("isMultiValued"),
			cmdkit.WideColumn("appDisplayName"),
			cmdkit.WideColumn("id"),
		},
		Settable: []cmdkit.Field{
			{Property: "name", Usage: "name of the property; extension_APPID_ is put before it"},
			{Property: "dataType", Usage: "what its values are", Values: dataTypes()},
			{Property: "targetObjects", Flag: "target-object", Usage: "type of the objects that can have it", Values: extensionTargets()},
			{Property: "isMultiValued", Flag: "multi-valued", Usage: "whether an object can have several values"},
		},
	}
}

func shortName(full string) string {
	_, name := edm.SplitExtensionName(full)
	return name
}

// dataTypes and extensionTargets are the values of dataType and targetObjects
// (the reference on extensionProperty).
func dataTypes() []string {
	return []string{"Binary", "Boolean", "DateTime", "Integer", "LargeInteger", "String"}
}

func extensionTargets() []string {
	return []string{"User", "Group", "AdministrativeUnit", "Application", "Device", "Organization"}
}

// newExtension makes the group extension. An extension cannot be changed.
func newExtension(a *app.App) *cobra.Command {
	n := extensions()
	create := cmdkit.CreateWith(a, n, completeExtension,
		`app extension create Payroll skypeId --data-type String --target-object User`,
		`app extension create Payroll costCentres --data-type String --multi-valued --target-object User,Group`)
	create.Short = "Add a property to types of the directory"
	return cmdkit.Group("extension", "Properties that an app adds to the directory's types",
		cmdkit.List(a, n, `app extension list Payroll`),
		cmdkit.Get(a, n, `app extension get Payroll skypeId`),
		create,
		cmdkit.Delete(a, n, `app extension delete Payroll skypeId --yes`))
}

// completeExtension takes a name without and with the application's prefix.
func completeExtension(ctx context.Context, dir directory.Directory, n *cmdkit.Noun, body *odata.Object) error {
	appID, name := edm.SplitExtensionName(body.String("name"))
	if appID != "" {
		owner := n.All()
		owner.Path = ""
		o, err := dir.Get(ctx, owner, odata.Query{Select: []string{"appId"}})
		if err != nil {
			return err
		}
		if !strings.EqualFold(strings.ReplaceAll(o.String("appId"), "-", ""), appID) {
			return cmdkit.Usagef("NAME %q has the prefix of another app", body.String("name")).WithHint("leave the prefix out: " + name)
		}
		body.Set("name", name)
	}
	if strings.HasPrefix(name, "extension_") {
		return cmdkit.Usagef("NAME %q: it is given without the prefix extension_", name)
	}
	spellValues(body)
	return sameExtension(ctx, dir, n, body)
}

// spellValues writes what a file or --set gave in any case as the service does.
func spellValues(body *odata.Object) {
	if value, ok := spelt(dataTypes(), body.String("dataType")); ok {
		body.Set("dataType", value)
	}
	targets := body.Strings("targetObjects")
	for i, target := range targets {
		if value, ok := spelt(extensionTargets(), target); ok {
			targets[i] = value
		}
	}
	body.Set("targetObjects", targets)
}

func spelt(list []string, value string) (string, bool) {
	i := slices.IndexFunc(list, func(known string) bool { return strings.EqualFold(known, value) })
	if i < 0 {
		return "", false
	}
	return list[i], true
}
