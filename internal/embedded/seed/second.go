package seed

import (
	"errors"
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// second is version 2 of the seed: the permissions of Microsoft Graph that
// the embedded directory asks for, and the service principals of Microsoft's
// own that administrators meet in every tenant.
func second() step {
	roles, scopes := permissionLists(graphPermissions())
	return step{
		objects: append(firstParties(), classroom()),
		entries: []entries{{graphAppID, "appRoles", roles}, {graphAppID, "oauth2PermissionScopes", scopes}},
	}
}

// entries are added to a list in a property of a service principal, but for
// those whose id is there already. Nothing is done if there is none of the
// application.
type entries struct {
	appID, property string
	list            []*odata.Object
}

func (e entries) apply(tx *store.Tx) error {
	r, err := tx.Lookup("servicePrincipal", "appId", e.appID)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	var have []*odata.Object
	if !r.Props.IsNull(e.property) {
		if err := r.Props.Decode(e.property, &have); err != nil {
			return err
		}
	}
	for _, o := range e.list {
		if !slices.ContainsFunc(have, func(h *odata.Object) bool { return h.ID() == o.ID() }) {
			have = append(have, o)
		}
	}
	r.Props.Set(e.property, have)
	return tx.Update(r)
}

// classroom is an application template of the category that hamilton's tests
// look for. The real gallery has thousands; this one is invented.
func classroom() object {
	return object{"applicationTemplate", odata.NewObject(
		"id", "b1f0c6a7-7d0e-4f6e-9a52-3c8d5e2f4a17", "displayName", "Classroom", "publisher", "Contoso",
		"categories", []string{"education"}, "supportedProvisioningTypes", []string{},
		"supportedSingleSignOnModes", []string{"saml", "oidc"})}
}

// firstParties are service principals of Microsoft's applications: those that
// sign-ins come from, and Azure AD Graph, which proofs are made out to.
func firstParties() []object {
	return []object{
		firstParty("2b1d7c04-9e53-4f68-a1c7-5d08e6b3f291", "00000002-0000-0000-c000-000000000000", "Windows Azure Active Directory", "https://graph.windows.net"),
		firstParty("4c8e2f15-0a64-4d79-b2d8-6e19f7c4a3b2", "797f4846-ba00-4fd7-ba43-dac1f8f63013", "Windows Azure Service Management API", "https://management.azure.com", "https://management.core.windows.net"),
		firstParty("5d9f3a26-1b75-4e8a-83e9-7f2a08d5b4c3", "04b07795-8ddb-461a-bbee-02f9e1bf7b46", "Microsoft Azure CLI"),
		firstParty("6eaf4b37-2c86-4f9b-94fa-803b19e6c5d4", "14d82eec-204b-4c2f-b7e8-296a70dab67e", "Microsoft Graph Command Line Tools"),
	}
}

func firstParty(id, appID, name string, names ...string) object {
	return object{"servicePrincipal", odata.NewObject(
		"id", id,
		"accountEnabled", true,
		"appDisplayName", name,
		"appId", appID,
		"appOwnerOrganizationId", microsoftTenantID,
		"appRoleAssignmentRequired", false,
		"displayName", name,
		"servicePrincipalNames", append([]string{appID}, names...),
		"servicePrincipalType", "Application",
		"signInAudience", "AzureADMultipleOrgs",
	)}
}
