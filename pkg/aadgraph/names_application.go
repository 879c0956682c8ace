package aadgraph

// urls is what applications and service principals say of themselves.
const urls = `logoUrl=info/logoUrl informationalUrls/marketing=info/marketingUrl
	informationalUrls/privacy=info/privacyStatementUrl informationalUrls/support=info/supportUrl
	informationalUrls/termsOfService=info/termsOfServiceUrl`

// credentials is what both sign in with.
const credentials = "keyCredentials=keyCredentials:keyCredential passwordCredentials=passwordCredentials:passwordCredential"

// applicationNames has homepage, reply addresses and scopes in the objects
// that Microsoft Graph made for them.
func applicationNames() (known, lacks string) {
	return base + " " + urls + " " + credentials + ` acceptMappedClaims=api/acceptMappedClaims addIns appId
		applicationTemplateId appRoles availableToOtherTenants=signInAudience:audience displayName
		groupMembershipClaims homepage=web/homePageUrl identifierUris isDeviceOnlyAuthSupported
		knownClientApplications=api/knownClientApplications logoutUrl=web/logoutUrl
		oauth2AllowIdTokenImplicitFlow=web/implicitGrantSettings/enableIdTokenIssuance
		oauth2AllowImplicitFlow=web/implicitGrantSettings/enableAccessTokenIssuance
		oauth2Permissions=api/oauth2PermissionScopes oauth2RequirePostResponse optionalClaims
		parentalControlSettings preAuthorizedApplications=api/preAuthorizedApplications:preAuthorized
		publicClient=isFallbackPublicClient publisherDomain replyUrls=web/redirectUris
		requiredResourceAccess samlMetadataUrl tokenEncryptionKeyId verifiedPublisher`,
		`api/requestedAccessTokenVersion authenticationBehaviors certification
		createdByAppId createdDateTime defaultRedirectUri description disabledByMicrosoftStatus isDisabled logo
		managerApplications nativeAuthenticationApisEnabled notes publicClient
		requestSignatureVerification serviceManagementReference servicePrincipalLockConfiguration spa tags uniqueName
		web/redirectUriSettings`
}

func servicePrincipalNames() (known, lacks string) {
	return base + " " + urls + " " + credentials + ` accountEnabled addIns alternativeNames appDisplayName appId
		applicationTemplateId appOwnerTenantId=appOwnerOrganizationId appRoleAssignmentRequired appRoles displayName
		homepage logoutUrl notificationEmailAddresses oauth2Permissions=oauth2PermissionScopes
		preferredSingleSignOnMode preferredTokenSigningKeyThumbprint replyUrls samlSingleSignOnSettings
		servicePrincipalNames servicePrincipalType signInAudience tags tokenEncryptionKeyId verifiedPublisher`,
		`appDescription createdByAppId customSecurityAttributes description disabledByMicrosoftStatus isDisabled
		loginUrl notes resourceSpecificApplicationPermissions`
}
