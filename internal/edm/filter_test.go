package edm

import (
	"errors"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestCheckFilter(t *testing.T) {
	t.Parallel()
	const plain, advanced = "plain", "advanced"
	tests := []struct {
		typ, filter string
		want        string // plain, advanced, or a part of the error
	}{
		{"user", "startswith(displayName,'A') and accountEnabled eq true", plain},
		{"user", "userPrincipalName eq 'a@b.c'", plain},
		{"user", "USERPRINCIPALNAME eq 'a@b.c'", plain},
		{"user", "'a@b.c' eq userPrincipalName", plain},
		{"user", "id in ('a','b')", plain},
		{"user", "id in ('x'" + strings.Repeat(",'x'", 14) + ")", plain},
		{"user", "id in ('x'" + strings.Repeat(",'x'", 15) + ")", "at most 15 values, not 16; split it"},
		{"user", "displayName ge 'A' and displayName le 'B'", plain},
		{"user", "createdDateTime ge 2024-01-01T00:00:00Z", plain},
		{"user", "assignedLicenses/any(l:l/skuId eq 6fd2c87f-b296-42f0-b197-1e91e994b900)", plain},
		{"user", "proxyAddresses/any(p:startsWith(p,'smtp:'))", plain},
		{"user", "manager/id eq 'x'", plain},
		{"user", "accountEnabled", plain},
		{"user", "extension_0123_cost eq '7'", plain},
		{"user", "identities/any(i:i/issuer eq 'contoso.com' and i/issuerAssignedId eq 'x')", plain},
		{"group", "groupTypes/any(c:c eq 'Unified')", plain},
		{"group", "mailNickname eq 'sales-de'", plain},

		{"user", "accountEnabled ne true", advanced},
		{"user", "not startsWith(displayName,'A')", advanced},
		{"user", "endsWith(mail,'@contoso.com')", advanced},
		{"user", "displayName eq null", advanced},
		{"user", "companyName ne null", advanced},
		{"user", "companyName eq 'Contoso'", advanced},
		{"user", "startsWith(mobilePhone,'+49')", advanced},
		{"user", "assignedLicenses/$count eq 0", advanced},
		{"user", "businessPhones/any(p:p eq '1')", advanced},
		{"user", "onPremisesExtensionAttributes/extensionAttribute1 eq 'x'", advanced},
		{"user", "passwordPolicies eq null", advanced},
		{"user", "passwordProfile/forceChangePasswordNextSignIn eq true", advanced},
		{"group", "not groupTypes/any(c:c eq 'Unified')", advanced},
		{"directoryObject", "startsWith(displayName,'A')", advanced},
		{"directoryObject", "id eq 'x'", plain},

		{"user", "dispalyName eq 'A'", `user has no property "dispalyName"; did you mean displayName?`},
		{"user", "manager/diplayName eq 'A'", `"manager/diplayName"`},
		{"user", "contains(displayName,'A')", "does not offer contains on this property; it offers eq, ne, in, startsWith"},
		{"user", "endsWith(displayName,'A')", "does not offer endsWith"},
		{"user", "displayName gt 'A'", "does not offer gt"},
		{"user", "accountEnabled eq 'true'", "write true or false, without quotes"},
		{"user", "accountEnabled eq null", "does not offer eq null"},
		{"user", "displayName eq 7", "write '7'"},
		{"user", "id eq 6fd2c87f-b296-42f0-b197-1e91e994b900", "write '6fd2c87f-b296-42f0-b197-1e91e994b900'"},
		{"user", "createdDateTime ge 2024-01-01", "2020-01-31T00:00:00Z"},
		{"user", "createdDateTime ge '2024-01-01'", "without quotes"},
		{"user", "proxyAddresses eq 'x'", "it is a collection"},
		{"user", "displayName/any(x:x eq 'A')", "any is for collections"},
		{"user", "otherMails/all(x:x eq 'A')", "does not offer all"},
		{"user", "aboutMe eq 'x'", "does not filter by this property"},
		{"user", "passwordProfile eq 'x'", "it has parts"},
		{"user", "manager eq 'x'", "it is a relation"},
		{"user", "tolower(displayName) eq 'a'", "tolower is not offered"},
		{"user", "displayName", "a condition was expected"},
		{"user", "assignedLicenses/$count eq 'x'", "$count is a whole number"},
		{"user", "assignedPlans/any(a:startsWith(a/service,'x'))", "does not offer startsWith"},
		{"subscribedSku", "skuPartNumber eq 'X'", "does not filter by this property"},
		{"domain", "isDefault eq 'x'", "without quotes"},
		{"domain", "nothing eq 'x'", "domain has no property"},
		{"domain", "contains(id,'x')", plain},
	}
	for _, tt := range tests {
		e, err := odata.ParseFilter(tt.filter)
		if err != nil {
			t.Errorf("%s: %v", tt.filter, err)
			continue
		}
		isAdvanced, err := CheckFilter(Lookup(tt.typ), e)
		got := plain
		if isAdvanced {
			got = advanced
		}
		var fault *FilterError
		if err != nil {
			got = err.Error()
			if !errors.As(err, &fault) {
				t.Errorf("%s: the error is a %T", tt.filter, err)
			}
		}
		if got != tt.want && (err == nil || !strings.Contains(got, tt.want)) {
			t.Errorf("%s: %s\n got %s\nwant %s", tt.typ, tt.filter, got, tt.want)
		}
	}
}

func TestFilterErrorSaysWhere(t *testing.T) {
	t.Parallel()
	const filter = "accountEnabled eq true and contains(city,'x')"
	e, err := odata.ParseFilter(filter)
	if err != nil {
		t.Fatal(err)
	}
	_, err = CheckFilter(Lookup("user"), e)
	var fault *FilterError
	if !errors.As(err, &fault) {
		t.Fatalf("the error is %v", err)
	}
	if want := strings.Index(filter, "contains"); fault.Pos != want || fault.Path != "city" || !fault.Unsupported {
		t.Errorf("%+v, want position %d, path city", fault, want)
	}
}

// Whatever parses is checked without a panic, and faults lie in the text.
func FuzzCheckFilter(f *testing.F) {
	for _, seed := range []string{
		"displayName eq 'A' or not accountEnabled", "a/any(x:x/b eq x) and c in (1,null)",
		"otherMails/any(x:otherMails/any(y:y eq x))", "assignedLicenses/$count ne 1", "isof('microsoft.graph.user')",
		"manager/microsoft.graph.user/city eq 'x'", "1 eq 1", "contains(tolower(city),'x')",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, filter string) {
		e, err := odata.ParseFilter(filter)
		if err != nil {
			return
		}
		for _, typ := range []string{"user", "directoryObject", "domain"} {
			var fault *FilterError
			if _, err := CheckFilter(Lookup(typ), e); errors.As(err, &fault) && (fault.Pos < 0 || fault.Pos > len(filter) || fault.Msg == "") {
				t.Errorf("%s: %q: %+v", typ, filter, fault)
			}
		}
	})
}
