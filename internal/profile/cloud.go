package profile

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"
)

// Cloud is one of Microsoft's clouds: where one signs in, and where its
// Microsoft Graph and its Azure AD Graph are. Tokens of one are good for no
// other. Sources: facts/scim-oauth.md, section 4; facts/aadgraph.md, section 1.
type Cloud struct {
	Name      string
	Authority string
	Graph     string
	AADGraph  string
}

// Clouds are the clouds by which the setting cloud chooses; the first is the
// default.
func Clouds() []Cloud {
	return []Cloud{
		{"global", "https://login.microsoftonline.com", "https://graph.microsoft.com", "https://graph.windows.net"},
		{"usgov", "https://login.microsoftonline.us", "https://graph.microsoft.us", "https://graph.microsoftazure.us"},
		{"usgovdod", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us", "https://graph.microsoftazure.us"},
		{"china", "https://login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn", "https://graph.chinacloudapi.cn"},
	}
}

// InCloud gives the cloud of the settings: the named one, else the one whose
// address is the endpoint, or the authority, else the global one.
func (s Settings) InCloud() Cloud {
	all := Clouds()
	for _, c := range all {
		if strings.EqualFold(c.Name, s.Cloud) {
			return c
		}
	}
	for _, c := range all {
		if sameHost(c.Graph, s.Endpoint) || sameHost(c.AADGraph, s.Endpoint) {
			return c
		}
	}
	for _, c := range all {
		if s.Endpoint == "" && sameHost(c.Authority, s.Authority) {
			return c
		}
	}
	return all[0]
}

// SignIn is the address of the sign-in service: the authority, else the
// cloud's.
func (s Settings) SignIn() string { return cmp.Or(s.Authority, s.InCloud().Authority) }

// GraphRoot is the address of Microsoft Graph without a version, and without
// a slash at its end: the endpoint's, else the cloud's.
func (s Settings) GraphRoot() string {
	root := strings.TrimRight(cmp.Or(s.Endpoint, s.InCloud().Graph), "/")
	for _, version := range []string{"/v1.0", "/beta"} {
		if before, ok := strings.CutSuffix(root, version); ok {
			return before
		}
	}
	return root
}

// GraphBase is the address of Microsoft Graph's v1.0, or of the version that
// the endpoint names.
func (s Settings) GraphBase() string {
	version := "/v1.0/"
	if strings.HasSuffix(strings.TrimRight(s.Endpoint, "/"), "/beta") {
		version = "/beta/"
	}
	return s.GraphRoot() + version
}

// AADGraphRoot is the address of Azure AD Graph, above the tenants, and without
// a slash at its end: the endpoint's, else the cloud's.
func (s Settings) AADGraphRoot() string {
	return strings.TrimRight(cmp.Or(s.Endpoint, s.InCloud().AADGraph), "/")
}

// AADGraphTenant is the tenant as paths of Azure AD Graph name it, "" if the
// token is to say it.
func (s Settings) AADGraphTenant() string {
	switch strings.ToLower(s.Tenant) {
	case "common", "organizations", "consumers":
		return "" // these name a way to sign in, and no directory
	}
	return s.Tenant
}

// Resource is what tokens for the directory are asked for, an endpoint of
// one's own included: its cloud's root, without a slash at its end.
func (s Settings) Resource() string {
	if s.Protocol == AADGraph {
		return s.InCloud().AADGraph
	}
	return s.InCloud().Graph
}

func sameHost(a, b string) bool {
	u, err := url.Parse(a)
	v, err2 := url.Parse(b)
	return err == nil && err2 == nil && v.Host != "" && strings.EqualFold(u.Host, v.Host)
}

// checkChoice gives the reason why a setting is none of its values, "" if it
// is one, or not set.
func checkChoice(value string, choices []string) string {
	if value == "" || len(choices) == 0 {
		return ""
	}
	for _, c := range choices {
		if c == value {
			return ""
		}
	}
	return fmt.Sprintf("%q is none of: %s", value, strings.Join(choices, ", "))
}

// choices are the values of the settings that have a few only.
func choices(key string) []string {
	switch key {
	case "protocol":
		return []string{Embedded, Graph, AADGraph, "msonline", "scim"}
	case "auth":
		return []string{"secret", "certificate", "token"}
	case "cloud":
		var names []string
		for _, c := range Clouds() {
			names = append(names, c.Name)
		}
		return names
	case "output":
		return []string{"table", "wide", "json", "jsonl", "yaml", "csv", "tsv", "id"}
	}
	return nil
}
