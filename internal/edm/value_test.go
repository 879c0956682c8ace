package edm

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"
)

func TestCheckValue(t *testing.T) {
	t.Parallel()
	long := func(n int) string { return strconv.Quote(strings.Repeat("é", n)) }
	tests := []struct{ typ, path, value, want string }{
		{"user", "displayName", `"Lee Gu"`, ""},
		{"user", "DISPLAYNAME", `"Lee Gu"`, ""},
		{"user", "displayName", `null`, "it needs a value"},
		{"user", "displayName", `" "`, "it may not be empty"},
		{"user", "displayName", `7`, "it is a text"},
		{"user", "city", `null`, ""},
		{"user", "city", ` "x" `, ""},
		{"user", "department", long(64), ""},
		{"user", "department", long(65), "at most 64 characters are allowed, not 65"},
		{"user", "jobTitle", long(129), "at most 128"},
		{"user", "companyName", long(65), "at most 64"},
		{"user", "country", long(129), "at most 128"},
		{"user", "state", long(129), "at most 128"},
		{"user", "city", long(129), "at most 128"},
		{"user", "postalCode", long(41), "at most 40"},
		{"user", "streetAddress", long(1025), "at most 1024"},
		{"user", "mobilePhone", long(65), "at most 64"},
		{"user", "givenName", long(65), "at most 64"},
		{"user", "surname", long(65), "at most 64"},
		{"user", "displayName", long(257), "at most 256"},
		{"user", "employeeId", long(17), "at most 16"},
		{"group", "displayName", long(257), "at most 256"},
		{"group", "description", long(1025), "at most 1024"},
		{"group", "mailNickname", `"sales de"`, "' ' is not allowed"},
		{"user", "userPrincipalName", `"lee"`, "name@domain"},
		{"user", "usageLocation", `"DE"`, ""},
		{"user", "usageLocation", `"d"`, "two letters"},
		{"user", "usageLocation", `"D1"`, "two letters"},
		{"user", "usageLocation", `"DEU"`, "two letters"},
		{"user", "onPremisesImmutableId", `"a+b/c=="`, ""},
		{"user", "onPremisesImmutableId", `"a_b"`, "the characters $ and _"},
		{"user", "accountEnabled", `true`, ""},
		{"user", "accountEnabled", `"true"`, "true or false, without quotes"},
		{"user", "accountEnabled", `null`, "it needs a value"},
		{"user", "mail", `"josé@contoso.com"`, "'é' is not allowed"},
		{"user", "otherMails", `["a@b.c"]`, ""},
		{"user", "otherMails", `"a@b.c"`, "it is a list"},
		{"user", "otherMails", `[null]`, "an item may not be null"},
		{"user", "otherMails", `null`, "it is a list"},
		{"user", "businessPhones", `["1","2"]`, "at most 1 may be set, not 2"},
		{"user", "businessPhones", `[]`, ""},
		{"user", "ageGroup", `"adult"`, ""},
		{"user", "ageGroup", `"old"`, "it is none of the values: Minor, NotAdult, Adult"},
		{"user", "passwordPolicies", `"DisablePasswordExpiration, DisableStrongPassword"`, ""},
		{"user", "passwordPolicies", `"Weak"`, "DisableStrongPassword"},
		{"user", "employeeHireDate", `"2026-01-31T00:00:00Z"`, ""},
		{"user", "employeeHireDate", `"2026-01-31"`, "it is a date with time: 2020-01-31T08:00:00Z"},
		{"user", "employeeOrgData", `{"division":"x","costCenter":null}`, ""},
		{"user", "employeeOrgData", `{"devision":"x"}`, "did you mean division"},
		{"user", "employeeOrgData", `"x"`, "it is an object"},
		{"user", "passwordProfile", `{"password":"Abcdefg1","forceChangePasswordNextSignIn":true}`, ""},
		{"user", "passwordProfile", `{"forceChangePasswordNextSignIn":"yes"}`, "true or false"},
		{"user", "passwordProfile/password", `12345678`, "it is a text"},
		{"user", "onPremisesExtensionAttributes", `{"extensionAttribute1":` + long(1025) + `}`, "at most 1024"},
		{"user", "assignedLicenses", `[{"skuId":"6fd2c87f-b296-42f0-b197-1e91e994b900","disabledPlans":[]}]`, ""},
		{"user", "assignedLicenses", `[{"skuId":"E3"}]`, "it is a GUID"},
		{"user", "dispalyName", `"x"`, "did you mean displayName"},
		{"user", "extension_0123_x", `7`, ""},
		{"user", "manager@odata.bind", `"x"`, ""},
		{"user", "city", `{`, "no valid JSON"},
		{"user", "city", ``, "no valid JSON"},
		{"group", "visibility", `"Secret"`, "it is none of the values"},
		{"group", "unseenCount", `2147483648`, "whole number of at most 32 bits"},
		{"group", "unseenCount", `1`, ""},
		{"group", "accessType", `"private"`, ""},
		{"group", "accessType", `"privat"`, "did you mean private"},
		{"application", "tokenEncryptionKeyId", `"x"`, "it is a GUID"},
		{"ipNamedLocation", "ipRanges", `[{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"10.0.0.0/8"}]`, ""},
		{"ipNamedLocation", "ipRanges", `[{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":7}]`, "it is a text"},
	}
	for _, tt := range tests {
		checkRule(t, tt.typ+" "+tt.path+" "+shorten(tt.value), CheckValue(Lookup(tt.typ), tt.path, json.RawMessage(tt.value)), tt.want)
	}
}

func TestValueErrorKeepsSecrets(t *testing.T) {
	t.Parallel()
	secret := strings.Repeat("Secret12", 40)
	err := CheckValue(Lookup("user"), "passwordProfile", json.RawMessage(`{"password":"`+secret+`"}`))
	var fault *ValueError
	if !errors.As(err, &fault) || fault.Path != "passwordProfile/password" {
		t.Fatalf("the error is %v", err)
	}
	if strings.Contains(err.Error(), "Secret") || fault.Value != "" {
		t.Errorf("the error tells the password: %v", err)
	}
}

func TestPrimitiveForms(t *testing.T) {
	t.Parallel()
	tests := []struct {
		typ  string
		good []string
		bad  []string
	}{
		{"Edm.Guid", []string{"6FD2C87F-b296-42f0-b197-1e91e994b900"}, []string{"", "{6fd2c87f-b296-42f0-b197-1e91e994b900}", "6fd2c87fb29642f0b1971e91e994b900", "gfd2c87f-b296-42f0-b197-1e91e994b900"}},
		{"Edm.DateTimeOffset", []string{"2020-01-31T08:00:00Z", "2020-01-31T08:00:00.1234567+02:00", "2020-01-31t08:00:00z"}, []string{"2020-01-31", "2020-02-31T08:00:00Z", "2020-01-31T08:00:00"}},
		{"Edm.Date", []string{"2020-02-29"}, []string{"2021-02-29", "20200101"}},
		{"Edm.TimeOfDay", []string{"08:00:00", "08:00:00.5"}, []string{"8", "25:00:00"}},
		{"Edm.Duration", []string{"P1D", "PT1H", "P1DT2H3M4.5S", "-PT5M", "P10675199DT2H48M5.4775807S"}, []string{"", "P", "PT", "1D", "P1DT", "P1H", "PT1M1H", "P1.5D", "PTH"}},
		{"Edm.Binary", []string{"", "AQID", "AQ==", "AQ", "-_8="}, []string{"A", "!"}},
	}
	for _, tt := range tests {
		for _, s := range tt.good {
			if example := badText(tt.typ, s); example != "" {
				t.Errorf("%s: %q is refused", tt.typ, s)
			}
		}
		for _, s := range tt.bad {
			if example := badText(tt.typ, s); example == "" {
				t.Errorf("%s: %q is let through", tt.typ, s)
			}
		}
	}
}
