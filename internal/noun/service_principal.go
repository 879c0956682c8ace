package noun

import (
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
)

// ServicePrincipal is the table of service principals (Graph: resource type
// servicePrincipal).
func ServicePrincipal() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "sp", FullName: "service principal", Plural: "service principals", Set: "servicePrincipals", Type: "servicePrincipal",
		Keys:         []string{"displayName"},
		AlternateKey: "appId",
		Properties: []string{
			"id", "appId", "displayName", "appDisplayName", "servicePrincipalType", "accountEnabled",
			"appRoleAssignmentRequired", "description", "signInAudience", "servicePrincipalNames",
			"appOwnerOrganizationId", "alternativeNames", "homepage", "loginUrl", "logoutUrl", "replyUrls",
			"notes", "tags", "isDisabled", "notificationEmailAddresses", "preferredSingleSignOnMode",
			"preferredTokenSigningKeyThumbprint", "tokenEncryptionKeyId", "samlSingleSignOnSettings",
			"keyCredentials", "passwordCredentials",
		},
		Columns: []output.Column{
			cmdkit.Column("displayName"),
			cmdkit.KeyColumn("appId"),
			cmdkit.Column("servicePrincipalType"),
			cmdkit.Column("accountEnabled"),
			cmdkit.WideColumn("appRoleAssignmentRequired"),
			cmdkit.WideColumn("signInAudience"),
			cmdkit.WideColumn("id"),
		},
		Details:  append(credentialColumns(), cmdkit.Brief("samlSingleSignOnSettings")),
		Settable: principalFields(),
		Apart: []cmdkit.Apart{
			{Property: "keyCredentials", Command: "sp addkey"},
			{Property: "passwordCredentials", Command: "sp addpassword"},
		},
		Derived: []cmdkit.Derived{
			{Property: "tokenEncryptionKeyId", From: "a certificate"},
			{Property: "preferredTokenSigningKeyThumbprint", From: "a certificate"},
			{Property: "appRoles", From: "its app", Remade: true},
			{Property: "oauth2PermissionScopes", From: "its app", Remade: true},
			{Property: "info", From: "its app", Remade: true},
			{Property: "servicePrincipalNames", From: "its app", Remade: true},
			{Property: "replyUrls", From: "its app", Remade: true},
		},
		// Reading these takes a permission that nothing else here does.
		Hidden:     []string{"customSecurityAttributes"},
		ApplyBy:    []string{"appId", "displayName"},
		SoftDelete: true,
		Tracked:    true,
		RemoveName: "delete",
	}
}

func principalFields() []cmdkit.Field {
	return []cmdkit.Field{
		{Property: "accountEnabled", Usage: "whether anyone can sign in to it, or it itself"},
		{Property: "description", Usage: "what it is for"},
		{Property: "appRoleAssignmentRequired", Usage: "whether only those who are assigned may sign in"},
		{Property: "displayName", Usage: "name shown for it"},
		{Property: "homepage", Usage: "home page"},
		{Property: "loginUrl", Usage: "address at which it begins to sign a user in"},
		{Property: "logoutUrl", Usage: "address that ends its session"},
		{Property: "replyUrls", Flag: "reply-url", Usage: "address to which answers go"},
		{Property: "servicePrincipalNames", Flag: "service-principal-name", Usage: "URI or appId that names it as a resource"},
		{Property: "alternativeNames", Flag: "alternative-name", Usage: "further name by which it is found"},
		{Property: "notificationEmailAddresses", Flag: "notification-email", Usage: "who is told before its certificate expires"},
		{
			Property: "preferredSingleSignOnMode", Usage: "password, saml, notSupported or oidc",
			Values: []string{"password", "saml", "notSupported", "oidc"},
		},
		{Property: "notes", Usage: "notes for administrators"},
		{Property: "isDisabled", Flag: "disabled", Usage: "whether it is switched off: nobody gets tokens for it"},
		{
			Property: "preferredTokenSigningKeyThumbprint", Flag: "token-signing-thumbprint",
			Usage: "thumbprint of its certificate with which SAML tokens are signed",
		},
		{Property: "tokenEncryptionKeyId", Flag: "token-encryption-key", Usage: "keyId of its certificate with which tokens are encrypted"},
		{Property: "tags", Flag: "tag", Usage: "word that groups applications"},
	}
}
