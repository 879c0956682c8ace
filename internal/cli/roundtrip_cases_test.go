package cli_test

import "fmt"

// roundTrip is an object that uses every property of its type.
type roundTrip struct {
	noun, typ, set string
	file           string // of testdata/roundtrip
	name           string // its display name
	text           string // of the file
	// without are the properties that the document has not, each with the reason.
	without map[string]string
	// made are those that the directory makes anew with a new object.
	made []string
	// each changes a value of each complex type within, one after the other.
	each []change
}

// change is a change of a document, of one value of a complex type, and the
// body that it sends.
type change struct{ typ, old, new, sends string }

// byDirectory is the reason of what is read-only, as the model must have it.
const byDirectory = "the directory alone sets it"

func roundTrips() []roundTrip {
	const (
		credential = "credentials have commands of their own (app addkey, app addpassword)"
		ofKey      = "it goes with a certificate"
		ofApp      = "the directory makes it from the app"
	)
	return []roundTrip{
		{
			noun: "app", typ: "application", set: "applications", file: "application.yaml", name: "Everything",
			without: map[string]string{
				"id": byDirectory, "deletedDateTime": byDirectory, "appId": byDirectory, "applicationTemplateId": byDirectory,
				"certification": byDirectory, "createdByAppId": byDirectory, "createdDateTime": byDirectory,
				"disabledByMicrosoftStatus": byDirectory, "publisherDomain": byDirectory, "verifiedPublisher": byDirectory,
				"info/logoUrl": byDirectory, "appRoles/origin": byDirectory, "api/oauth2PermissionScopes/origin": byDirectory,
				"logo":           "it is a picture",
				"keyCredentials": credential, "passwordCredentials": credential, "tokenEncryptionKeyId": ofKey,
			},
			made: []string{"id", "appId", "createdDateTime"},
			each: applicationChanges(),
		},
		{
			noun: "sp", typ: "servicePrincipal", set: "servicePrincipals", file: "service_principal.yaml", name: "Everything at work",
			without: map[string]string{
				"id": byDirectory, "deletedDateTime": byDirectory, "appDescription": byDirectory, "appDisplayName": byDirectory,
				"applicationTemplateId": byDirectory, "appOwnerOrganizationId": byDirectory, "createdByAppId": byDirectory,
				"disabledByMicrosoftStatus": byDirectory, "servicePrincipalType": byDirectory,
				"signInAudience": byDirectory, "verifiedPublisher": byDirectory, "resourceSpecificApplicationPermissions": byDirectory,
				"keyCredentials": credential, "passwordCredentials": credential,
				"tokenEncryptionKeyId": ofKey, "preferredTokenSigningKeyThumbprint": ofKey,
				"appRoles": ofApp, "oauth2PermissionScopes": ofApp, "info": ofApp, "servicePrincipalNames": ofApp, "replyUrls": ofApp,
				"customSecurityAttributes": "it takes a permission of its own to read them",
			},
			made: []string{"id"},
			each: []change{
				{"addIn", "type: FileHandler", "type: Other", `{"addIns":[{"id":"22222222-2222-2222-2222-222222222222","properties":[{"key":"exampleKey","value":"a: b"}],"type":"Other"}]}`},
				{"keyValue", `value: "a: b"`, "value: c", `{"addIns":[{"id":"22222222-2222-2222-2222-222222222222","properties":[{"key":"exampleKey","value":"c"}],"type":"Other"}]}`},
				{"samlSingleSignOnSettings", "/relay", "/other", `{"samlSingleSignOnSettings":{"relayState":"https://contoso.com/other"}}`},
			},
		},
	}
}

func applicationChanges() []change {
	const (
		someone = "33333333-3333-3333-3333-333333333333"
		other   = "55555555-5555-5555-5555-555555555555"
		addIn   = `{"addIns":[{"id":"22222222-2222-2222-2222-222222222222","properties":[{"key":"exampleKey","value":"%s"}],"type":"Other"}]}`
		scope   = `{"id":"44444444-4444-4444-4444-444444444444","adminConsentDescription":"Reads all","adminConsentDisplayName":"Read payslips","isEnabled":true,"type":"User","userConsentDescription":"Reads yours","userConsentDisplayName":"Read your payslips","value":"Payslip.Read"}`
		roles   = `{"id":"11111111-1111-1111-1111-111111111111","allowedMemberTypes":["User","Application"],"description":"Reads","displayName":"Read it","isEnabled":true,"value":"Pay.Read"},{"id":"11111111-1111-1111-1111-111111111112","allowedMemberTypes":["User"],"description":"Is off","displayName":"Off","isEnabled":false,"value":"Pay.Off"}`
		access  = `{"requiredResourceAccess":[{"resourceAppId":"%s","resourceAccess":[{"id":"311a71cc-e848-46a1-bdf8-97ff7156d8e6","type":"Scope"},{"id":"%s","type":"Role"}]}]}`
	)
	graph, role := "00000003-0000-0000-c000-000000000000", "df021288-bdef-4463-88db-98f22de89214"
	return []change{
		{"addIn", "type: FileHandler", "type: Other", fmt.Sprintf(addIn, "a: b")},
		{"keyValue", `value: "a: b"`, "value: c", fmt.Sprintf(addIn, "c")},
		{"apiApplication", "acceptMappedClaims: true", "acceptMappedClaims: false", `{"api":{"acceptMappedClaims":false}}`},
		{"permissionScope", "Lets the app read payslips", "Reads all", `{"api":{"oauth2PermissionScopes":[` + scope + `]}}`},
		{"preAuthorizedApplication", "- appId: " + someone, "- appId: " + other, `{"api":{"preAuthorizedApplications":[{"appId":"` + other + `","delegatedPermissionIds":["44444444-4444-4444-4444-444444444444"]}]}}`},
		{"appRole", "displayName: Read\n", "displayName: Read it\n", `{"appRoles":[` + roles + `]}`},
		{"authenticationBehaviors", "requireClientServicePrincipal: false", "requireClientServicePrincipal: true", `{"authenticationBehaviors":{"requireClientServicePrincipal":true}}`},
		{"informationalUrl", "contoso.com/m\n", "contoso.com/n\n", `{"info":{"marketingUrl":"https://contoso.com/n"}}`},
		{"optionalClaims", "  saml2Token:\n    - name: groups\n      additionalProperties:\n        - sam_account_name\n      essential: false\n      source: user\n", "  saml2Token:\n    - name: upn\n      essential: false\n", `{"optionalClaims":{"saml2Token":[{"name":"upn","essential":false}]}}`},
		{"optionalClaim", "essential: true\n      source: user\n", "essential: true\n", `{"optionalClaims":{"idToken":[{"name":"email","additionalProperties":["x"],"essential":true}]}}`},
		{"parentalControlSettings", "- GB", "- FR", `{"parentalControlSettings":{"countriesBlockedForMinors":["US","FR"]}}`},
		{"publicClientApplication", "myapp://auth", "myapp://in", `{"publicClient":{"redirectUris":["myapp://in"]}}`},
		{"requestSignatureVerification", "isSignedRequestRequired: true", "isSignedRequestRequired: false", `{"requestSignatureVerification":{"isSignedRequestRequired":false}}`},
		{"requiredResourceAccess", "resourceAppId: " + graph, "resourceAppId: " + other, fmt.Sprintf(access, other, role)},
		{"resourceAccess", "id: " + role, "id: " + someone, fmt.Sprintf(access, other, someone)},
		{"servicePrincipalLockConfiguration", "credentialsWithUsageSign: true", "credentialsWithUsageSign: false", `{"servicePrincipalLockConfiguration":{"credentialsWithUsageSign":false}}`},
		{"spaApplication", "https://spa.", "https://app.", `{"spa":{"redirectUris":["https://app.contoso.com"]}}`},
		{"webApplication", "homePageUrl: https://contoso.com\n", "homePageUrl: https://contoso.com/home\n", `{"web":{"homePageUrl":"https://contoso.com/home"}}`},
		{"implicitGrantSettings", "enableIdTokenIssuance: true", "enableIdTokenIssuance: false", `{"web":{"implicitGrantSettings":{"enableAccessTokenIssuance":true,"enableIdTokenIssuance":false}}}`},
		{"redirectUriSettings", "index: 1", "index: 2", `{"web":{"redirectUriSettings":[{"uri":"https://contoso.com/in","index":2}]}}`},
	}
}
