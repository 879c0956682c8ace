package graph_test

import "testing"

const locationSet = "/identity/conditionalAccess/namedLocations"

func TestNamedLocations(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	ip := s.must(201, "POST", locationSet, `{"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"Office","isTrusted":true,"ipRanges":[
		{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"8.8.8.8/32"},
		{"@odata.type":"#microsoft.graph.iPv6CidrRange","cidrAddress":"2001:4860:4860::8888/128"}]}`).id()
	country := s.must(201, "POST", locationSet, `{"@odata.type":"#microsoft.graph.countryNamedLocation","displayName":"Home","countriesAndRegions":["US","GB"]}`).id()
	typed := `{"@odata.type":"#microsoft.graph.ipNamedLocation",`
	s.run([]step{
		{"GET", locationSet, "", nil, 200, []string{ip, country, "#microsoft.graph.ipNamedLocation", "#microsoft.graph.countryNamedLocation"}},
		{"GET", locationSet + "/" + ip, "", nil, 200, []string{`"cidrAddress":"8.8.8.8/32"`, `"isTrusted":true`, `"createdDateTime":"2`}},
		{"GET", locationSet + "/" + country, "", nil, 200, []string{`"countryLookupMethod":"clientIpAddress"`, `"includeUnknownCountriesAndRegions":false`}},
		{"GET", locationSet + "?$filter=displayName eq 'Home'", "", nil, 200, []string{country, "!" + ip}},
		{"POST", locationSet, `{"displayName":"Nowhere"}`, nil, 400, nil},
		{"POST", locationSet, typed + `"displayName":"Nowhere","ipRanges":[]}`, nil, 400, []string{`"target":"ipRanges"`}},
		{"POST", locationSet, typed + `"displayName":"Wrong","ipRanges":[{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"8.8.8"}]}`, nil, 400, []string{`"target":"ipRanges"`}},
		{"POST", locationSet, `{"@odata.type":"#microsoft.graph.countryNamedLocation","displayName":"X","countriesAndRegions":["Elsewhere"]}`, nil, 400, []string{"countriesAndRegions"}},
		{"POST", locationSet, typed + `"displayName":"Untyped","ipRanges":[{"cidrAddress":"10.0.0.0/8"},{"cidrAddress":"fc00::/7"}]}`, nil, 201, []string{`{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"10.0.0.0/8"}`, "iPv6CidrRange"}},
		{"PATCH", locationSet + "/" + country, `{"@odata.type":"#microsoft.graph.countryNamedLocation","includeUnknownCountriesAndRegions":true}`, nil, 204, nil},
		{"GET", locationSet + "/" + country, "", nil, 200, []string{`"includeUnknownCountriesAndRegions":true`, `"countriesAndRegions":["US","GB"]`}},
		{"DELETE", locationSet + "/" + ip, "", nil, 400, []string{"trusted"}},
		{"PATCH", locationSet + "/" + ip, typed + `"isTrusted":false}`, nil, 204, nil},
		{"DELETE", locationSet + "/" + ip, "", nil, 204, nil},
		{"GET", locationSet + "/" + ip, "", nil, 404, []string{`"code":"ResourceNotFound"`}},
		{"DELETE", locationSet + "/" + country, "", nil, 204, nil},
	})
}

func TestDomains(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	const at = "/domains/contoso.com"
	newUser := func(upn string) string {
		return `{"accountEnabled":true,"displayName":"Kim","mailNickname":"kim","userPrincipalName":"` + upn + `","passwordProfile":{"password":"` + longPassword + `"}}`
	}
	s.run([]step{
		{"POST", "/domains", `{"id":"Contoso.com"}`, nil, 201, []string{`"id":"contoso.com"`, `"isVerified":false`, `"isRoot":true`, `"authenticationType":"Managed"`}},
		{"POST", "/domains", `{"id":"contoso.com"}`, nil, 400, []string{conflicting}},
		{"POST", "/domains", `{"id":"no domain"}`, nil, 400, []string{`"target":"id"`}},
		{"POST", "/users", newUser("kim@contoso.com"), nil, 400, []string{"domain portion"}},
		{"PATCH", at, `{"isDefault":true}`, nil, 400, []string{"not verified"}},
		{"GET", at + "/verificationDnsRecords", "", nil, 200, []string{"#microsoft.graph.domainDnsTxtRecord", `"text":"MS=ms`, `"recordType":"Mx"`}},
		{"GET", at + "/serviceConfigurationRecords", "", nil, 200, []string{`"value":[]`}},
		{"POST", at + "/verify", "", nil, 200, []string{`"isVerified":true`}},
		{"GET", at + "/serviceConfigurationRecords", "", nil, 200, []string{"contoso-com.mail.protection.outlook.com"}},
		{"GET", "/organization", "", nil, 200, []string{`"name":"contoso.com"`}},
		{"POST", "/domains", `{"id":"eu.contoso.com"}`, nil, 201, []string{`"isVerified":true`, `"isRoot":false`}},
		{"POST", "/domains/eu.contoso.com/promote", "", nil, 200, []string{`"value":true`}},
		{"POST", "/users", newUser("kim@contoso.com"), nil, 201, nil},
		{"POST", "/invitations", `{"invitedUserEmailAddress":"guest@contoso.com","inviteRedirectUrl":"https://myapp.contoso.com"}`, nil, 201, nil},
		{"PATCH", at, `{"isDefault":true}`, nil, 204, nil},
		{"GET", "/domains/contoso.onmicrosoft.com", "", nil, 200, []string{`"isDefault":false`}},
		{"DELETE", at, "", nil, 400, []string{"default domain"}},
		{"PATCH", "/domains/contoso.onmicrosoft.com", `{"isDefault":true}`, nil, 204, nil},
		{"GET", at + "/domainNameReferences", "", nil, 200, []string{`"userPrincipalName":"kim@contoso.com"`}},
		{"GET", at + "/domainNameReferences/microsoft.graph.group", "", nil, 200, []string{`"value":[]`}},
		{"DELETE", at, "", nil, 400, []string{"1 objects refer to it"}},
		{"POST", at + "/forceDelete", `{"disableUserAccounts":true}`, nil, 204, nil},
		{"GET", at, "", nil, 404, nil},
		{"GET", "/users/kim@contoso.onmicrosoft.com?$select=accountEnabled", "", nil, 200, []string{`"accountEnabled":false`}},
		{"GET", "/organization", "", nil, 200, []string{`!"name":"contoso.com"`}},
		{"DELETE", "/domains/contoso.onmicrosoft.com", "", nil, 400, []string{"initial domain"}},
		{"PATCH", "/domains/contoso.onmicrosoft.com", `{"isVerified":false}`, nil, 400, []string{"read-only"}},
	})
}

func TestOrganization(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	at := "/organization/" + s.must(200, "GET", "/organization", "").values("id")[0]
	s.run([]step{
		{"PATCH", at, `{"marketingNotificationEmails":["news@contoso.com"],"technicalNotificationMails":[]}`, nil, 204, nil},
		{"GET", at, "", nil, 200, []string{`"marketingNotificationEmails":["news@contoso.com"]`, `"technicalNotificationMails":[]`}},
		{"PATCH", at, `{"displayName":"Fabrikam"}`, nil, 400, []string{"read-only"}},
		{"POST", "/organization", `{"displayName":"Fabrikam"}`, nil, 405, nil},
		{"DELETE", at, "", nil, 405, nil},
	})
}

func TestDevices(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee")
	const device = "4c299165-6e8f-4b45-a5ba-c5d250a707ff"
	id := s.must(201, "POST", "/devices", `{"accountEnabled":false,"alternativeSecurityIds":[{"type":2,"key":"base64Y3YxN2E1MWFlYw=="}],
		"deviceId":"`+device+`","displayName":"Test device","operatingSystem":"linux","operatingSystemVersion":"1"}`).id()
	s.run([]step{
		{"POST", "/devices", `{"displayName":"Nothing"}`, nil, 400, nil},
		{"GET", "/devices(deviceId='" + device + "')", "", nil, 200, []string{id, `"displayName":"Test device"`}},
		{"PATCH", "/devices/" + id, `{"accountEnabled":true}`, nil, 204, nil},
		{"POST", "/devices/" + id + "/registeredOwners/$ref", reference(lee), nil, 204, nil},
		{"GET", "/users/" + lee + "/ownedDevices", "", nil, 200, []string{id}},
		{"GET", "/users/" + lee + "/registeredDevices", "", nil, 200, []string{`"value":[]`}},
		{"DELETE", "/devices/" + id + "/registeredOwners/" + lee + "/$ref", "", nil, 204, nil},
		{"DELETE", "/devices/" + id, "", nil, 204, nil},
		{"GET", "/contacts", "", nil, 200, []string{`"value":[]`}},
		{"POST", "/contacts", `{}`, nil, 405, nil},
	})
}
