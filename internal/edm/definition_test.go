package edm

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestDefinitions takes the samples of Microsoft's pages on the four kinds of
// policies, and what these pages do not allow.
func TestDefinitions(t *testing.T) {
	t.Parallel()
	life := func(access string) string {
		return `{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":` + access + `}}`
	}
	for _, tt := range []struct{ typ, text, says string }{
		{"tokenLifetimePolicy", life(`"8:00:00"`), ""},
		{"tokenLifetimePolicy", life(`"00:10:00"`), ""},
		{"tokenLifetimePolicy", life(`"00:90:00"`), ""},
		{"tokenLifetimePolicy", life(`"23:59:59"`), ""},
		{"tokenLifetimePolicy", life(`"1.00:00:00"`), ""},
		{"tokenLifetimePolicy", life(`"00:09:59"`), "AccessTokenLifetime: it is a text, from 00:10:00"},
		{"tokenLifetimePolicy", life(`"1.00:00:01"`), "to 1.00:00:00"},
		{"tokenLifetimePolicy", life(`"24:00:00"`), "hh:mm:ss"},
		{"tokenLifetimePolicy", life(`"PT8H"`), "hh:mm:ss"},
		{"tokenLifetimePolicy", life(`8`), "it is a text"},
		{"tokenLifetimePolicy", life(`null`), "it is a text"},
		{"tokenLifetimePolicy", `{"TokenLifetimePolicy":{"AccessTokenLifetime":"8:00:00"}}`, "needs the member Version"},
		{"tokenLifetimePolicy", `{"TokenLifetimePolicy":{"Version":2}}`, "Version: it is 1"},
		{"tokenLifetimePolicy", `{"TokenLifetimePolicy":{"Version":1,"MaxInactiveTime":"90.00:00:00","MaxAgeSingleFactor":"until-revoked"}}`, ""},
		{"tokenLifetimePolicy", `{"TokenLifetimePolicy":{"Version":1,"MaxAgeMultiFactor":"for ever"}}`, "until-revoked"},
		{"tokenLifetimePolicy", `{"ClaimsMappingPolicy":{"Version":1}}`, "it has one member, TokenLifetimePolicy"},
		{"tokenLifetimePolicy", `{"TokenLifetimePolicy":{"Version":1},"More":{}}`, "one member"},
		{"tokenLifetimePolicy", `{"TokenLifetimePolicy":[]}`, "an object"},
		{"tokenLifetimePolicy", `{}`, "one member"},
		{"tokenLifetimePolicy", `TokenLifetimePolicy`, "a JSON object"},
		{"tokenLifetimePolicy", `{"TokenLifetimePolicy":{"Version":1}`, "a JSON object"},
		{"tokenIssuancePolicy", `{ "TokenIssuancePolicy":{"TokenResponseSigningPolicy":"TokenOnly","SamlTokenVersion":"1.1","SigningAlgorithm":"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256","Version":"1","EmitSAMLNameFormat": "true"}}`, ""},
		{"tokenIssuancePolicy", `{"TokenIssuancePolicy":{"Version":1,"TokenResponseSigningPolicy":"ResponseAndToken","SamlTokenVersion":"2.0","SigningAlgorithm":"http://www.w3.org/2000/09/xmldsig#rsa-sha1"}}`, ""},
		{"tokenIssuancePolicy", `{"TokenIssuancePolicy":{"Version":1,"TokenResponseSigningPolicy":"Both"}}`, "TokenResponseSigningPolicy: it is a text: ResponseOnly"},
		{"tokenIssuancePolicy", `{"TokenIssuancePolicy":{"Version":1,"SamlTokenVersion":2.0}}`, "SamlTokenVersion"},
		{"tokenIssuancePolicy", `{"TokenIssuancePolicy":{"Version":1,"SamlTokenVersion":"3.0"}}`, "1.1, 2.0"},
		{"tokenIssuancePolicy", `{"TokenIssuancePolicy":{"Version":1,"SigningAlgorithm":"rsa-sha256"}}`, "SigningAlgorithm"},
		{"tokenIssuancePolicy", `{"TokenIssuancePolicy":{"Version":1,"EmitSamlNameFormat":"often"}}`, "true or false"},
		{"claimsMappingPolicy", `{"ClaimsMappingPolicy":{"Version":1,"IncludeBasicClaimSet":"true","ClaimsSchema":[{"Source":"user","ID":"employeeid","JwtClaimType":"name"},{"Source":"company","ID":"tenantcountry"},{"Value":"x","JwtClaimType":"y"}]}}`, ""},
		{"claimsMappingPolicy", `{"ClaimsMappingPolicy":{"Version":1,"ClaimsSchema":[{"Source":"transformation","ID":"DataJoin","TransformationId":"JoinTheData"}],"ClaimsTransformation":[{"ID":"JoinTheData"}]}}`, ""},
		{"claimsMappingPolicy", `{"ClaimsMappingPolicy":{"Version":1,"ClaimsSchema":[{"Source":"user"},{"Source":"group"}]}}`, "ClaimsSchema: [1].Source"},
		{"claimsMappingPolicy", `{"ClaimsMappingPolicy":{"Version":1,"ClaimsSchema":[{"JwtClaimType":"x"}]}}`, "[0]: it needs a Value"},
		{"claimsMappingPolicy", `{"ClaimsMappingPolicy":{"Version":1,"ClaimsSchema":{}}}`, "a list of objects"},
		{"claimsMappingPolicy", `{"ClaimsMappingPolicy":{"Version":1,"ClaimsTransformation":"x"}}`, "a list"},
		{"claimsMappingPolicy", `{"ClaimsMappingPolicy":{"Version":1,"IncludeBasicClaimSet":1}}`, "true or false"},
		{"homeRealmDiscoveryPolicy", `{"HomeRealmDiscoveryPolicy":{"AccelerateToFederatedDomain":true,"PreferredDomain":"federated.example.edu","AlternateIdLogin":{"Enabled":true}}}`, ""},
		{"homeRealmDiscoveryPolicy", `{"HomeRealmDiscoveryPolicy":{"AccelerateToFederatedDomain":"yes"}}`, "true or false"},
		{"homeRealmDiscoveryPolicy", `{"HomeRealmDiscoveryPolicy":{"PreferredDomain":true}}`, "a text"},
		{"homeRealmDiscoveryPolicy", `{"HomeRealmDiscoveryPolicy":{"AlternateIdLogin":true}}`, "an object"},
		{"homeRealmDiscoveryPolicy", `{"HomeRealmDiscoveryPolicy":{"DomainHintPolicy":{}}}`, ""},
	} {
		raw, err := json.Marshal([]string{tt.text})
		if err != nil {
			t.Fatal(err)
		}
		if got := checks(t, tt.typ, "definition", string(raw)); (got == "") != (tt.says == "") || !strings.Contains(got, tt.says) {
			t.Errorf("%s %s: %q, want %q", tt.typ, tt.text, got, tt.says)
		}
	}
}

// TestDefaultPolicies: two kinds are not for the organization.
func TestDefaultPolicies(t *testing.T) {
	t.Parallel()
	for typ, may := range map[string]bool{"claimsMappingPolicy": false, "tokenIssuancePolicy": false, "tokenLifetimePolicy": true, "homeRealmDiscoveryPolicy": true} {
		if err := CheckObject(Lookup(typ), object(t, `{"isOrganizationDefault":true}`)); (err == nil) != may {
			t.Errorf("%s: %v", typ, err)
		}
		if err := CheckObject(Lookup(typ), object(t, `{"isOrganizationDefault":false}`)); err != nil {
			t.Errorf("%s: %v", typ, err)
		}
	}
}

// FuzzTimeSpan: what is read as a time span is the sum of its parts, written
// in any other way it is the same.
func FuzzTimeSpan(f *testing.F) {
	for _, s := range []string{"8:00:00", "1.00:00:00", "00:90:00", "24:00:00", "-1:00:00", "1.2.3", "::", "+1:00:00", "١:00:00", "9999.23:99:59", "8:0:0", "08:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := parseTimeSpan(s)
		if !ok {
			return
		}
		if d < 0 || d > 10001*24*time.Hour+2*time.Hour {
			t.Fatalf("%q is %s", s, d)
		}
		seconds := int(d / time.Second)
		again := strconv.Itoa(seconds/86400) + "." + strconv.Itoa(seconds/3600%24) + ":" + strconv.Itoa(seconds/60%60) + ":" + strconv.Itoa(seconds%60)
		if back, ok := parseTimeSpan(again); d <= 10000*24*time.Hour && (!ok || back != d) {
			t.Fatalf("%q is %s, written as %q it is %s", s, d, again, back)
		}
	})
}

// FuzzDuration holds the check of ISO 8601 durations to a reader of them.
func FuzzDuration(f *testing.F) {
	for _, s := range []string{"P1DT2H3M4.5S", "-PT1S", "P1D", "PT", "P", "P1Y", "PT1.5H", "PT1S1M", "P1DT"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !isDuration(s) {
			return
		}
		rest := strings.TrimPrefix(strings.TrimPrefix(s, "-"), "P")
		if strings.Trim(rest, "0123456789.DTHMS") != "" || rest == "" || strings.HasSuffix(rest, "T") || strings.Count(rest, "T") > 1 {
			t.Fatalf("%q is taken for a duration", s)
		}
	})
}
