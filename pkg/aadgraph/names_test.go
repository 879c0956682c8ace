package aadgraph_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestToCanonical(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind            aadgraph.Type
		wire, canonical string
	}{
		{"", `{"odata.metadata":"m","odata.type":"Microsoft.DirectoryServices.User","objectType":"User","objectId":"1","deletionTimestamp":null,
			"mobile":"2","telephoneNumber":"3","physicalDeliveryOfficeName":"4","facsimileTelephoneNumber":"5","dirSyncEnabled":true,
			"lastDirSyncTime":"6","immutableId":"7","onPremisesSecurityIdentifier":"8","jobTitle":"9","signInNames":[],"isCompromised":null,
			"passwordProfile":{"password":"p","forceChangePasswordNextLogin":true},"extension_ab_x":1,
			"assignedPlans":[{"assignedTimestamp":"a","service":"exchange"}]}`,
			`{"@odata.context":"m","@odata.type":"#microsoft.graph.user","id":"1","deletedDateTime":null,
			"mobilePhone":"2","businessPhones":["3"],"officeLocation":"4","faxNumber":"5","onPremisesSyncEnabled":true,
			"onPremisesLastSyncDateTime":"6","onPremisesImmutableId":"7","onPremisesSecurityIdentifier":"8","jobTitle":"9","signInNames":[],"isCompromised":null,
			"passwordProfile":{"password":"p","forceChangePasswordNextSignIn":true},"extension_ab_x":1,
			"assignedPlans":[{"assignedDateTime":"a","service":"exchange"}]}`},
		{aadgraph.User, `{"telephoneNumber":null,"passwordProfile":null}`, `{"businessPhones":[],"passwordProfile":null}`},
		{"", `{"odata.type":"Microsoft.WindowsAzure.ActiveDirectory.Group","objectType":"Group","objectId":"g"}`, `{"@odata.type":"#microsoft.graph.group","id":"g"}`},
		{"", `{"odata.type":"Microsoft.DirectoryServices.Application","objectType":"Application","objectId":"o","availableToOtherTenants":true,"homepage":"h",
			"logoutUrl":"l","replyUrls":["r"],"publicClient":false,"oauth2AllowImplicitFlow":true,"oauth2Permissions":[{"id":"s"}],
			"knownClientApplications":[],"logoUrl":"u","informationalUrls":{"privacy":"p"},"groupMembershipClaims":"None",
			"keyCredentials":[{"customKeyIdentifier":"c","startDate":"a","endDate":"b","keyId":"k","value":null}],
			"passwordCredentials":[{"startDate":"a","value":null}]}`,
			`{"@odata.type":"#microsoft.graph.application","id":"o","signInAudience":"AzureADMultipleOrgs","web":{"homePageUrl":"h",
			"logoutUrl":"l","redirectUris":["r"],"implicitGrantSettings":{"enableAccessTokenIssuance":true}},"isFallbackPublicClient":false,
			"api":{"oauth2PermissionScopes":[{"id":"s"}],"knownClientApplications":[]},"info":{"logoUrl":"u","privacyStatementUrl":"p"},"groupMembershipClaims":"None",
			"keyCredentials":[{"customKeyIdentifier":"c","startDateTime":"a","endDateTime":"b","keyId":"k","key":null}],
			"passwordCredentials":[{"startDateTime":"a","secretText":null}]}`},
		{aadgraph.Application, `{"publicClient":true,"replyUrls":["r"]}`, `{"isFallbackPublicClient":true,"publicClient":{"redirectUris":["r"]}}`},
		{aadgraph.Application, `{"signInAudience":"AzureADMyOrg","availableToOtherTenants":true}`, `{"signInAudience":"AzureADMyOrg","availableToOtherTenants":true}`},
		{aadgraph.Contact, `{"objectId":"c","city":"Tulsa","country":null,"telephoneNumber":"1","mobile":"2"}`,
			`{"id":"c","addresses":[{"city":"Tulsa","countryOrRegion":null}],"phones":[{"type":"business","number":"1"},{"type":"mobile","number":"2"}]}`},
		{aadgraph.ServicePrincipal, `{"appOwnerTenantId":"t","oauth2Permissions":[],"homepage":"h"}`, `{"appOwnerOrganizationId":"t","oauth2PermissionScopes":[],"homepage":"h"}`},
		{"", `{"odata.type":"Microsoft.DirectoryServices.Device","objectType":"Device","deviceOSType":"Windows","approximateLastLogonTimestamp":"t","deviceTrustType":"x"}`,
			`{"@odata.type":"#microsoft.graph.device","operatingSystem":"Windows","approximateLastSignInDateTime":"t","trustType":"x"}`},
		{aadgraph.Domain, `{"name":"contoso.com","isVerified":true,"supportedServices":[]}`, `{"id":"contoso.com","isVerified":true,"supportedServices":[]}`},
		{"", `{"odata.type":"Microsoft.DirectoryServices.TenantDetail","objectType":"Company","objectId":"t","companyLastDirSyncTime":"l","verifiedDomains":[{"default":true,"initial":false,"name":"n"}]}`,
			`{"@odata.type":"#microsoft.graph.organization","id":"t","onPremisesLastSyncDateTime":"l","verifiedDomains":[{"isDefault":true,"isInitial":false,"name":"n"}]}`},
		{aadgraph.SubscribedSku, `{"objectId":"t_s","skuId":"s","prepaidUnits":{"enabled":1}}`, `{"id":"t_s","skuId":"s","prepaidUnits":{"enabled":1}}`},
		{"", `{"objectType":"Role","objectId":"r"}`, `{"objectType":"Role","id":"r"}`},
		{"", `{"odata.type":"Microsoft.DirectoryServices.Policy","objectId":"p","deletionTimestamp":null}`, `{"odata.type":"Microsoft.DirectoryServices.Policy","id":"p","deletedDateTime":null}`},
		{aadgraph.Group, `{"odata.type":"Microsoft.DirectoryServices.User","mobile":"2"}`, `{"@odata.type":"#microsoft.graph.user","mobilePhone":"2"}`},
	} {
		got := aadgraph.ToCanonical(tt.kind, object(t, tt.wire))
		if diff := cmp.Diff(decoded(t, tt.canonical), decoded(t, string(got.AppendJSON(nil)))); diff != "" {
			t.Errorf("%s: %s", tt.wire, diff)
		}
	}
	if aadgraph.ToCanonical(aadgraph.User, nil) != nil {
		t.Error("nothing becomes something")
	}
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

func TestFromCanonical(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind            aadgraph.Type
		canonical, wire string
	}{
		{aadgraph.User, `{"accountEnabled":true,"businessPhones":["1"],"passwordProfile":{"password":"p","forceChangePasswordNextSignIn":false}}`,
			`{"accountEnabled":true,"telephoneNumber":"1","passwordProfile":{"password":"p","forceChangePasswordNextLogin":false}}`},
		{aadgraph.User, `{"businessPhones":[],"officeLocation":null,"employeeType":null,"identities":[]}`, `{"telephoneNumber":null,"physicalDeliveryOfficeName":null}`},
		{aadgraph.User, `{"@odata.id":"x","@odata.etag":"y","displayName":"a"}`, `{"displayName":"a"}`},
		{"", `{"@odata.type":"#microsoft.graph.user","mobilePhone":"1"}`, `{"odata.type":"Microsoft.DirectoryServices.User","objectType":"User","mobile":"1"}`},
		{aadgraph.Group, `{"displayName":"g","groupTypes":[]}`, `{"displayName":"g"}`},
		{aadgraph.Application, `{"web":{},"api":null,"publicClient":{"redirectUris":[]},"spa":{"redirectUris":[]},"info":{}}`, `{"replyUrls":[]}`},
		{aadgraph.Application, `{"web":{"redirectUris":["a"],"implicitGrantSettings":null},"publicClient":{"redirectUris":[]}}`, `{"replyUrls":["a"]}`},
		{aadgraph.Application, `{"publicClient":{"redirectUris":["a"]},"web":{"redirectUris":[]},"isFallbackPublicClient":true}`, `{"replyUrls":["a"],"publicClient":true}`},
		{aadgraph.Application, `{"web":{"redirectUris":[]},"publicClient":{"redirectUris":["a"]},"isFallbackPublicClient":true}`, `{"replyUrls":["a"],"publicClient":true}`},
		{aadgraph.Application, `{"keyCredentials":[{"key":"k","displayName":null,"type":"AsymmetricX509Cert"}]}`, `{"keyCredentials":[{"value":"k","type":"AsymmetricX509Cert"}]}`},
		{aadgraph.Application, `{"signInAudience":"AzureADMyOrg"}`, `{"availableToOtherTenants":false}`},
		{aadgraph.Application, `{"signInAudience":"AzureADandPersonalMicrosoftAccount"}`, `{"signInAudience":"AzureADandPersonalMicrosoftAccount"}`},
		{aadgraph.Contact, `{"addresses":[],"phones":[]}`, `{}`},
	} {
		got, err := aadgraph.FromCanonical(tt.kind, object(t, tt.canonical))
		if err != nil {
			t.Errorf("%s: %v", tt.canonical, err)
			continue
		}
		if diff := cmp.Diff(decoded(t, tt.wire), decoded(t, string(got.AppendJSON(nil)))); diff != "" {
			t.Errorf("%s: %s", tt.canonical, diff)
		}
	}
}

func TestWhatAzureADGraphCannotHold(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind              aadgraph.Type
		canonical, target string
	}{
		{aadgraph.User, `{"employeeType":"x"}`, "employeeType"},
		{aadgraph.User, `{"businessPhones":["1","2"]}`, "businessPhones"},
		{aadgraph.User, `{"onPremisesExtensionAttributes":{"extensionAttribute1":"x"}}`, "onPremisesExtensionAttributes"},
		{aadgraph.User, `{"passwordProfile":{"password":"p","ofGraph":1}}`, ""},
		{aadgraph.Group, `{"groupTypes":["Unified"]}`, "groupTypes"},
		{aadgraph.Group, `{"members@odata.bind":["x"]}`, "members@odata.bind"},
		{aadgraph.Application, `{"spa":{"redirectUris":["x"]}}`, "spa"},
		{aadgraph.Application, `{"api":{"requestedAccessTokenVersion":2}}`, "api/requestedAccessTokenVersion"},
		{aadgraph.Application, `{"web":{"ofTheFuture":2}}`, "web/ofTheFuture"},
		{aadgraph.Application, `{"web":{"redirectUris":["a"]},"publicClient":{"redirectUris":["b"]},"isFallbackPublicClient":true}`, "publicClient/redirectUris"},
		{aadgraph.Application, `{"publicClient":{"redirectUris":["b"]}}`, "publicClient/redirectUris"},
		{aadgraph.Application, `{"web":{"redirectUris":["b"]},"isFallbackPublicClient":true}`, "web/redirectUris"},
		{aadgraph.Application, `{"keyCredentials":[{"keyId":"k"},{"displayName":"x"}]}`, "keyCredentials/displayName"},
		{aadgraph.Application, `{"passwordCredentials":[{"hint":"x"}]}`, "passwordCredentials/hint"},
		{aadgraph.Contact, `{"addresses":[{},{}]}`, "addresses"},
		{aadgraph.Contact, `{"addresses":[{"planet":"x"}]}`, "addresses/planet"},
		{aadgraph.Contact, `{"phones":[{"type":"home","number":"1"}]}`, "phones"},
		{aadgraph.Contact, `{"phones":[{"type":"mobile"},{"type":"mobile"}]}`, "phones"},
		{aadgraph.ServicePrincipal, `{"notes":"x"}`, "notes"},
		{aadgraph.TenantDetail, `{"defaultUsageLocation":"DE"}`, "defaultUsageLocation"},
	} {
		_, err := aadgraph.FromCanonical(tt.kind, object(t, tt.canonical))
		if tt.target == "" {
			if err != nil {
				t.Errorf("%s: %v", tt.canonical, err)
			}
			continue
		}
		e := wantKind(t, err, apierr.Unsupported)
		if e.Target != tt.target || e.Hint == "" {
			t.Errorf("%s: target %q, hint %q", tt.canonical, e.Target, e.Hint)
		}
	}
}

// TestSamplesOfTheReference has every object of the reference's samples there
// and back.
func TestSamplesOfTheReference(t *testing.T) {
	t.Parallel()
	const path = "/work/shared/reference/aad-graph-functions-actions.txt"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skip("the reference is not there: " + path)
	}
	n := 0
	for _, o := range samples(string(data)) {
		if aadgraph.TypeOf(o) == "" {
			continue
		}
		n++
		back, err := aadgraph.FromCanonical("", aadgraph.ToCanonical("", o))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(decoded(t, string(o.AppendJSON(nil))), decoded(t, string(back.AppendJSON(nil)))); diff != "" {
			t.Error(diff)
		}
	}
	if n < 6 {
		t.Errorf("only %d samples were found", n)
	}
}

// samples gives the objects that begin in a line of their own, and those in
// their lists.
func samples(text string) []*odata.Object {
	var all []*odata.Object
	for rest := text; ; {
		i := strings.Index(rest, "{\n\"odata.")
		if i < 0 {
			return all
		}
		rest = rest[i:]
		var raw json.RawMessage
		if json.NewDecoder(strings.NewReader(rest)).Decode(&raw) == nil {
			if o, err := odata.ParseObject(raw); err == nil {
				list, _ := o.Raw("value")
				inner, _ := odata.ParseList(list)
				all = append(append(all, o), inner...)
			}
		}
		rest = rest[1:]
	}
}

func TestPropertyName(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind            aadgraph.Type
		canonical, wire string
	}{
		{aadgraph.User, "mobilePhone", "mobile"}, {aadgraph.User, "id", "objectId"}, {aadgraph.User, "displayName", "displayName"},
		{aadgraph.User, "businessPhones", ""}, {aadgraph.User, "employeeType", ""}, {aadgraph.User, "mobile", ""},
		{aadgraph.User, "extension_ab_x", "extension_ab_x"}, {aadgraph.Application, "web/homePageUrl", "homepage"},
		{aadgraph.Application, "signInAudience", ""}, {aadgraph.Domain, "id", "name"}, {aadgraph.Contact, "city", ""}, {"", "id", "objectId"},
	} {
		if got, ok := aadgraph.PropertyName(tt.kind, tt.canonical); got != tt.wire || ok != (tt.wire != "") {
			t.Errorf("PropertyName(%s, %s) = %q, %t, want %q", tt.kind, tt.canonical, got, ok, tt.wire)
		}
	}
}

func TestTypesAndSets(t *testing.T) {
	t.Parallel()
	for canonical, want := range map[string]string{
		"organization": "tenantDetails", "users": "users", "Users": "users", "directoryObjects": "directoryObjects",
		"directory/deletedItems/microsoft.graph.application": "deletedApplications", "policies": "", "": "",
	} {
		if set, _, ok := aadgraph.SetOf(canonical); set != want || ok != (want != "") {
			t.Errorf("SetOf(%q) = %q, %t", canonical, set, ok)
		}
	}
	for _, kind := range aadgraph.Types() {
		if got := aadgraph.CanonicalType("#microsoft.graph." + kind.Canonical()); got != kind {
			t.Errorf("%s becomes %s", kind, got)
		}
		if kind != aadgraph.ExtensionProperty && kind.Set() == "" {
			t.Errorf("%s has no set", kind)
		}
	}
	if aadgraph.CanonicalType("administrativeUnit") != "" {
		t.Error("an administrative unit is known")
	}
}
