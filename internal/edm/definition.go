package edm

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// definition is what the text of a policy's definition holds: an object of
// one member, named after the kind of policy, with members of its own.
type definition struct {
	top     string
	members []settingRule
}

// settingRule is the rule of a member of a definition. Members that a
// definition does not list pass: the service has some that no page names.
type settingRule struct {
	name   string
	kind   settingKind
	needed bool
	among  []string
}

type settingKind uint8

const (
	settingOne      settingKind = iota // the number 1, which may stand in quotes
	settingBool                        // which may stand in quotes
	settingText                        // one of among, if there are any
	settingLifetime                    // how long access tokens are good
	settingSpan                        // any length of time, or until-revoked
	settingClaims                      // a list of what claims tokens have
	settingList
	settingObject
)

// definitions are those of Microsoft's pages on the four resource types.
func definitions() []definition {
	version := settingRule{name: "Version", kind: settingOne, needed: true}
	return []definition{
		{"TokenLifetimePolicy", []settingRule{
			version, {name: "AccessTokenLifetime", kind: settingLifetime},
			{name: "MaxInactiveTime", kind: settingSpan},
			{name: "MaxAgeSingleFactor", kind: settingSpan}, {name: "MaxAgeMultiFactor", kind: settingSpan},
			{name: "MaxAgeSessionSingleFactor", kind: settingSpan}, {name: "MaxAgeSessionMultiFactor", kind: settingSpan},
		}},
		{"TokenIssuancePolicy", []settingRule{
			version, {name: "EmitSamlNameFormat", kind: settingBool},
			{name: "SamlTokenVersion", kind: settingText, among: []string{"1.1", "2.0"}},
			{name: "SigningAlgorithm", kind: settingText, among: []string{
				"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1"}},
			{name: "TokenResponseSigningPolicy", kind: settingText, among: []string{"ResponseOnly", "TokenOnly", "ResponseAndToken"}},
		}},
		{"ClaimsMappingPolicy", []settingRule{
			version, {name: "IncludeBasicClaimSet", kind: settingBool},
			{name: "ClaimsSchema", kind: settingClaims}, {name: "ClaimsTransformation", kind: settingList},
		}},
		{"HomeRealmDiscoveryPolicy", []settingRule{
			{name: "AccelerateToFederatedDomain", kind: settingBool}, {name: "PreferredDomain", kind: settingText},
			{name: "AllowCloudPasswordValidation", kind: settingBool}, {name: "AlternateIdLogin", kind: settingObject},
		}},
	}
}

// badDefinition says what is wrong with the definition of a type of policy
// ("tokenLifetimePolicy"), "" if nothing is.
func badDefinition(typ, s string) string {
	o, err := odata.ParseObject([]byte(s))
	if err != nil {
		return "it is a JSON object, as a text: {...}"
	}
	all := definitions()
	i := slices.IndexFunc(all, func(d definition) bool { return strings.EqualFold(d.top, typ) })
	if i < 0 {
		return ""
	}
	d := all[i]
	name, inner := member(o, d.top)
	settings, err := odata.ParseObject(inner)
	if o.Len() != 1 || name == "" || err != nil {
		return fmt.Sprintf(`it has one member, %s, an object: {"%s":{...}}`, d.top, d.top)
	}
	for _, rule := range d.members {
		name, value := member(settings, rule.name)
		if name == "" && rule.needed {
			return fmt.Sprintf(`%s needs the member %s: "%s":1`, d.top, rule.name, rule.name)
		}
		if name == "" {
			continue
		}
		if bad := rule.bad(value); bad != "" {
			return d.top + "." + rule.name + ": " + bad
		}
	}
	return ""
}

// member finds a member by its name in any case: pages and samples differ.
func member(o *odata.Object, name string) (string, json.RawMessage) {
	for found, value := range o.All() {
		if strings.EqualFold(found, name) {
			return found, value
		}
	}
	return "", nil
}

// Bounds of AccessTokenLifetime ("Configurable token lifetimes").
const minLifetime, maxLifetime = 10 * time.Minute, 24 * time.Hour

func (r settingRule) bad(value json.RawMessage) string {
	s, isText := textOf(value)
	isText = isText && !isNull(value)
	switch r.kind {
	case settingOne:
		return badUnless(strings.Trim(string(value), `"`) == "1", "it is 1")
	case settingBool:
		plain := strings.ToLower(strings.Trim(string(value), `"`))
		return badUnless(plain == "true" || plain == "false", "it is true or false")
	case settingText:
		return badUnless(isText && (r.among == nil || containsFold(r.among, s)), "it is a text"+oneOf(s, r.among))
	case settingLifetime:
		d, ok := parseTimeSpan(s)
		return badUnless(isText && ok && d >= minLifetime && d <= maxLifetime, "it is a text, from 00:10:00 (10 minutes) to 1.00:00:00 (a day): hh:mm:ss")
	case settingSpan:
		_, ok := parseTimeSpan(s)
		return badUnless(isText && (ok || strings.EqualFold(s, "until-revoked")), "it is a text, days.hh:mm:ss or until-revoked")
	case settingObject:
		return badUnless(len(value) > 0 && value[0] == '{', "it is an object: {...}")
	case settingClaims:
		return badClaims(value)
	}
	return badUnless(len(value) > 0 && value[0] == '[', "it is a list: [...]")
}

func badUnless(good bool, rule string) string {
	if good {
		return ""
	}
	return rule
}

// claimSources are where the data of a claim can come from ("Claims mapping
// policy type", claim schema entry elements).
var claimSources = []string{"user", "application", "resource", "audience", "company", "transformation"}

// badClaims looks at the entries of a ClaimsSchema.
func badClaims(value json.RawMessage) string {
	list, err := odata.ParseList(value)
	if err != nil || len(value) == 0 || value[0] != '[' {
		return "it is a list of objects: [{...}]"
	}
	for i, o := range list {
		_, fixed := member(o, "Value")
		_, raw := member(o, "Source")
		source, _ := textOf(raw)
		switch {
		case fixed == nil && raw == nil:
			return fmt.Sprintf("[%d]: it needs a Value, or a Source with an ID", i)
		case raw != nil && !containsFold(claimSources, source):
			return fmt.Sprintf("[%d].Source: it is none of the values%s", i, oneOf(source, claimSources))
		}
	}
	return ""
}
