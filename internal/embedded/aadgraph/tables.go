package aadgraph

import "slices"

// row is a type with its properties, in the form of parseRow. A set is named
// only for objects that are no directory objects.
type row struct{ name, canonical, set, properties string }

// entityRows are the types of objects, their properties in the order of the
// service's answers: after the first four those of the alphabet (reference on
// functions and actions, the samples; entity reference of version 1.6).
func entityRows() []row { return slices.Concat(peopleRows(), applicationRows(), tenantRows()) }

// peopleRows are who and what is a member of groups.
func peopleRows() []row {
	return []row{
		{name: "User", canonical: "user", properties: `accountEnabled:b ageGroup assignedLicenses:AssignedLicense*? assignedPlans:AssignedPlan*?
			city companyName consentProvidedForMinor country createdDateTime:d? creationType? department
			dirSyncEnabled=onPremisesSyncEnabled:b? displayName employeeId facsimileTelephoneNumber=faxNumber givenName
			immutableId=onPremisesImmutableId isCompromised=-:b? jobTitle lastDirSyncTime=onPremisesLastSyncDateTime:d?
			legalAgeGroupClassification? mail mailNickname mobile=mobilePhone onPremisesDistinguishedName?
			onPremisesSecurityIdentifier? otherMails* passwordPolicies passwordProfile:PasswordProfile
			physicalDeliveryOfficeName=officeLocation postalCode preferredLanguage provisionedPlans:ProvisionedPlan*?
			provisioningErrors=serviceProvisioningErrors:ProvisioningError*? proxyAddresses*? refreshTokensValidFromDateTime=signInSessionsValidFromDateTime:d?
			showInAddressList:b signInNames=-:SignInName* sipProxyAddress=imAddresses[0]? state streetAddress surname
			telephoneNumber=businessPhones[0] usageLocation userIdentities=-:UserIdentity*
			userPrincipalName userState=externalUserState? userStateChangedOn=externalUserStateChangeDateTime? userType`},
		{name: "Group", canonical: "group", properties: `description dirSyncEnabled=onPremisesSyncEnabled:b? displayName groupTypes*+
			lastDirSyncTime=onPremisesLastSyncDateTime:d? mail? mailNickname mailEnabled:b membershipRule+ membershipRuleProcessingState+
			onPremisesDomainName? onPremisesNetBiosName? onPremisesSamAccountName? onPremisesSecurityIdentifier?
			provisioningErrors=serviceProvisioningErrors:ProvisioningError*? proxyAddresses*? securityEnabled:b visibility+`},
		{name: "Contact", canonical: "orgContact", properties: `city=addresses[0].city country=addresses[0].countryOrRegion companyName department
			dirSyncEnabled=onPremisesSyncEnabled:b? displayName facsimileTelephoneNumber=phones[businessFax] givenName jobTitle
			lastDirSyncTime=onPremisesLastSyncDateTime:d? mail mailNickname mobile=phones[mobile]
			physicalDeliveryOfficeName=addresses[0].officeLocation postalCode=addresses[0].postalCode
			provisioningErrors=serviceProvisioningErrors:ProvisioningError*? proxyAddresses* sipProxyAddress=-? state=addresses[0].state
			streetAddress=addresses[0].street surname telephoneNumber=phones[business]`},
		{name: "DirectoryObject", canonical: "directoryObject"},
	}
}

// applicationRows are applications and what is granted to whom.
func applicationRows() []row {
	return []row{
		{name: "Application", canonical: "application", properties: `acceptMappedClaims=api.acceptMappedClaims:b addIns:AddIn*
			allowActAsForAllClients=-:b allowGuestsSignIn=-:b allowPassthroughUsers=-:b appBranding=- appCategory=- appData=- appId?
			appLogoUrl=- appMetadata=- appPermissions=-* appRoles:AppRole* applicationTemplateId?
			availableToOtherTenants=signInAudience!:b displayName encryptedMsiApplicationSecret=-:x errorUrl=- groupMembershipClaims
			homepage=web.homePageUrl identifierUris* informationalUrls=info:InformationalUrl isDeviceOnlyAuthSupported:b
			keyCredentials:KeyCredential* knownClientApplications=api.knownClientApplications:g* logoUrl=info.logoUrl?
			logoutUrl=web.logoutUrl oauth2AllowIdTokenImplicitFlow=web.implicitGrantSettings.enableIdTokenIssuance:f
			oauth2AllowImplicitFlow=web.implicitGrantSettings.enableAccessTokenIssuance:f oauth2AllowUrlPathMatching=-:f
			oauth2Permissions=api.oauth2PermissionScopes:OAuth2Permission* oauth2RequirePostResponse:f optionalClaims:OptionalClaims
			orgRestrictions=-:g* parentalControlSettings:ParentalControlSettings passwordCredentials:PasswordCredential*
			preAuthorizedApplications=api.preAuthorizedApplications:PreAuthorizedApplication* publicClient=isFallbackPublicClient:b
			publisherDomain? recordConsentConditions=- replyUrls=web.redirectUris|spa.redirectUris|publicClient.redirectUris* requiredResourceAccess:RequiredResourceAccess*
			samlMetadataUrl signInAudience supportsConvergence=-:b tokenEncryptionKeyId:g wwwHomepage=-`},
		{name: "ServicePrincipal", canonical: "servicePrincipal", properties: `accountEnabled:b addIns:AddIn* alternativeNames* appDisplayName? appId
			applicationTemplateId? appOwnerTenantId=appOwnerOrganizationId:g? appRoleAssignmentRequired:b appRoles:AppRole* displayName
			errorUrl=- homepage informationalUrls=info:InformationalUrl? keyCredentials:KeyCredential* logoutUrl
			notificationEmailAddresses* oauth2Permissions=oauth2PermissionScopes:OAuth2Permission* passwordCredentials:PasswordCredential*
			preferredSingleSignOnMode preferredTokenSigningKeyEndDateTime=-:d preferredTokenSigningKeyThumbprint
			publisherName=- replyUrls* samlMetadataUrl=- samlSingleSignOnSettings:SamlSingleSignOnSettings servicePrincipalNames*
			servicePrincipalType? signInAudience? tags* tokenEncryptionKeyId:g`},
		{name: "ExtensionProperty", canonical: "extensionProperty", properties: `appDisplayName? name dataType isSyncedFromOnPremises:b? targetObjects*`},
		{name: "AppRoleAssignment", canonical: "appRoleAssignment", properties: `creationTimestamp=createdDateTime:d? id=appRoleId:g principalDisplayName?
			principalId:g principalType~ resourceDisplayName? resourceId:g`},
		{name: "OAuth2PermissionGrant", canonical: "oAuth2PermissionGrant", set: "oauth2PermissionGrants", properties: `clientId consentType expiryTime=-:d~ objectId=id?
			principalId resourceId scope startTime=-:d~`},
	}
}

// tenantRows are what the tenant has.
func tenantRows() []row {
	const dnsRecord = "dnsRecordId=id? isOptional:b? label? recordType? supportedService? ttl:i?"
	return []row{
		{name: "Device", canonical: "device", properties: `accountEnabled:b alternativeSecurityIds:AlternativeSecurityId*
			approximateLastLogonTimestamp=approximateLastSignInDateTime:d? complianceExpiryTime=complianceExpirationDateTime:d? deviceId:g
			deviceMetadata deviceObjectVersion=deviceVersion:i deviceOSType=operatingSystem deviceOSVersion=operatingSystemVersion
			devicePhysicalIds=physicalIds* deviceSystemMetadata=-* deviceTrustType=trustType dirSyncEnabled=onPremisesSyncEnabled:b?
			displayName domainName=- enrollmentProfileName? enrollmentType? isCompliant:b isManaged:b
			lastDirSyncTime=onPremisesLastSyncDateTime:d? profileType systemLabels*`},
		{name: "DirectoryRole", canonical: "directoryRole", properties: `description? displayName? isSystem=-:t? roleDisabled=-:f? roleTemplateId`},
		{name: "DirectoryRoleTemplate", canonical: "directoryRoleTemplate", properties: `description? displayName?`},
		{name: "TenantDetail", canonical: "organization", properties: `assignedPlans:AssignedPlan*? city? companyLastDirSyncTime=onPremisesLastSyncDateTime:d?
			companyTags=-*? country? countryLetterCode? createdDateTime:d? dirSyncEnabled=onPremisesSyncEnabled:b? displayName?
			marketingNotificationEmails* postalCode? preferredLanguage? privacyProfile:PrivacyProfile provisionedPlans:ProvisionedPlan*?
			provisioningErrors=-:ProvisioningError*? securityComplianceNotificationMails* securityComplianceNotificationPhones* state? street?
			technicalNotificationMails* telephoneNumber=businessPhones[0]? tenantType? verifiedDomains:VerifiedDomain*?`},
		{name: "AdministrativeUnit", canonical: "administrativeUnit", properties: `description displayName`},
		{name: "SubscribedSku", canonical: "subscribedSku", set: "subscribedSkus", properties: `appliesTo? capabilityStatus? consumedUnits:i? objectId=id?
			prepaidUnits:LicenseUnitsDetail? servicePlans:ServicePlanInfo*? skuId:g? skuPartNumber?`},
		{name: "Domain", canonical: "domain", set: "domains", properties: `authenticationType availabilityStatus? isAdminManaged:b? isDefault:b isInitial:b? isRoot:b?
			isVerified:b? name=id passwordNotificationWindowInDays:i passwordValidityPeriodInDays:i supportedServices*`},
		{name: "DomainDnsRecord", canonical: "domainDnsRecord", set: "domainDnsRecords", properties: dnsRecord + ``},
		{name: "DomainDnsCnameRecord", canonical: "domainDnsCnameRecord", set: "domainDnsRecords", properties: dnsRecord + ` canonicalName?`},
		{name: "DomainDnsMxRecord", canonical: "domainDnsMxRecord", set: "domainDnsRecords", properties: dnsRecord + ` mailExchange? preference:i?`},
		{name: "DomainDnsSrvRecord", canonical: "domainDnsSrvRecord", set: "domainDnsRecords", properties: dnsRecord + ` nameTarget? port:i? priority:i? protocol? service? weight:i?`},
		{name: "DomainDnsTxtRecord", canonical: "domainDnsTxtRecord", set: "domainDnsRecords", properties: dnsRecord + ` text?`},
		{name: "LicenseDetail", canonical: "licenseDetails", set: "licenseDetails", properties: `objectId=id? servicePlans:ServicePlanInfo*? skuId:g? skuPartNumber?`},
	}
}

// complexRows are the types of complex values.
func complexRows() []row {
	return []row{
		{name: "AddIn", properties: `id:g type properties:KeyValue*`},
		{name: "AlternativeSecurityId", properties: `type:i identityProvider key:x`},
		{name: "AppRole", properties: `allowedMemberTypes* description displayName id:g isEnabled:b value`},
		{name: "AssignedLicense", properties: `disabledPlans:g* skuId:g`},
		{name: "AssignedPlan", properties: `assignedTimestamp=assignedDateTime:d capabilityStatus service servicePlanId:g`},
		{name: "InformationalUrl", properties: `marketing=marketingUrl privacy=privacyStatementUrl support=supportUrl termsOfService=termsOfServiceUrl`},
		{name: "KeyCredential", properties: `customKeyIdentifier:x endDate=endDateTime:d keyId:g startDate=startDateTime:d type usage value=key:x^`},
		{name: "KeyValue", properties: `key value`},
		{name: "LicenseUnitsDetail", properties: `enabled:i suspended:i warning:i`},
		{name: "OAuth2Permission", properties: `adminConsentDescription adminConsentDisplayName id:g isEnabled:b type userConsentDescription userConsentDisplayName value`},
		{name: "OptionalClaim", properties: `additionalProperties* essential:b name source`},
		{name: "OptionalClaims", properties: `accessToken:OptionalClaim* idToken:OptionalClaim* saml2Token:OptionalClaim*`},
		{name: "ParentalControlSettings", properties: `countriesBlockedForMinors* legalAgeGroupRule`},
		{name: "PasswordCredential", properties: `customKeyIdentifier:x endDate=endDateTime:d keyId:g startDate=startDateTime:d value=secretText`},
		{name: "PasswordProfile", properties: `enforceChangePasswordPolicy=forceChangePasswordNextSignInWithMfa:b forceChangePasswordNextLogin=forceChangePasswordNextSignIn:b password`},
		{name: "PreAuthorizedApplication", properties: `appId permissionIds=delegatedPermissionIds*`},
		{name: "PrivacyProfile", properties: `contactEmail statementUrl`},
		{name: "ProvisionedPlan", properties: `capabilityStatus provisioningStatus service`},
		{name: "ProvisioningError", properties: `errorDetail resolved=isResolved:b service=serviceInstance timestamp=createdDateTime:d`},
		{name: "RequiredResourceAccess", properties: `resourceAppId resourceAccess:ResourceAccess*`},
		{name: "ResourceAccess", properties: `id:g type`},
		{name: "SamlSingleSignOnSettings", properties: `relayState`},
		{name: "ServicePlanInfo", properties: `appliesTo provisioningStatus servicePlanId:g servicePlanName`},
		{name: "SignInName", properties: `type value`},
		{name: "UserIdentity", properties: `issuer issuerUserId:x`},
		{name: "VerifiedDomain", properties: `capabilities default=isDefault:b id=- initial=isInitial:b name type`},
	}
}
