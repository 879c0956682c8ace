package aadgraph

// tables gives what there is of a type: the properties that Azure AD Graph
// has, each as "same", "here=there" or "here=there:shape", and those that
// Microsoft Graph v1.0 alone has. Properties that Azure AD Graph alone has
// stand in neither.
func tables(t Type) (known, lacks string) {
	switch t {
	case User:
		return userNames()
	case Group:
		return groupNames()
	case Contact:
		return contactNames()
	case Application:
		return applicationNames()
	case ServicePrincipal:
		return servicePrincipalNames()
	case Device:
		return deviceNames()
	}
	if t == Domain {
		return otherNames(t), otherLacks(t)
	}
	return base + " " + otherNames(t), otherLacks(t)
}

// base is what every object has but a domain, whose name is its key.
const base = "objectId=id deletionTimestamp=deletedDateTime"

// synced is what objects have that can come from on-premises.
const synced = "dirSyncEnabled=onPremisesSyncEnabled lastDirSyncTime=onPremisesLastSyncDateTime"

func userNames() (known, lacks string) {
	return base + " " + synced + ` accountEnabled ageGroup assignedLicenses assignedPlans=assignedPlans:assignedPlan
		city companyName consentProvidedForMinor country createdDateTime creationType department displayName
		employeeId facsimileTelephoneNumber=faxNumber givenName immutableId=onPremisesImmutableId jobTitle
		legalAgeGroupClassification mail mailNickname mobile=mobilePhone onPremisesDistinguishedName
		onPremisesSecurityIdentifier otherMails passwordPolicies
		passwordProfile/password
		passwordProfile/forceChangePasswordNextLogin=passwordProfile/forceChangePasswordNextSignIn
		passwordProfile/enforceChangePasswordPolicy=passwordProfile/forceChangePasswordNextSignInWithMfa
		physicalDeliveryOfficeName=officeLocation postalCode preferredLanguage provisionedPlans proxyAddresses
		refreshTokensValidFromDateTime=signInSessionsValidFromDateTime showInAddressList
		sipProxyAddress=imAddresses:single state streetAddress surname telephoneNumber=businessPhones:single
		usageLocation userPrincipalName userState=externalUserState
		userStateChangedOn=externalUserStateChangeDateTime userType`,
		`aboutMe authorizationInfo birthday customSecurityAttributes deviceEnrollmentLimit employeeHireDate
		employeeLeaveDateTime employeeOrgData employeeType hireDate identities identityParentId interests
		isManagementRestricted isResourceAccount lastPasswordChangeDateTime licenseAssignmentStates mailboxSettings
		mySite onPremisesDomainName onPremisesExtensionAttributes onPremisesProvisioningErrors
		onPremisesSamAccountName onPremisesUserPrincipalName pastProjects preferredDataLocation preferredName print
		responsibilities schools securityIdentifier serviceProvisioningErrors signInActivity skills`
}

func groupNames() (known, lacks string) {
	return base + " " + synced + ` description displayName mail mailEnabled mailNickname onPremisesDomainName
		onPremisesNetBiosName onPremisesSamAccountName onPremisesSecurityIdentifier proxyAddresses securityEnabled`,
		`accessType allowExternalSenders assignedLabels assignedLicenses autoSubscribeNewMembers classification
		createdDateTime expirationDateTime groupTypes hasMembersWithLicenseErrors hideFromAddressLists
		hideFromOutlookClients infoCatalogs isArchived isAssignableToRole isFavorite isManagementRestricted
		isSubscribedByMail licenseProcessingState membershipRule membershipRuleProcessingState
		onPremisesExtensionAttributes onPremisesProvisioningErrors organizationId preferredDataLocation
		preferredLanguage renewedDateTime resourceBehaviorOptions resourceProvisioningOptions securityIdentifier
		serviceProvisioningErrors theme uniqueName unseenConversationsCount unseenCount unseenMessagesCount
		visibility welcomeMessageEnabled`
}

func deviceNames() (known, lacks string) {
	return base + " " + synced + ` accountEnabled alternativeSecurityIds
		approximateLastLogonTimestamp=approximateLastSignInDateTime complianceExpiryTime=complianceExpirationDateTime
		deviceId deviceMetadata deviceObjectVersion=deviceVersion deviceOSType=operatingSystem
		deviceOSVersion=operatingSystemVersion devicePhysicalIds=physicalIds deviceTrustType=trustType displayName
		isCompliant isManaged profileType systemLabels`,
		`deviceCategory deviceOwnership enrollmentProfileName enrollmentType isManagementRestricted isRooted
		managementType manufacturer mdmAppId model onPremisesSecurityIdentifier registrationDateTime`
}

// otherNames gives the properties of the types whose names are mostly the
// same.
func otherNames(t Type) string {
	switch t {
	case DirectoryRole:
		return "description displayName roleTemplateId"
	case DirectoryRoleTemplate:
		return "description displayName"
	case TenantDetail:
		return `assignedPlans=assignedPlans:assignedPlan city companyLastDirSyncTime=onPremisesLastSyncDateTime country
			countryLetterCode dirSyncEnabled=onPremisesSyncEnabled displayName marketingNotificationEmails postalCode
			preferredLanguage privacyProfile provisionedPlans securityComplianceNotificationMails
			securityComplianceNotificationPhones state street technicalNotificationMails
			telephoneNumber=businessPhones:single tenantType verifiedDomains=verifiedDomains:verifiedDomain`
	case SubscribedSku:
		return `accountId accountName appliesTo capabilityStatus consumedUnits prepaidUnits servicePlans skuId
			skuPartNumber subscriptionIds`
	case Domain:
		return `name=id authenticationType availabilityStatus isAdminManaged isDefault isInitial isRoot isVerified
			passwordNotificationWindowInDays passwordValidityPeriodInDays state supportedServices`
	case OAuth2PermissionGrant:
		return "clientId consentType principalId resourceId scope"
	case ExtensionProperty:
		return "appDisplayName dataType isSyncedFromOnPremises name targetObjects"
	}
	return ""
}

func otherLacks(t Type) string {
	switch t {
	case TenantDetail:
		return "createdDateTime defaultUsageLocation mobileDeviceManagementAuthority partnerTenantType"
	case Domain:
		return "manufacturer model"
	case ExtensionProperty:
		return "isMultiValued"
	}
	return ""
}

// recordTable gives the members of a complex type that have other names, and
// those that Microsoft Graph alone has.
func recordTable(name string) (known, lacks string) {
	switch name {
	case "assignedPlan":
		return "assignedTimestamp=assignedDateTime", ""
	case "verifiedDomain":
		return "default=isDefault initial=isInitial", ""
	case "preAuthorized":
		return "permissionIds=delegatedPermissionIds", ""
	case "keyCredential":
		return "startDate=startDateTime endDate=endDateTime value=key", "displayName"
	case "passwordCredential":
		return "startDate=startDateTime endDate=endDateTime value=secretText", "displayName hint"
	}
	return "", ""
}
