package seed

import (
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// globalAdministratorID is the id of the one directory role that is active
// from the start.
const globalAdministratorID = "3f8d2b6a-51c7-4e09-8a4d-97e0b5c1f246"

// first is version 1 of the seed.
func first() step {
	s := step{
		objects: []object{organization(), domain(), administrator(), globalAdministrator(), graphServicePrincipal()},
		links:   []link{{"members", globalAdministratorID, AdministratorID}},
	}
	s.objects = append(s.objects, roleTemplates()...)
	s.objects = append(s.objects, skus()...)
	return s.with(applicationTemplates())
}

func (s step) with(objects []object) step {
	s.objects = append(s.objects, objects...)
	return s
}

func organization() object {
	return object{"organization", odata.NewObject(
		"id", TenantID,
		"displayName", "Contoso",
		"createdDateTime", born,
		"countryLetterCode", "US",
		"preferredLanguage", "en",
		"tenantType", "AAD",
		"technicalNotificationMails", []string{Administrator},
		"verifiedDomains", []*odata.Object{odata.NewObject(
			"capabilities", "Email, OfficeCommunicationsOnline",
			"isDefault", true,
			"isInitial", true,
			"name", Domain,
			"type", "Managed")},
	)}
}

func domain() object {
	return object{"domain", odata.NewObject(
		"id", Domain,
		"authenticationType", "Managed",
		"isAdminManaged", true,
		"isDefault", true,
		"isInitial", true,
		"isRoot", true,
		"isVerified", true,
		"supportedServices", []string{"Email", "OfficeCommunicationsOnline"},
		"passwordNotificationWindowInDays", 14,
		"passwordValidityPeriodInDays", 2147483647,
	)}
}

// administrator has no password: it signs in in process only, until one is
// set.
func administrator() object {
	return object{"user", odata.NewObject(
		"id", AdministratorID,
		"accountEnabled", true,
		"displayName", "Administrator",
		"mailNickname", "admin",
		"userPrincipalName", Administrator,
		"userType", "Member",
		"usageLocation", "US",
		"createdDateTime", born,
		"passwordProfile", odata.NewObject("forceChangePasswordNextSignIn", false,
			"forceChangePasswordNextSignInWithMfa", false, "password", nil),
		"identities", []*odata.Object{odata.NewObject(
			"signInType", "userPrincipalName", "issuer", Domain, "issuerAssignedId", Administrator)},
		"securityIdentifier", core.SecurityIdentifier(AdministratorID),
	)}
}

func globalAdministrator() object {
	t := roles()[0]
	return object{"directoryRole", odata.NewObject("id", globalAdministratorID,
		"displayName", t.name, "description", t.description, "roleTemplateId", t.id)}
}
