package edm

import (
	"slices"
	"strings"
	"testing"
)

// ruledTypes are the types with a table of rules.
func ruledTypes() []string {
	return []string{
		"directoryObject", "user", "group", "application", "servicePrincipal",
		"administrativeUnit", "device", "orgContact", "federatedIdentityCredential",
		"appRoleAssignment", "oAuth2PermissionGrant",
		"namedLocation", "countryNamedLocation", "ipNamedLocation", "organization", "domain", "invitation",
	}
}

func TestRulesAreSortedAndNameProperties(t *testing.T) {
	t.Parallel()
	for _, name := range ruledTypes() {
		table := entries(name)
		if !slices.IsSortedFunc(table, func(a, b entry) int { return compareFold(a.path, b.path) }) {
			t.Errorf("%s: the table is not sorted", name)
		}
		typ := Lookup(name)
		for i, e := range table {
			if i > 0 && table[i-1].path == e.path {
				t.Errorf("%s: %s has two rows", name, e.path)
			}
			if !namesProperty(typ, strings.TrimSuffix(e.path, "/*")) && !isUnlisted(name, e.path) {
				t.Errorf("%s has no property %s", name, e.path)
			}
		}
	}
}

// namesProperty follows a path of rules, which goes through collections.
func namesProperty(t *Type, path string) bool {
	for segment := range strings.SplitSeq(path, "/") {
		if t == nil {
			return false
		}
		if p, ok := t.Property(segment); ok && p.Name == segment {
			t = Lookup(p.Type)
		} else if n, ok := t.Navigation(segment); ok && n.Name == segment {
			t = Lookup(n.Type)
		} else {
			return false
		}
	}
	return true
}

// isUnlisted tells whether the facts' table has a property that the v1.0
// metadata lacks.
func isUnlisted(typ, path string) bool {
	switch typ + " " + path {
	case "user infoCatalogs", "group createdByAppId", "servicePrincipal createdDateTime",
		"servicePrincipal preferredTokenSigningKeyEndDateTime", "servicePrincipal publisherName",
		"device createdDateTime":
		return true
	}
	return false
}

// The matrix of facts/graph.md, section 3, as it stands there: eq,
// startsWith, ge, le, null literal. A "-" (not applicable) allows what the
// references' notes add; "n" (refused) of startsWith, likewise.
func TestFilterMatrix(t *testing.T) {
	t.Parallel()
	tests := []struct{ typ, marks, paths string }{
		{"user", "DD--A", "city country department displayName givenName jobTitle mail mailNickname state surname usageLocation"},
		{"group", "DD--A", "displayName mail mailNickname"},
		{"user", "DD--n", "userPrincipalName onPremisesUserPrincipalName"},
		{"group", "DD--n", "classification membershipRule"},
		{"user", "DD---", "imAddresses otherMails proxyAddresses infoCatalogs"},
		{"group", "DD---", "proxyAddresses infoCatalogs resourceBehaviorOptions resourceProvisioningOptions"},
		{"user", "D---A", "employeeId userType onPremisesSyncEnabled onPremisesSecurityIdentifier"},
		{"group", "D---A", "onPremisesSyncEnabled onPremisesSecurityIdentifier"},
		{"user", "D---n", "accountEnabled ageGroup assignedLicenses/skuId consentProvidedForMinor creationType externalUserState isResourceAccount manager/id onPremisesImmutableId onPremisesProvisioningErrors/value"},
		{"group", "D---n", "assignedLicenses/skuId createdByAppId createdOnBehalfOf/id isAssignableToRole mailEnabled securityEnabled onPremisesProvisioningErrors/value"},
		{"user", "D-DDA", "createdDateTime"},
		{"user", "D-DDn", "manager/deletedDateTime onPremisesLastSyncDateTime"},
		{"group", "D-DDn", "renewedDateTime onPremisesLastSyncDateTime createdOnBehalfOf/deletedDateTime"},
		{"user", "AA--A", "companyName faxNumber mobilePhone officeLocation postalCode preferredLanguage streetAddress"},
		{"group", "AA--A", "preferredLanguage"},
		{"user", "AA--n", "onPremisesSamAccountName"},
		{"user", "AA---", "businessPhones"},
		{"group", "AA--n", "description onPremisesSamAccountName"},
		{"user", "A-AAn", "employeeHireDate"},
		{"group", "A-AAn", "expirationDateTime"},
		{"user", "A---A", "passwordProfile/forceChangePasswordNextSignIn passwordProfile/forceChangePasswordNextSignInWithMfa"},
		{"user", "A---n", "employeeType showInAddressList assignedPlans/capabilityStatus assignedPlans/servicePlanId provisionedPlans/provisioningStatus"},
		{"user", "An--A", "onPremisesExtensionAttributes/extensionAttribute1 onPremisesExtensionAttributes/extensionAttribute15"},
		{"user", "An--n", "employeeOrgData/division employeeOrgData/costCenter assignedPlans/service provisionedPlans/service"},
		{"user", "Dn--D", "identities/issuer"},
		{"user", "nn--A", "passwordPolicies"},
		{"group", "D---D", "hasMembersWithLicenseErrors"},
		{"application", "D---n", "appId signInAudience disabledByMicrosoftStatus createdOnBehalfOf/id"},
		{"application", "D-DDA", "createdDateTime"},
		{"application", "DD--A", "displayName"},
		{"application", "DD---", "identifierUris tags"},
		{"application", "DD--n", "publisherDomain uniqueName"},
		{"application", "AA---", "spa/redirectUris publicClient/redirectUris web/redirectUris"},
		{"application", "AA--A", "serviceManagementReference"},
		{"application", "AA--n", "description"},
		{"application", "A---n", "requiredResourceAccess/resourceAppId"},
		{"application", "An--A", "verifiedPublisher/displayName web/homePageUrl"},
		{"application", "An--A", "info/termsOfServiceUrl"}, // null: the reference
		{"application", "nn--A", "info/logoUrl"},
		{"servicePrincipal", "D---n", "accountEnabled appId applicationTemplateId"},
		{"servicePrincipal", "D-DDn", "preferredTokenSigningKeyEndDateTime"},
		{"servicePrincipal", "DD--A", "displayName"},
		{"servicePrincipal", "DD---", "alternativeNames servicePrincipalNames"},
		{"servicePrincipal", "DD--n", "publisherName"},
		{"servicePrincipal", "A---n", "appOwnerOrganizationId appRoleAssignmentRequired"},
		{"servicePrincipal", "AA--A", "homepage"},
		{"servicePrincipal", "AA--n", "description"},
		{"administrativeUnit", "DD--A", "displayName"},
		{"administrativeUnit", "AA--n", "description"},
		{"administrativeUnit", "D---n", "isMemberManagementRestricted"},
	}
	for _, tt := range tests {
		typ := Lookup(tt.typ)
		for path := range strings.FieldsSeq(tt.paths) {
			f := typ.Rule(path).Filter
			got := [...]Support{f.Eq, f.StartsWith, f.Ge, f.Le, f.Null}
			for i, mark := range []byte(tt.marks) {
				if want := map[byte]Support{'D': Always, 'A': Advanced, 'n': Never}; mark != '-' && got[i] != want[mark] {
					t.Errorf("%s %s: %s is %d, the matrix has %q", tt.typ, path,
						[...]string{"eq", "startsWith", "ge", "le", "null"}[i], got[i], tt.marks)
				}
			}
			if f.Contains != Never {
				t.Errorf("%s %s: contains is offered", tt.typ, path)
			}
		}
	}
}

func TestEndsWithIsForMailAddressesAlone(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"user", "group"} {
		for _, e := range entries(name) {
			want := Never
			switch e.path {
			case "mail", "userPrincipalName", "otherMails", "proxyAddresses":
				want = Advanced
			}
			if got := e.rule().Filter.EndsWith; got != want {
				t.Errorf("%s %s: endsWith is %d, want %d", name, e.path, got, want)
			}
		}
	}
}

func TestDefaultSelect(t *testing.T) {
	t.Parallel()
	user := "businessPhones displayName givenName id jobTitle mail mobilePhone officeLocation preferredLanguage surname userPrincipalName"
	if got := strings.Join(Lookup("user").DefaultSelect(), " "); got != user {
		t.Errorf("user: %s", got)
	}
	group := Lookup("group").DefaultSelect()
	for _, name := range []string{"id", "displayName", "description", "groupTypes", "mailNickname", "securityEnabled", "visibility", "proxyAddresses"} {
		if !slices.Contains(group, name) {
			t.Errorf("group: %s is missing", name)
		}
	}
	for _, name := range []string{"assignedLicenses", "hasMembersWithLicenseErrors", "unseenCount", "allowExternalSenders"} {
		if slices.Contains(group, name) {
			t.Errorf("group: %s is returned by default", name)
		}
	}
	if got := Lookup("domain").DefaultSelect(); !slices.Contains(got, "isDefault") {
		t.Errorf("domain: %q", got)
	}
}

func TestRule(t *testing.T) {
	t.Parallel()
	user, group := Lookup("user"), Lookup("group")
	if r := user.Rule("DEPARTMENT"); r.MaxLength != 64 || !r.Search || r.Tokenized || r.ReadOnly {
		t.Errorf("department: %+v", r)
	}
	if r := user.Rule("passwordProfile/password"); !r.WriteOnly || r.MaxLength != 256 {
		t.Errorf("password: %+v", r)
	}
	if r := user.Rule("onPremisesExtensionAttributes/extensionAttribute3"); r.MaxLength != 1024 {
		t.Errorf("extensionAttribute3: %+v", r)
	}
	if r := user.Rule("id"); !r.ReadOnly || !r.Default || r.Filter.Eq != Always {
		t.Errorf("id: %+v", r)
	}
	if r := user.Rule("createdDateTime"); !r.OrderBy || !r.OrderByAdvanced {
		t.Errorf("createdDateTime: %+v", r)
	}
	if r := group.Rule("isAssignableToRole"); !r.Immutable {
		t.Errorf("isAssignableToRole: %+v", r)
	}
	if r := group.Rule("nothing"); r.Filter != (Filterable{}) || r.MaxLength != 0 {
		t.Errorf("an unknown property has the rule %+v", r)
	}
	for name, want := range map[string]string{
		"user":  "accountEnabled displayName mailNickname passwordProfile userPrincipalName",
		"group": "displayName mailEnabled mailNickname securityEnabled",
	} {
		var required []string
		for p := range Lookup(name).AllProperties() {
			if Lookup(name).Rule(p.Name).Required {
				required = append(required, p.Name)
			}
		}
		slices.Sort(required)
		if got := strings.Join(required, " "); got != want {
			t.Errorf("%s requires %s, want %s", name, got, want)
		}
	}
}
