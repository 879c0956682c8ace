package aadgraph

import (
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// MyOrganization is the alias of the tenant that a token is for.
const MyOrganization = "myorganization"

// tenantSegment gives the first segment of a tenant's paths: its id, a
// domain, or the alias (facts/aadgraph.md, section 1).
func tenantSegment(tenant string) (string, error) {
	switch {
	case tenant == "" || strings.EqualFold(tenant, MyOrganization):
		return MyOrganization, nil
	case odata.IsGUID(tenant), domainLike(tenant):
		return odata.KeySegment(tenant), nil
	}
	return MyOrganization, apierr.New(apierr.Invalid, tenant, "not a tenant").
		WithHint("name the tenant by its id, by a verified domain, or as " + MyOrganization)
}

// domainLike tells whether s can be a domain: names with dots between them. A
// domain may have letters of any script.
func domainLike(s string) bool {
	return strings.Contains(s, ".") && !strings.HasPrefix(s, ".") && !strings.HasSuffix(s, ".") &&
		!strings.Contains(s, "..") && !strings.ContainsAny(s, " \t\r\n/\\?#%$&@:;'\"<>(){}[]|^`*+,=")
}

func unknownVersion(v string) error {
	names := make([]string, 0, 5)
	for _, known := range Versions() {
		names = append(names, string(known))
	}
	return apierr.New(apierr.Invalid, "api-version "+v, "not a version of Azure AD Graph").
		WithHint("there are " + strings.Join(names, ", "))
}

// addressed gives a request whose path is relative to the tenant one that is
// relative to the root, with its api-version. Every request passes here.
func (c *Client) addressed(r *rest.Request) (*rest.Request, error) {
	if c.err != nil {
		return nil, c.err
	}
	if r.URL != nil {
		return nil, apierr.New(apierr.Invalid, "", "a request to Azure AD Graph has a path, not an address")
	}
	if err := checkPath(r.Method, r.Path); err != nil {
		return nil, err
	}
	query, version, err := c.versioned(r.Query)
	if err != nil {
		return nil, err
	}
	if err := checkVersion(version, r.Method, r.Path); err != nil {
		return nil, err
	}
	w := *r
	w.Path, w.Query = c.below(r.Path), query
	w.Read = r.Read || asks(r.Method, r.Path)
	return &w, nil
}

// below gives the path below the root of one that is relative to the tenant.
func (c *Client) below(path string) string {
	path = strings.TrimPrefix(path, "/")
	first, _, _ := strings.Cut(path, "/")
	if plain, err := url.PathUnescape(first); err == nil && strings.EqualFold(plain, "me") {
		return path
	}
	return c.tenant + "/" + path
}

// versioned adds api-version to a raw query, in front as the reference writes
// it; one that is there already stays.
func (c *Client) versioned(query string) (string, Version, error) {
	for option := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(option, "=")
		if plain, err := url.QueryUnescape(name); err != nil || !strings.EqualFold(plain, "api-version") {
			continue
		}
		if !Version(value).Known() {
			return "", "", unknownVersion(value)
		}
		return query, Version(value), nil
	}
	version := "api-version=" + string(c.version)
	if query == "" {
		return version, c.version, nil
	}
	return version + "&" + query, c.version, nil
}
