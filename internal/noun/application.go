package noun

import (
	"cmp"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// App is the table of applications (Graph: resource type application).
func App() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "app", Plural: "apps", Set: "applications", Type: "application",
		Keys:         []string{"displayName"},
		AlternateKey: "appId",
		Properties: []string{
			"id", "appId", "displayName", "description", "signInAudience", "identifierUris", "publisherDomain",
			"uniqueName", "notes", "tags", "serviceManagementReference", "groupMembershipClaims",
			"isFallbackPublicClient", "isDisabled", "isDeviceOnlyAuthSupported", "nativeAuthenticationApisEnabled",
			"oauth2RequirePostResponse", "defaultRedirectUri", "samlMetadataUrl", "managerApplications", "tokenEncryptionKeyId",
			"createdDateTime", "web", "spa", "publicClient", "info", "api",
			"appRoles", "requiredResourceAccess", "keyCredentials", "passwordCredentials",
		},
		Columns: []output.Column{
			cmdkit.Column("displayName"),
			cmdkit.KeyColumn("appId"),
			cmdkit.Column("signInAudience"),
			cmdkit.Column("createdDateTime"),
			cmdkit.WideColumn("identifierUris"),
			cmdkit.WideColumn("publisherDomain"),
			cmdkit.WideColumn("description"),
			cmdkit.WideColumn("id"),
		},
		Details: append(credentialColumns(), cmdkit.Brief("oauth2RequirePostResponse"),
			cmdkit.Brief("web"), cmdkit.Brief("spa"), cmdkit.Brief("publicClient"), cmdkit.Brief("info"),
			cmdkit.Brief("api"), cmdkit.Brief("appRoles"), cmdkit.Brief("requiredResourceAccess")),
		Settable: appFields(),
		Apart: []cmdkit.Apart{
			{Property: "keyCredentials", Command: "app addkey"},
			{Property: "passwordCredentials", Command: "app addpassword"},
		},
		Derived:    []cmdkit.Derived{{Property: "tokenEncryptionKeyId", From: "a certificate"}},
		ApplyBy:    []string{"appId", "uniqueName", "displayName"},
		SoftDelete: true,
		Tracked:    true,
		RemoveName: "delete",
	}
}

// credentialColumns show the keys and passwords of an application or service
// principal by name and end; `app key list` shows more.
func credentialColumns() []output.Column {
	var columns []output.Column
	for _, property := range []string{"keyCredentials", "passwordCredentials"} {
		columns = append(columns, output.Column{Name: property, Value: func(o *odata.Object) string {
			var list []struct{ DisplayName, KeyID, EndDateTime string }
			if o.Decode(property, &list) != nil {
				return ""
			}
			var words []string
			for _, c := range list {
				words = append(words, cmp.Or(c.DisplayName, c.KeyID)+" until "+cmp.Or(c.EndDateTime, "for ever"))
			}
			return strings.Join(words, "; ")
		}})
	}
	return columns
}

// signInAudiences are the values of signInAudience (Graph: application).
func signInAudiences() []string {
	return []string{"AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"}
}

func appFields() []cmdkit.Field {
	return []cmdkit.Field{
		{Property: "displayName", Usage: "name shown for the application"},
		{Property: "description", Usage: "what the application is for"},
		{Property: "signInAudience", Usage: "whose accounts may sign in", Values: signInAudiences()},
		{Property: "identifierUris", Flag: "identifier-uri", Usage: "URI that names the application as a resource"},
		{Property: "web/redirectUris", Flag: "redirect-uri", Usage: "address of a web application to which answers go"},
		{Property: "spa/redirectUris", Flag: "spa-redirect-uri", Usage: "the same of a single-page application"},
		{Property: "publicClient/redirectUris", Flag: "public-redirect-uri", Usage: "the same of a mobile or desktop application"},
		{Property: "web/homePageUrl", Flag: "home-page-url", Usage: "home page"},
		{Property: "web/logoutUrl", Flag: "logout-url", Usage: "address that ends the application's session"},
		{Property: "isFallbackPublicClient", Flag: "public-client", Usage: "whether it is a public client where nothing else says so"},
		{Property: "groupMembershipClaims", Usage: "groups in tokens: None, SecurityGroup, All"},
		{Property: "uniqueName", Usage: "name that no other application has; it cannot be changed"},
		{Property: "serviceManagementReference", Usage: "contact in a service management database"},
		{Property: "notes", Usage: "notes for administrators"},
		{Property: "defaultRedirectUri", Usage: "address to which answers go where a request names none"},
		{Property: "isDeviceOnlyAuthSupported", Flag: "device-only-auth", Usage: "whether devices sign in to it without a user"},
		{Property: "isDisabled", Flag: "disabled", Usage: "whether it is switched off: nobody gets tokens for it"},
		{Property: "managerApplications", Flag: "manager-application", Usage: "appId of an application that may manage it"},
		{
			Property: "nativeAuthenticationApisEnabled", Flag: "native-authentication",
			Usage: "whether apps may use the native authentication API: none or all", Values: []string{"none", "all"},
		},
		{Property: "oauth2RequirePostResponse", Flag: "require-post-response", Usage: "whether answers with tokens are posted, as OAuth 2.0 form posts"},
		{Property: "samlMetadataUrl", Usage: "address of SAML metadata for federation; of one organization's applications only"},
		{Property: "tokenEncryptionKeyId", Flag: "token-encryption-key", Usage: "keyId of its certificate with which tokens are encrypted"},
		{Property: "tags", Flag: "tag", Usage: "word that groups applications"},
	}
}
