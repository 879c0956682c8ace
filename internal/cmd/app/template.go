package appcmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// templates is the table of application templates (Graph: resource type
// applicationTemplate): those of the gallery, and "Custom" for an application
// that is not in it.
func templates() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "template", Plural: "templates", TaskName: "app_template", Command: "app template",
		Set: "applicationTemplates", Type: "applicationTemplate",
		Keys: []string{"displayName"},
		Properties: []string{
			"id", "displayName", "publisher", "description", "categories", "homePageUrl", "logoUrl",
			"supportedProvisioningTypes", "supportedSingleSignOnModes",
		},
		Columns: []output.Column{
			cmdkit.KeyColumn("displayName"),
			cmdkit.Column("publisher"),
			cmdkit.Column("supportedSingleSignOnModes"),
			cmdkit.WideColumn("categories"),
			cmdkit.WideColumn("homePageUrl"),
			cmdkit.WideColumn("id"),
		},
	}
}

// instantiate is the action that makes an application and its service
// principal from a template.
func instantiate() *cmdkit.Action {
	return &cmdkit.Action{
		Noun: templates(), Verb: "instantiate", Path: "instantiate",
		Short: "Make an app and its service principal from a template",
		Long: `Makes an app and its service principal from a template and prints both. The
template Custom is that of an app which is not in the gallery. The app may take
some minutes until it can be read everywhere. The undo of the task deletes the
app, and its service principal with it; they can be restored for 30 days.`,
		Arg: "displayName", ArgName: "NAME",
		Params: []cmdkit.Field{
			{Property: "serviceManagementReference", Usage: "contact in a service management database"},
		},
		Name: "create", TaskType: "instantiate.app_template", Done: "instantiated as",
		Answer: []output.Column{
			of("application", "displayName"), of("application", "appId"),
			{Name: "application", Value: member("application", "id"), Key: true},
			{Name: "servicePrincipal", Value: member("servicePrincipal", "id")},
		},
		Undoable: true,
	}
}

// of makes the column of a property of one of the two objects of an answer.
func of(object, property string) output.Column {
	return output.Column{Name: property, Value: member(object, property)}
}

func member(object, property string) func(*odata.Object) string {
	return func(o *odata.Object) string { return o.Object(object).String(property) }
}

// newTemplate makes the group template.
func newTemplate(a *app.App) *cobra.Command {
	n := templates()
	return cmdkit.Group("template", "Templates from which apps are made",
		cmdkit.List(a, n,
			`app template list`,
			`app template list --filter "startswith(displayName,'Mark')" -o json`),
		cmdkit.Get(a, n, `app template get Custom`),
		instantiate().Command(a,
			`app template instantiate Custom Payroll`,
			`app template instantiate Custom Payroll -o json --query servicePrincipal.id`))
}
