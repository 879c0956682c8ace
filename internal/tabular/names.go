package tabular

// alias is a heading of a template, squeezed (see squeeze), and the property
// that it stands for.
type alias struct {
	heading, path string
	negated       bool   // the column says the opposite of the property
	policy        string // a yes puts this word into passwordPolicies
}

// portalNames are names in brackets in the Entra portal's bulk templates
// that differ from Graph's: those of Azure AD Graph.
func portalNames() []alias {
	return []alias{
		{heading: "physicaldeliveryofficename", path: "officeLocation"},
		{heading: "telephonenumber", path: "businessPhones"},
		{heading: "mobile", path: "mobilePhone"},
		{heading: "facsimiletelephonenumber", path: "faxNumber"},
		{heading: "passwordprofile", path: pathPassword},
		{heading: "accountenabled", path: "accountEnabled", negated: true},
	}
}

// userNames are the headings of the Microsoft 365 admin centre's template
// and of Get-MsolUser | Export-Csv (reference/msonline-msoluser-api.txt) that
// are not Graph's names.
func userNames() []alias {
	return []alias{
		{heading: "username", path: "userPrincipalName"},
		{heading: "firstname", path: "givenName"},
		{heading: "lastname", path: "surname"},
		{heading: "title", path: "jobTitle"},
		{heading: "office", path: "officeLocation"},
		{heading: "officenumber", path: "officeLocation"},
		{heading: "officephone", path: "businessPhones"},
		{heading: "phonenumber", path: "businessPhones"},
		{heading: "fax", path: "faxNumber"},
		{heading: "alternateemailaddress", path: "otherMails"},
		{heading: "alternateemailaddresses", path: "otherMails"},
		{heading: "address", path: "streetAddress"},
		{heading: "stateorprovince", path: "state"},
		{heading: "ziporpostalcode", path: "postalCode"},
		{heading: "countryorregion", path: "country"},
		{heading: "immutableid", path: "onPremisesImmutableId"},
		{heading: "blockcredential", path: "accountEnabled", negated: true},
		{heading: "password", path: pathPassword},
		{heading: "passwordprofile", path: pathPassword},
		{heading: "forcechangepassword", path: "passwordProfile/forceChangePasswordNextSignIn"},
		{heading: "passwordneverexpires", path: pathPolicies, policy: "DisablePasswordExpiration"},
		{heading: "strongpasswordrequired", path: pathPolicies, negated: true, policy: "DisableStrongPassword"},
	}
}

// userPassedOver are the columns of Get-MsolUser | Export-Csv and of the
// admin centre's export that Graph has no writable property for.
func userPassedOver() []string {
	return []string{
		"alternatemobilephones", "alternativesecurityids", "cloudexchangerecipientdisplaytype",
		"dirsyncenabled", "dirsyncprovisioningerrors", "errors", "extensiondata",
		"indirectlicenseerrors", "isblackberryuser", "islicensed", "lastdirsynctime",
		"lastpasswordchangetimestamp", "licenseassignment", "licenseassignmentdetails", "licenseoptions",
		"licensereconciliationneeded", "licenses", "liveid", "msexchrecipienttypedetails",
		"msrtcsipdeploymentlocator", "msrtcsipprimaryuseraddress", "oathtokenmetadata", "objectid",
		"overallprovisioningstatus", "passwordresetnotrequiredduringactivate", "portalsettings",
		"releasetrack", "serviceinformation", "signinname", "softdeletiontimestamp",
		"strongauthenticationmethods", "strongauthenticationphoneappdetails",
		"strongauthenticationproofuptime", "strongauthenticationrequirements",
		"strongauthenticationuserdetails", "stsrefreshtokensvalidfrom", "tenantid",
		"userlandingpageidentifierforo365shell", "userthemeidentifierforo365shell",
		"validationstatus", "whencreated",
	}
}

const (
	pathPassword = "passwordProfile/password"
	pathPolicies = "passwordPolicies"
	pathType     = "groupType" // a column, not a property
)

// required are the columns that a file of the kind must have and in which a
// row must have a value; the last is (the end of) the key.
func required(k Kind) []string {
	switch k {
	case Groups:
		return []string{"displayName", "mailNickname"}
	case Members:
		return []string{"group", "member"}
	}
	return []string{"displayName", "userPrincipalName"}
}
