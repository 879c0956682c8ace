package aadgraph_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// aGroup is a group of the samples of getObjectsByObjectIds, with the
// properties that they show.
func aGroup(id, name string) string {
	return `{"odata.type":"Microsoft.DirectoryServices.Group","objectType":"Group","objectId":"` + id + `","deletionTimestamp":null,
		"description":null,"dirSyncEnabled":null,"displayName":"` + name + `","lastDirSyncTime":null,"mail":null,"mailNickname":"` + name + `",
		"mailEnabled":false,"onPremisesDomainName":null,"onPremisesNetBiosName":null,"onPremisesSamAccountName":null,
		"onPremisesSecurityIdentifier":null,"provisioningErrors":[],"proxyAddresses":[],"securityEnabled":true}`
}

func TestObjectsByIDs(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	marketing, engineering, lee, ann := s.group("marketing"), s.group("engineering"), s.user("lee"), s.contact("ann")
	const of = `{"odata.metadata":"` + root + `/$metadata#directoryObjects","value":[`
	both := `{"objectIds":["` + marketing + `","` + unknownID + `","` + engineering + `","` + lee + `"]`
	list := of + aGroup(marketing, "marketing") + "," + aGroup(engineering, "engineering") + "]}"
	s.answers([]call{
		{"by type", "POST", "/getObjectsByObjectIds", both + `,"types":["group"]}`, 200, list},
		{"in capitals", "POST", "/getObjectsByObjectIds", both + `,"types":["GROUP","Contact"]}`, 200, list},
		{"none there", "POST", "/getObjectsByObjectIds", `{"objectIds":["` + unknownID + `"]}`, 200, of + `]}`},
		{"a type that is none", "POST", "/getObjectsByObjectIds", both + `,"types":["Wombat"]}`, 200, of + `]}`},
		{"a name of Microsoft Graph's", "POST", "/getObjectsByObjectIds", `{"objectIds":["` + ann + `"],"types":["orgContact"]}`, 200, of + `]}`},
	})
	every := s.must(200, "POST", "/getObjectsByObjectIds", `{"objectIds":["`+ann+`","`+lee+`","`+marketing+`","`+aadGraphID+`","`+adminID+`"]}`)
	types := every.values("objectType")
	slices.Sort(types)
	if !slices.Equal(types, []string{"Contact", "Group", "ServicePrincipal", "User", "User"}) {
		t.Errorf("types %v", types)
	}
	s.run([]step{
		{"POST", "/getObjectsByObjectIds", both + `,"types":["DirectoryObject"]}`, nil, 200, []string{lee, marketing, engineering}},
		{"POST", "/getObjectsByObjectIds", both + `,"types":[]}`, nil, 200, []string{lee, marketing, engineering}},
		{"POST", "/getObjectsByObjectIds", both + `,"types":["User"]}`, nil, 200, []string{lee, `"userPrincipalName":"lee@`, "!" + marketing}},
		{"POST", "/getObjectsByObjectIds", both + `,"types":"User"}`, nil, 400, []string{"Request_BadRequest", "types"}},
		{"POST", "/getObjectsByObjectIds", `{}`, nil, 400, []string{"Request_BadRequest", "objectIds"}},
		{"POST", "/getObjectsByObjectIds", `{"ids":["` + lee + `"]}`, nil, 400, []string{"objectIds"}},
		{"POST", "/getObjectsByObjectIds", `{"objectIds":[]}`, nil, 400, []string{"objectIds"}},
	})
}

func TestAvailableExtensionProperties(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	const of = `{"odata.metadata":"` + root + `/$metadata#directoryObjects","value":[`
	s.answers([]call{{"none", "POST", "/getAvailableExtensionProperties", "", 200, of + `]}`}})
	app, _ := s.application("SampleApp")
	made := s.must(201, "POST", "/applications/"+app+"/extensionProperties", `{"name":"skypeId","dataType":"String","targetObjects":["User"]}`)
	name, _ := made.get("name").(string)
	one := of + `{"odata.type":"Microsoft.DirectoryServices.ExtensionProperty","objectType":"ExtensionProperty","objectId":"` + made.id() + `",
		"deletionTimestamp":null,"appDisplayName":"SampleApp","name":"` + name + `","dataType":"String","isSyncedFromOnPremises":false,
		"targetObjects":["User"]}]}`
	s.answers([]call{
		{"all", "POST", "/getAvailableExtensionProperties", "", 200, one},
		{"all, by an empty object", "POST", "/getAvailableExtensionProperties", "{}", 200, one},
		{"not synced", "POST", "/getAvailableExtensionProperties", `{"isSyncedFromOnPremises":false}`, 200, one},
		{"synced", "POST", "/getAvailableExtensionProperties", `{"isSyncedFromOnPremises":true}`, 200, of + `]}`},
	})
	s.run([]step{{"POST", "/getAvailableExtensionProperties", `{"isSyncedFromOnPremises":"no"}`, nil, 400, []string{"isSyncedFromOnPremises"}}})
}

// The object id of a service principal is a list, whatever the metadata says.
func TestServicePrincipalsByAppID(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.answers([]call{{"object id", "GET", "/servicePrincipalsByAppId/" + aadGraphApp + "/objectId", "", 200,
		`{"odata.metadata":"` + root + `/$metadata#Edm.String","value":["` + aadGraphID + `"]}`}})
	s.run([]step{
		{"GET", "/servicePrincipalsByAppId/" + unknownID + "/objectId", "", nil, 404, []string{`"code":"Request_ResourceNotFound"`}},
		{"GET", "/servicePrincipalsByAppId/nonsense/objectId", "", nil, 404, nil},
	})
}

// An application by its object id and by its appId has the members of the
// samples.
func TestApplications(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Test App")
	want := map[string]any{
		"odata.type": "Microsoft.DirectoryServices.Application", "objectType": "Application", "objectId": id, "deletionTimestamp": nil,
		"addIns": []any{}, "allowActAsForAllClients": nil, "appBranding": nil, "appCategory": nil, "appData": nil, "appId": appID,
		"appMetadata": nil, "appRoles": []any{}, "availableToOtherTenants": true, "displayName": "Test App", "encryptedMsiApplicationSecret": nil,
		"errorUrl": nil, "groupMembershipClaims": nil, "homepage": nil, "identifierUris": []any{}, "keyCredentials": []any{},
		"knownClientApplications": []any{}, "logoUrl": nil, "logoutUrl": nil, "oauth2AllowImplicitFlow": false, "oauth2AllowUrlPathMatching": false,
		"oauth2Permissions": []any{}, "oauth2RequirePostResponse": false, "passwordCredentials": []any{}, "publicClient": nil,
		"recordConsentConditions": nil, "replyUrls": []any{}, "requiredResourceAccess": []any{}, "samlMetadataUrl": nil,
		"supportsConvergence": nil, "tokenEncryptionKeyId": nil,
	}
	for _, target := range []string{"/applications/" + id, "/applicationsByAppId/" + appID} {
		r := s.must(200, "GET", target, "")
		for name, value := range want {
			if got, ok := r.get().(map[string]any)[name]; !ok || !cmp.Equal(value, got) {
				t.Errorf("%s: %s is %v, want %v", target, name, got, value)
			}
		}
		if m, _ := r.get("odata.metadata").(string); m != root+"/$metadata#directoryObjects/Microsoft.DirectoryServices.Application/@Element" {
			t.Errorf("%s: odata.metadata %s", target, m)
		}
	}
	s.run([]step{
		{"GET", "/applications/" + unknownID, "", nil, 404, []string{`"code":"Request_ResourceNotFound"`}},
		{"GET", "/applicationsByAppId/" + unknownID, "", nil, 404, nil},
		{"GET", "/applicationsByAppId/" + id, "", nil, 404, nil},
		{"GET", "/applicationsByAppId", "", nil, 404, nil},
	})
}
