package aadgraph_test

import (
	"testing"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// BenchmarkToCanonical translates a user of the size that the service gives.
func BenchmarkToCanonical(b *testing.B) {
	o, err := odata.ParseObject([]byte(`{"odata.type":"Microsoft.DirectoryServices.User","objectType":"User","objectId":"13addec1-c5ae-47f5-a1fe-202be14b1570",
		"deletionTimestamp":null,"accountEnabled":true,"signInNames":[],"assignedLicenses":[],"assignedPlans":[],"city":"Tulsa","country":"United States",
		"creationType":null,"department":"Sales","dirSyncEnabled":null,"displayName":"Garth Fort","facsimileTelephoneNumber":null,"givenName":"Garth",
		"immutableId":null,"jobTitle":"Manager","lastDirSyncTime":null,"mail":"g@contoso.com","mailNickname":"g","mobile":null,"otherMails":[],
		"passwordPolicies":"None","passwordProfile":null,"physicalDeliveryOfficeName":"20/1101","postalCode":"74133","preferredLanguage":"en-US",
		"provisionedPlans":[],"provisioningErrors":[],"proxyAddresses":["SMTP:g@contoso.com"],"sipProxyAddress":null,"state":"OK",
		"streetAddress":"7633 E","surname":"Fort","telephoneNumber":"+1","usageLocation":"US","userPrincipalName":"g@contoso.com","userType":"Member"}`))
	if err != nil {
		b.Fatal(err)
	}
	var t aadgraph.Translator
	b.ReportAllocs()
	for b.Loop() {
		t.ToCanonical(aadgraph.User, o)
	}
}
