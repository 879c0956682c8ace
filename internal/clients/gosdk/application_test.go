package gosdk

import (
	"testing"

	"github.com/google/uuid"
	msgraph "github.com/microsoftgraph/msgraph-sdk-go"
	"github.com/microsoftgraph/msgraph-sdk-go/applications"
	"github.com/microsoftgraph/msgraph-sdk-go/models"
	"github.com/microsoftgraph/msgraph-sdk-go/users"
)

func TestApplications(t *testing.T) {
	c := client(t)
	made := newApplication(t, c)
	app := c.Applications().ByApplicationId(*made.GetId())

	password := applications.NewItemAddPasswordPostRequestBody()
	credential := models.NewPasswordCredential()
	credential.SetDisplayName(new("ci"))
	password.SetPasswordCredential(credential)
	secret, err := app.AddPassword().Post(t.Context(), password, nil)
	must(t, err)
	if secret.GetSecretText() == nil || *secret.GetSecretText() == "" || secret.GetKeyId() == nil {
		t.Error("there is no secret")
	}
	removal := applications.NewItemRemovePasswordPostRequestBody()
	removal.SetKeyId(secret.GetKeyId())
	must(t, app.RemovePassword().Post(t.Context(), removal, nil))

	federated := models.NewFederatedIdentityCredential()
	federated.SetName(new("actions"))
	federated.SetIssuer(new("https://token.actions.githubusercontent.com"))
	federated.SetSubject(new("repo:contoso/payroll:ref:refs/heads/main"))
	federated.SetAudiences([]string{"api://AzureADTokenExchange"})
	_, err = app.FederatedIdentityCredentials().Post(t.Context(), federated, nil)
	must(t, err)
	list, err := app.FederatedIdentityCredentials().Get(t.Context(), nil)
	must(t, err)
	if len(list.GetValue()) != 1 {
		t.Errorf("there are %d federated credentials", len(list.GetValue()))
	}

	owner := newUser(t, c, "gosdk-owner")
	ref := models.NewReferenceCreate()
	ref.SetOdataId(new("https://graph.microsoft.com/v1.0/directoryObjects/" + *owner.GetId()))
	must(t, app.Owners().Ref().Post(t.Context(), ref, nil))
	must(t, app.Owners().ByDirectoryObjectId(*owner.GetId()).Ref().Delete(t.Context(), nil))
	assign(t, c, made, *owner.GetId())
	must(t, app.Delete(t.Context(), nil))
}

// assign makes a service principal of an application and gives a user its
// role.
func assign(t *testing.T, c *msgraph.GraphServiceClient, app models.Applicationable, user string) {
	t.Helper()
	sp := models.NewServicePrincipal()
	sp.SetAppId(app.GetAppId())
	made, err := c.ServicePrincipals().Post(t.Context(), sp, nil)
	must(t, err)
	by, err := c.ServicePrincipalsWithAppId(app.GetAppId()).Get(t.Context(), nil)
	must(t, err)
	if *by.GetId() != *made.GetId() {
		t.Errorf("by appId it is %s", *by.GetId())
	}
	principal, err := uuid.Parse(user)
	must(t, err)
	resource, err := uuid.Parse(*made.GetId())
	must(t, err)
	assignment := models.NewAppRoleAssignment()
	assignment.SetPrincipalId(&principal)
	assignment.SetResourceId(&resource)
	assignment.SetAppRoleId(app.GetAppRoles()[0].GetId())
	_, err = c.Users().ByUserId(user).AppRoleAssignments().Post(t.Context(), assignment, nil)
	must(t, err)
	assigned, err := c.ServicePrincipals().ByServicePrincipalId(*made.GetId()).AppRoleAssignedTo().Get(t.Context(), nil)
	must(t, err)
	if len(assigned.GetValue()) != 1 {
		t.Errorf("there are %d assignments", len(assigned.GetValue()))
	}
}

func newApplication(t *testing.T, c *msgraph.GraphServiceClient) models.Applicationable {
	t.Helper()
	role := models.NewAppRole()
	role.SetId(new(uuid.New()))
	role.SetAllowedMemberTypes([]string{"User"})
	role.SetDisplayName(new("Clerk"))
	role.SetDescription(new("Clerks"))
	role.SetValue(new("Clerk"))
	role.SetIsEnabled(new(true))
	app := models.NewApplication()
	app.SetDisplayName(new("Payroll"))
	app.SetAppRoles([]models.AppRoleable{role})
	made, err := c.Applications().Post(t.Context(), app, nil)
	must(t, err)
	return made
}

func TestLicenses(t *testing.T) {
	c := client(t)
	holder := newUser(t, c, "gosdk-licensed")
	place := models.NewUser()
	place.SetUsageLocation(new("SE"))
	_, err := c.Users().ByUserId(*holder.GetId()).Patch(t.Context(), place, nil)
	must(t, err)
	skus, err := c.SubscribedSkus().Get(t.Context(), nil)
	must(t, err)
	sku := skus.GetValue()[0]
	assigned := models.NewAssignedLicense()
	assigned.SetSkuId(sku.GetSkuId())
	assigned.SetDisabledPlans([]uuid.UUID{})
	body := users.NewItemAssignLicensePostRequestBody()
	body.SetAddLicenses([]models.AssignedLicenseable{assigned})
	body.SetRemoveLicenses([]uuid.UUID{})
	_, err = c.Users().ByUserId(*holder.GetId()).AssignLicense().Post(t.Context(), body, nil)
	must(t, err)
	details, err := c.Users().ByUserId(*holder.GetId()).LicenseDetails().Get(t.Context(), nil)
	must(t, err)
	if len(details.GetValue()) != 1 || *details.GetValue()[0].GetSkuId() != *sku.GetSkuId() {
		t.Errorf("the licences are %v", details.GetValue())
	}
}
