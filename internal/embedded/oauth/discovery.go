package oauth

import (
	"net/http"
	"net/url"
	"strings"
)

// openIDDocument is the provider's metadata (OpenID Connect Discovery 1.0,
// section 3). There is an authorization endpoint because clients want one to
// be named; the grants say that it leads nowhere.
type openIDDocument struct {
	Token            string   `json:"token_endpoint"`
	AuthMethods      []string `json:"token_endpoint_auth_methods_supported"`
	AuthAlgorithms   []string `json:"token_endpoint_auth_signing_alg_values_supported"`
	Keys             string   `json:"jwks_uri"`
	ResponseModes    []string `json:"response_modes_supported"`
	SubjectTypes     []string `json:"subject_types_supported"`
	IDTokenAlgorithm []string `json:"id_token_signing_alg_values_supported"`
	ResponseTypes    []string `json:"response_types_supported"`
	GrantTypes       []string `json:"grant_types_supported"`
	Scopes           []string `json:"scopes_supported"`
	Issuer           string   `json:"issuer"`
	Authorization    string   `json:"authorization_endpoint"`
	DeviceCode       string   `json:"device_authorization_endpoint"`
	Claims           []string `json:"claims_supported"`
	Region           *string  `json:"tenant_region_scope"`
	CloudInstance    string   `json:"cloud_instance_name"`
	AADGraphHost     string   `json:"cloud_graph_host_name"`
	GraphHost        string   `json:"msgraph_host"`
}

func (x *exchange) openID() error {
	issuer := x.base() + "/" + x.issuerTenant() + "/v2.0"
	return x.json(http.StatusOK, x.document(issuer, "discovery/v2.0/keys", "oauth2/v2.0/"))
}

func (x *exchange) openIDv1() error {
	if x.tenant == "adfs" {
		return x.json(http.StatusOK, x.document(x.base()+"/adfs", "discovery/keys", "oauth2/"))
	}
	return x.json(http.StatusOK, x.document("https://sts.windows.net/"+x.issuerTenant()+"/", "discovery/keys", "oauth2/"))
}

// issuerTenant is the tenant in the issuer's name: a placeholder where any
// tenant was asked for.
func (x *exchange) issuerTenant() string {
	if anyTenant(x.tenant) {
		return "{tenantid}"
	}
	return x.Tenant
}

func (x *exchange) document(issuer, keys, endpoints string) openIDDocument {
	return openIDDocument{
		Token:            x.url(endpoints + "token"),
		AuthMethods:      []string{"client_secret_post", "private_key_jwt", "client_secret_basic"},
		AuthAlgorithms:   []string{"RS256", "PS256"},
		Keys:             x.url(keys),
		ResponseModes:    []string{},
		SubjectTypes:     []string{"pairwise"},
		IDTokenAlgorithm: []string{"RS256"},
		ResponseTypes:    []string{},
		GrantTypes:       []string{"client_credentials", "password", "refresh_token", deviceGrant},
		Scopes:           []string{"openid", "profile", "email", "offline_access"},
		Issuer:           issuer,
		Authorization:    x.url(endpoints + "authorize"),
		DeviceCode:       x.url(endpoints + "devicecode"),
		Claims: []string{"sub", "iss", "cloud_instance_name", "aud", "exp", "iat", "acr", "tid", "ver",
			"at_hash", "preferred_username", "name", "email"},
		CloudInstance: x.r.Host,
		AADGraphHost:  x.r.Host,
		GraphHost:     x.r.Host,
	}
}

// instance answers which names a sign-in host goes by. For a host that is not
// known the address of its document is what Azure CLI needs.
func (x *exchange) instance() error {
	asked := x.r.URL.Query().Get("authorization_endpoint")
	document := x.base() + "/" + x.Tenant + "/v2.0/.well-known/openid-configuration"
	if u, err := url.Parse(asked); err == nil && u.Host != "" {
		tenant, _, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
		if tenant != "" {
			document = x.base() + "/" + url.PathEscape(tenant) + "/v2.0/.well-known/openid-configuration"
		}
	}
	return x.json(http.StatusOK, map[string]any{
		"tenant_discovery_endpoint": document,
		"api-version":               "1.1",
		"metadata": []map[string]any{
			{"preferred_network": x.r.Host, "preferred_cache": x.r.Host, "aliases": []string{x.r.Host}},
		},
	})
}

// userRealm says that users sign in here, with a password, whoever they are:
// no user's existence is told.
func (x *exchange) userRealm() error {
	parts, err := split(x.r.URL.EscapedPath())
	if err != nil {
		return err
	}
	upn := parts[len(parts)-1]
	_, domain, _ := strings.Cut(upn, "@")
	return x.json(http.StatusOK, map[string]any{
		"ver": "1.0", "account_type": "Managed", "domain_name": domain,
		"cloud_instance_name": x.r.Host, "cloud_audience_urn": "urn:federation:MicrosoftOnline",
	})
}

// authorize tells a browser that it has come to a flow that is not offered.
func (x *exchange) authorize() error {
	return x.page(http.StatusBadRequest, pageContent{
		title: "Not offered here",
		text:  "This directory has no sign-in by redirection. Sign in with a device code, a password or the secret or certificate of an application.",
	})
}
