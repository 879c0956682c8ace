package permission

// people are the rows of users and groups.
func people() []section {
	return []section{
		{areaUser, userRows()}, {areaUser, userPropertyRows()}, {areaPassword, passwordRows()}, {areaLicense, userLicenseRows()},
		{areaSelf, selfRows()}, {areaGroup, groupRows()}, {areaGroup, memberRows()}, {areaLicense, groupLicenseRows()},
		{areaUser, directoryObjectRows()}, {areaInvitation, invitationRows()},
	}
}

// memberships allow to ask what an object is a member of.
const memberships = "Application.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All"

func userRows() []row {
	const read = "User.Read.All Directory.Read.All"
	const write = "User.ReadWrite.All Directory.ReadWrite.All"
	return []row{
		{"GET", "/users", "User.ReadBasic.All User.Read.All Directory.Read.All", ""},
		{"POST", "/users", write, ""},
		{"GET", "/users/delta", read, ""},
		{"GET", "/users/{id}", "User.ReadBasic.All User.Read.All Directory.Read.All", ""},
		{"PATCH", "/users/{id}", write, ""},
		{"DELETE", "/users/{id}", "User.DeleteRestore.All User.ReadWrite.All", ""},
		{"GET", "/users/{id}/manager", read, ""},
		{"PUT DELETE", "/users/{id}/manager/$ref", write, ""},
		{"GET", "/users/{id}/directReports", read, ""},
		{"GET", "/users/{id}/transitiveReports", read, ""},
		{"GET", "/users/{id}/memberOf", "GroupMember.ReadBasic.All Group.ReadBasic.All Directory.Read.All", ""},
		{"GET", "/users/{id}/transitiveMemberOf", "User.Read.All Directory.Read.All Group.Read.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All", ""},
		{"GET", "/users/{id}/ownedObjects", read, ""},
		{"GET", "/users/{id}/createdObjects", read, ""},
		{"GET", "/users/{id}/ownedDevices", read, ""},
		{"GET", "/users/{id}/registeredDevices", read, ""},
		{"GET", "/users/{id}/scopedRoleMemberOf", "Directory.Read.All", ""},
		{"GET", "/users/{id}/photo", "ProfilePhoto.Read.All User.ReadBasic.All", ""},
		{"PUT PATCH DELETE", "/users/{id}/photo", "ProfilePhoto.ReadWrite.All User.ReadWrite.All", "ProfilePhoto.ReadWrite.All"},
		{"GET", "/users/{id}/photos", "ProfilePhoto.Read.All User.ReadBasic.All", ""},
		// Not in the list; as revoking sessions (unverified).
		{"POST", "/users/{id}/retryServiceProvisioning", write, ""},
	}
}

// userPropertyRows are properties that have permissions of their own, or that
// are sensitive. These templates are ours, for a PATCH of the user that sets
// the property ("Update user", section "Permissions for specific scenarios").
func userPropertyRows() []row {
	const write = " User.ReadWrite.All Directory.ReadWrite.All"
	return []row{
		{"PATCH", "/users/{id}/accountEnabled", "User.EnableDisableAccount.All+User.Read.All" + write, ""},
		{"PATCH", "/users/{id}/businessPhones", "User-Phone.ReadWrite.All" + write, ""},
		{"PATCH", "/users/{id}/mobilePhone", "User-Phone.ReadWrite.All" + write, ""},
		{"PATCH", "/users/{id}/otherMails", "User-Mail.ReadWrite.All" + write, ""},
		{"PATCH", "/users/{id}/identities", "User.ManageIdentities.All", ""},
		{"PATCH", "/users/{id}/onPremisesImmutableId", write, ""},
		{"PATCH", "/users/{id}/userPrincipalName", write, ""},
	}
}

// passwordRows change how a user signs in. The template of the first is ours
// as above; for passwords "Update user" asks for this permission, or
// User.ReadWrite.All with a directory role.
func passwordRows() []row {
	return []row{
		{"PATCH", "/users/{id}/passwordProfile", "User-PasswordProfile.ReadWrite.All", ""},
		{"POST", "/users/{id}/revokeSignInSessions", "User.RevokeSessions.All User.ReadWrite.All Directory.ReadWrite.All", ""},
		{"POST", "/users/{id}/invalidateAllRefreshTokens", "User.RevokeSessions.All", "User.RevokeSessions.All Directory.ReadWrite.All"},
	}
}

func userLicenseRows() []row {
	return []row{
		{"GET", "/users/{id}/licenseDetails", "LicenseAssignment.Read.All User.Read.All Directory.Read.All", ""},
		{"POST", "/users/{id}/assignLicense", "LicenseAssignment.ReadWrite.All User.ReadWrite.All Directory.ReadWrite.All", ""},
		{"POST", "/users/{id}/reprocessLicenseAssignment", "User.ReadWrite.All Directory.ReadWrite.All", ""},
	}
}

// selfRows are what a user does to itself, at /me or at /users with its own
// key. What is not here is asked of /users/{id}.
func selfRows() []row {
	const read = "User.Read User.Read.All Directory.Read.All"
	return []row{
		{"GET", "/me", "-", "User.Read User.ReadBasic.All User.Read.All Directory.Read.All"},
		{"PATCH", "/me", "-", "User.ReadWrite User.ReadWrite.All Directory.ReadWrite.All"}, // "Update user"
		{"GET", "/me/manager", "-", "User.Read.All Directory.Read.All"},
		{"GET", "/me/directReports", "-", read},
		{"GET", "/me/memberOf", "-", "User.Read GroupMember.ReadBasic.All Group.ReadBasic.All Directory.Read.All"},
		{"GET", "/me/transitiveMemberOf", "-", "User.Read GroupMember.ReadBasic.All Group.ReadBasic.All User.Read.All Directory.Read.All"},
		{"GET", "/me/ownedObjects", "-", read},
		{"GET", "/me/createdObjects", "-", read},
		{"GET", "/me/licenseDetails", "-", "LicenseAssignment.Read.All User.Read User.Read.All Directory.Read.All"},
		{"POST", "/me/checkMemberGroups", "-", memberships},
		{"POST", "/me/checkMemberObjects", "-", "User.Read " + memberships},
		{"POST", "/me/getMemberGroups", "-", memberships},
		{"POST", "/me/getMemberObjects", "-", "User.Read " + memberships},
		{"POST", "/me/revokeSignInSessions", "-", "User.RevokeSessions.All User.ReadWrite.All Directory.ReadWrite.All"},
		{"POST", "/me/changePassword", "-", "User-PasswordProfile.ReadWrite.All"},
		{"GET", "/me/photo", "-", "User.Read ProfilePhoto.Read.All User.ReadBasic.All"},
		{"PUT PATCH DELETE", "/me/photo", "-", "User.ReadWrite ProfilePhoto.ReadWrite.All"},
		{"GET", "/me/photos", "-", "User.Read ProfilePhoto.Read.All User.ReadBasic.All"},
	}
}

func groupRows() []row {
	const read = "Group.ReadBasic.All GroupMember.Read.All Group.Read.All Directory.Read.All"
	const write = "Group.ReadWrite.All Directory.ReadWrite.All"
	return []row{
		{"GET", "/groups", read, ""},
		{"POST", "/groups", "Group.Create Group.ReadWrite.All Directory.ReadWrite.All", "Group.ReadWrite.All Directory.ReadWrite.All"},
		{"GET", "/groups/delta", read, ""},
		{"GET", "/groups/{id}", read, ""},
		{"PATCH", "/groups/{id}", write, ""},
		{"DELETE", "/groups/{id}", "Group.ReadWrite.All", ""},
		{"POST", "/groups/{id}/renew", write, ""},
		{"POST", "/groups/{id}/validateProperties", "Group.Read.All", ""},
		{"GET", "/groups/{id}/permissionGrants", "GroupMember.Read.All Group.Read.All", ""},
		{"GET", "/groups/{id}/photo", "ProfilePhoto.Read.All Group.Read.All", ""},
		{"PUT PATCH DELETE", "/groups/{id}/photo", "ProfilePhoto.ReadWrite.All Group.ReadWrite.All", ""},
	}
}

func memberRows() []row {
	const read = "GroupMember.ReadBasic.All Group.ReadBasic.All GroupMember.Read.All Group.Read.All Directory.Read.All"
	return []row{
		{"GET", "/groups/{id}/members", read, ""},
		{"POST", "/groups/{id}/members/$ref", "GroupMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All", ""}, // "Add members"
		{"DELETE", "/groups/{id}/members/{id}/$ref", "GroupMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All", ""},
		{"GET", "/groups/{id}/transitiveMembers", read, ""},
		{"GET", "/groups/{id}/memberOf", read, ""},
		{"GET", "/groups/{id}/transitiveMemberOf", "GroupMember.ReadBasic.All Group.ReadBasic.All Directory.Read.All", ""},
		{"GET", "/groups/{id}/owners", "GroupMember.Read.All Group.Read.All Directory.Read.All", ""},
		{"POST", "/groups/{id}/owners/$ref", "Group.ReadWrite.All Directory.ReadWrite.All", ""},
		{"DELETE", "/groups/{id}/owners/{id}/$ref", "Group.ReadWrite.All Directory.ReadWrite.All", ""},
	}
}

func groupLicenseRows() []row {
	return []row{
		{"POST", "/groups/{id}/assignLicense", "LicenseAssignment.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All", ""},
		// Not in the list; "List membersWithLicenseErrors".
		{"GET", "/groups/{id}/membersWithLicenseErrors", "GroupMember.Read.All Group.Read.All Directory.Read.All", ""},
	}
}

func directoryObjectRows() []row {
	return []row{
		// Not in the list: any object, as one of them.
		{"GET", "/directoryObjects", "Directory.Read.All", ""},
		{"GET", "/directoryObjects/delta", "Directory.Read.All", ""},
		{"GET", "/directoryObjects/{id}", "Directory.Read.All", ""},
		{"POST", "/directoryObjects/getByIds", "Directory.Read.All", ""},
		{"POST", "/directoryObjects/validateProperties", "Group.Read.All Directory.Read.All", ""},
		{"POST", "/directoryObjects/getAvailableExtensionProperties", "Directory.Read.All", ""},
		{"POST", "/directoryObjects/{id}/checkMemberGroups", memberships, ""},
		{"POST", "/directoryObjects/{id}/checkMemberObjects", memberships, ""},
		{"POST", "/directoryObjects/{id}/getMemberGroups", memberships, ""},
		{"POST", "/directoryObjects/{id}/getMemberObjects", memberships, ""},
	}
}

func invitationRows() []row {
	return []row{{"POST", "/invitations", "User.Invite.All User.ReadWrite.All Directory.ReadWrite.All", ""}}
}
