// Package noun holds the tables of the nouns that commands of several
// packages name: users and groups. A noun that only its own commands name
// has its table beside them in internal/cmd.
package noun

import (
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
)

// User is the table of users (Graph: resource type user).
func User() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "user", Plural: "users", Set: "users", Type: "user",
		Keys:      []string{"userPrincipalName"},
		KeyInPath: true,
		Properties: []string{
			"id", "userPrincipalName", "displayName", "givenName", "surname", "mail", "mailNickname",
			"accountEnabled", "userType", "jobTitle", "department", "companyName", "officeLocation",
			"employeeId", "employeeType", "businessPhones", "mobilePhone", "faxNumber", "otherMails",
			"streetAddress", "city", "state", "postalCode", "country", "usageLocation",
			"preferredLanguage", "createdDateTime", "onPremisesSyncEnabled",
		},
		Columns: []output.Column{
			cmdkit.KeyColumn("userPrincipalName"),
			cmdkit.Column("displayName"),
			cmdkit.Column("accountEnabled"),
			cmdkit.Column("jobTitle"),
			cmdkit.Column("department"),
			cmdkit.WideColumn("usageLocation"),
			cmdkit.WideColumn("city"),
			cmdkit.WideColumn("mobilePhone"),
			cmdkit.WideColumn("userType"),
			cmdkit.WideColumn("createdDateTime"),
			cmdkit.WideColumn("id"),
		},
		Settable:   userFields(),
		SoftDelete: true,
		RemoveName: "remove",
	}
}

func userFields() []cmdkit.Field {
	return []cmdkit.Field{
		{Property: "displayName", Usage: "name shown for the person"},
		{Property: "jobTitle", Usage: "job title"},
		{Property: "userPrincipalName", Flag: "upn", Usage: "sign-in name: local part and verified domain"},
		{Property: "accountEnabled", Usage: "whether the person may sign in"},
		{Property: "givenName", Usage: "first name"},
		{Property: "surname", Usage: "family name"},
		{Property: "mailNickname", Usage: "mail alias"},
		{Property: "department", Usage: "department"},
		{Property: "companyName", Usage: "company"},
		{Property: "officeLocation", Usage: "office"},
		{Property: "employeeId", Usage: "number in the organization"},
		{Property: "employeeType", Usage: "kind of employment"},
		{Property: "employeeHireDate", Usage: "first day of work"},
		{Property: "businessPhones", Flag: "business-phone", Usage: "telephone at work"},
		{Property: "mobilePhone", Usage: "mobile telephone"},
		{Property: "faxNumber", Usage: "fax"},
		{Property: "otherMails", Flag: "other-mail", Usage: "further mail address"},
		{Property: "streetAddress", Usage: "street and number"},
		{Property: "city", Usage: "city"},
		{Property: "state", Usage: "state or province"},
		{Property: "postalCode", Usage: "postal code"},
		{Property: "country", Usage: "country or region"},
		{Property: "usageLocation", Usage: "country where licences are used: two letters (ISO 3166)"},
		{Property: "preferredLanguage", Usage: "language, such as en-US"},
		{Property: "userType", Usage: "Member or Guest", Values: []string{"Member", "Guest"}},
	}
}
