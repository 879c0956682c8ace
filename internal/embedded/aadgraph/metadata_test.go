package aadgraph_test

import (
	"encoding/xml"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// csdl is what the tests look at of $metadata.
type csdl struct {
	Schema struct {
		Namespace    string     `xml:",attr"`
		EntityTypes  []csdlType `xml:"EntityType"`
		ComplexTypes []csdlType `xml:"ComplexType"`
		Associations []struct {
			Name string `xml:",attr"`
		} `xml:"Association"`
		Container struct {
			Sets []struct {
				Name, EntityType string `xml:",attr"`
			} `xml:"EntitySet"`
			Functions []struct {
				Name string `xml:",attr"`
			} `xml:"FunctionImport"`
		} `xml:"EntityContainer"`
	} `xml:"DataServices>Schema"`
}

type csdlType struct {
	Name, BaseType string `xml:",attr"`
	Properties     []struct {
		Name, Type string `xml:",attr"`
	} `xml:"Property"`
	Navigations []struct {
		Name, Relationship string `xml:",attr"`
	} `xml:"NavigationProperty"`
}

func (t csdlType) properties() (names []string) {
	for _, p := range t.Properties {
		names = append(names, p.Name)
	}
	return names
}

func (s *server) metadata(version string) csdl {
	s.t.Helper()
	r := s.must(http.StatusOK, "GET", root+"/$metadata?api-version="+version, "")
	var c csdl
	if err := xml.Unmarshal([]byte(r.body), &c); err != nil {
		s.t.Fatal(err)
	}
	return c
}

func (c csdl) typ(t *testing.T, name string) csdlType {
	t.Helper()
	i := slices.IndexFunc(c.Schema.EntityTypes, func(e csdlType) bool { return e.Name == name })
	if i < 0 {
		t.Fatalf("no type %s", name)
	}
	return c.Schema.EntityTypes[i]
}

// TestMetadata: every name in $metadata leads somewhere, and it has the
// entities with properties that Microsoft's documents list.
func TestMetadata(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	c := s.metadata("1.6")
	ns := "Microsoft.DirectoryServices."
	if c.Schema.Namespace+"." != ns {
		t.Errorf("namespace %s", c.Schema.Namespace)
	}
	types := map[string]bool{}
	for _, list := range [][]csdlType{c.Schema.EntityTypes, c.Schema.ComplexTypes} {
		for _, e := range list {
			types[ns+e.Name] = true
		}
	}
	associations := map[string]bool{}
	for _, a := range c.Schema.Associations {
		associations[ns+a.Name] = true
	}
	for _, e := range slices.Concat(c.Schema.EntityTypes, c.Schema.ComplexTypes) {
		if e.BaseType != "" && !types[e.BaseType] {
			t.Errorf("%s: base type %s", e.Name, e.BaseType)
		}
		for _, p := range e.Properties {
			typ := strings.TrimSuffix(strings.TrimPrefix(p.Type, "Collection("), ")")
			if !strings.HasPrefix(typ, "Edm.") && !types[typ] {
				t.Errorf("%s/%s: type %s", e.Name, p.Name, p.Type)
			}
		}
		for _, n := range e.Navigations {
			if !associations[n.Relationship] {
				t.Errorf("%s/%s: %s", e.Name, n.Name, n.Relationship)
			}
		}
	}
	for _, set := range c.Schema.Container.Sets {
		if !types[set.EntityType] {
			t.Errorf("set %s: %s", set.Name, set.EntityType)
		}
	}
	for name, want := range map[string]string{
		"User": `accountEnabled assignedLicenses assignedPlans city country department dirSyncEnabled displayName facsimileTelephoneNumber
			givenName immutableId jobTitle lastDirSyncTime mail mailNickname mobile onPremisesSecurityIdentifier otherMails passwordPolicies
			passwordProfile physicalDeliveryOfficeName postalCode preferredLanguage provisionedPlans provisioningErrors proxyAddresses
			signInNames sipProxyAddress state streetAddress surname telephoneNumber usageLocation userPrincipalName userType`,
		"Contact": `city country department dirSyncEnabled displayName facsimileTelephoneNumber givenName jobTitle lastDirSyncTime mail mailNickname
			mobile physicalDeliveryOfficeName postalCode provisioningErrors proxyAddresses sipProxyAddress state streetAddress surname telephoneNumber`,
		"Device": `accountEnabled alternativeSecurityIds approximateLastLogonTimestamp deviceId deviceMetadata deviceObjectVersion deviceOSType
			deviceOSVersion devicePhysicalIds deviceTrustType dirSyncEnabled displayName lastDirSyncTime`,
		"ServicePrincipal": `accountEnabled addIns appDisplayName appId appOwnerTenantId appRoleAssignmentRequired appRoles displayName errorUrl
			homepage keyCredentials logoutUrl oauth2Permissions passwordCredentials preferredTokenSigningKeyThumbprint publisherName replyUrls
			samlMetadataUrl servicePrincipalNames servicePrincipalType tags`,
		"TenantDetail": `assignedPlans city companyLastDirSyncTime country countryLetterCode dirSyncEnabled displayName marketingNotificationEmails
			postalCode preferredLanguage provisionedPlans provisioningErrors state street technicalNotificationMails telephoneNumber tenantType verifiedDomains`,
		"SubscribedSku": `capabilityStatus consumedUnits objectId prepaidUnits servicePlans skuId skuPartNumber`,
		"Domain":        `authenticationType availabilityStatus isAdminManaged isDefault isInitial isRoot isVerified name supportedServices`,
	} {
		have := c.typ(t, name).properties()
		for property := range strings.FieldsSeq(want) {
			if !slices.Contains(have, property) {
				t.Errorf("%s has no %s", name, property)
			}
		}
	}
}

// TestMetadataOfVersions: an older version has less, and its own namespace.
func TestMetadataOfVersions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	functions := func(c csdl) (names []string) {
		for _, f := range c.Schema.Container.Functions {
			names = append(names, f.Name)
		}
		return names
	}
	old, now := s.metadata("2013-04-05"), s.metadata("1.6")
	if old.Schema.Namespace != "Microsoft.WindowsAzure.ActiveDirectory" {
		t.Errorf("namespace %s", old.Schema.Namespace)
	}
	for _, name := range []string{"assignLicense", "getMemberObjects", "addKey", "restore"} {
		if slices.Contains(functions(old), name) || !slices.Contains(functions(now), name) {
			t.Errorf("%s: old %v, now %v", name, functions(old), functions(now))
		}
	}
	if slices.Contains(now.typ(t, "Group").properties(), "groupTypes") || !slices.Contains(s.metadata("beta").typ(t, "Group").properties(), "groupTypes") {
		t.Error("groupTypes is of beta only")
	}
}
