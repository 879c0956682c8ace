package aadgraph

import (
	"encoding/json"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// publicURIs is where Microsoft Graph has the reply addresses of a public
// client.
const publicURIs = "publicClient/redirectUris"

// specialTo gives the paths in Microsoft Graph of those properties of an
// application that depend on another one: the reply addresses of a public
// client are its publicClient's; availableToOtherTenants keeps its name beside
// a signInAudience, which says more.
func (n *Names) specialTo(o *odata.Object) map[string]string {
	if n.t != Application {
		return nil
	}
	special := map[string]string{}
	if public, _ := o.Bool("publicClient"); public {
		special["replyUrls"] = publicURIs
	}
	if o.Has("signInAudience") {
		special["availableToOtherTenants"] = "availableToOtherTenants"
	}
	return special
}

// specialFrom gives the names here of properties that have another one
// otherwise: an audience that availableToOtherTenants cannot tell, or that
// came beside it.
func (n *Names) specialFrom(o *odata.Object) map[string]string {
	const name = "signInAudience"
	value, ok := o.Raw(name)
	if n.t != Application || !ok {
		return nil
	}
	if _, err := (audience{}).from(name, value); err != nil || o.Has("availableToOtherTenants") {
		return map[string]string{name: name}
	}
	return nil
}

// checkSpecial refuses what an application here cannot hold: addresses of a
// public client and of others, since there is one list, and publicClient says
// whose it is.
func (n *Names) checkSpecial(o *odata.Object) error {
	if n.t != Application {
		return nil
	}
	web, public := uris(o, "web"), uris(o, "publicClient")
	fallback, said := o.Bool("isFallbackPublicClient")
	const hint = "Azure AD Graph has one list of reply addresses, the public client's if isFallbackPublicClient is true"
	switch {
	case web && public:
		return unfit(publicURIs, "stands beside web/redirectUris", hint)
	case public && !fallback:
		return unfit(publicURIs, "needs isFallbackPublicClient", hint)
	case web && said && fallback:
		return unfit("web/redirectUris", "stands beside isFallbackPublicClient", hint)
	}
	return nil
}

// uris tells whether an object of an application has redirectUris.
func uris(o *odata.Object, name string) bool {
	list, ok := o.Object(name).Raw("redirectUris")
	return ok && !empty(list)
}

// unfit is the error of a value that Azure AD Graph cannot hold.
func unfit(path, message, hint string) error {
	return apierr.New(apierr.Unsupported, path, message+", which Azure AD Graph cannot hold").WithHint(hint)
}

// audience is the shape of availableToOtherTenants as a signInAudience.
type audience struct{}

func (audience) plain() bool { return false }

func (audience) to(value json.RawMessage) (json.RawMessage, bool) {
	switch string(value) {
	case "null":
		return value, true
	case "true":
		return raw("AzureADMultipleOrgs"), true
	case "false":
		return raw("AzureADMyOrg"), true
	}
	return nil, false
}

func (audience) from(path string, value json.RawMessage) (json.RawMessage, error) {
	switch string(value) {
	case "null":
		return value, nil
	case `"AzureADMultipleOrgs"`:
		return json.RawMessage("true"), nil
	case `"AzureADMyOrg"`:
		return json.RawMessage("false"), nil
	}
	return nil, unfit(path, "is "+string(value), "it knows AzureADMyOrg and AzureADMultipleOrgs")
}
