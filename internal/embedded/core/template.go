package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// customTemplate is the template of applications outside of the gallery.
const customTemplate = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621"

// Instance is what an application template is to be made into.
type Instance struct {
	Template *store.Record
	// DisplayName is the new application's; empty is the template's.
	DisplayName string
	// Reference is its serviceManagementReference, empty for none.
	Reference string
}

// Instantiate makes an application and its service principal from a template.
func (d *Directory) Instantiate(ctx context.Context, in Instance) (app, principal *store.Record, err error) {
	b, err := d.templateApplication(in)
	if err != nil {
		return nil, nil, err
	}
	if _, err := d.prepareApplication(ctx, b); err != nil {
		return nil, nil, err
	}
	b.props.Set("applicationTemplateId", in.Template.ID)
	err = d.write(ctx, func(tx *store.Tx) (err error) {
		if app, err = d.insertApplication(ctx, tx, b, nil); err != nil {
			return err
		}
		principal, err = d.templatePrincipal(ctx, tx, app, in.Template)
		return err
	})
	return app, principal, err
}

func (d *Directory) templateApplication(in Instance) (*body, error) {
	name := in.DisplayName
	if name == "" {
		name = in.Template.Props.String("displayName")
	}
	o := odata.NewObject("displayName", name, "signInAudience", "AzureADMyOrg", "appRoles", templateRoles())
	if in.Reference != "" {
		o.Set("serviceManagementReference", in.Reference)
	}
	if home := in.Template.Props.String("homePageUrl"); home != "" {
		o.Set("web", odata.NewObject("homePageUrl", home))
	}
	return d.parseBody(edm.Lookup("application"), o, "")
}

func (d *Directory) templatePrincipal(ctx context.Context, tx *store.Tx, app, template *store.Record) (*store.Record, error) {
	tags := []string{"WindowsAzureActiveDirectoryIntegratedApp"}
	if template.ID == customTemplate {
		tags = append(tags, "WindowsAzureActiveDirectoryCustomSingleSignOnApplication")
	}
	b, err := d.parseBody(edm.Lookup("servicePrincipal"), odata.NewObject("appId", app.Props.String("appId"), "tags", tags), "")
	if err != nil {
		return nil, err
	}
	if err := d.preparePrincipal(ctx, b); err != nil {
		return nil, err
	}
	return d.insertPrincipal(ctx, tx, b)
}

// templateRoles are the roles that every application from a template has,
// with the ids that the service gives them.
func templateRoles() []*odata.Object {
	role := func(id, name string) *odata.Object {
		return odata.NewObject("allowedMemberTypes", []string{"User"}, "description", name, "displayName", name,
			"id", id, "isEnabled", true, "value", nil)
	}
	return []*odata.Object{
		role("18d14569-c3bd-439b-9a66-3a2aee01d14f", "User"),
		role("b9632174-c057-4f7e-951b-be3adc52bfe6", "msiam_access"),
	}
}
