package aadgraph

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// linked makes the request of a link that the directory gave (odata.nextLink,
// aad.nextLink, aad.deltaLink). It is relative to the tenant and has no
// api-version, or is absolute (facts/aadgraph.md, section 4). It is followed
// only within the tenant that was asked, or on behalf of "me", since it is
// sent the credentials.
func (c *Client) linked(link string) (*rest.Request, error) {
	if c.err != nil {
		return nil, c.err
	}
	u, err := c.resolve(link)
	if err != nil {
		return nil, apierr.New(apierr.Other, "", "the directory gave a link that is no address")
	}
	if err := c.checkLink(u); err != nil {
		return nil, err
	}
	query, _, err := c.versioned(u.RawQuery)
	if err != nil {
		return nil, err
	}
	path := strings.TrimPrefix(u.EscapedPath(), c.Base().EscapedPath())
	return &rest.Request{Method: http.MethodGet, Path: path, Query: query}, nil
}

// resolve gives the address of a link: one without a slash in front is
// relative to the tenant.
func (c *Client) resolve(link string) (*url.URL, error) {
	u, err := url.Parse(link)
	if err != nil {
		return nil, err
	}
	if u.Opaque != "" {
		return nil, errors.New("not a hierarchical address")
	}
	if u.Scheme == "" && u.Host == "" && u.User == nil && !strings.HasPrefix(link, "/") {
		if u, err = url.Parse(c.Base().String() + c.below(u.EscapedPath()) + "?" + u.RawQuery); err != nil {
			return nil, err
		}
	}
	return c.Base().ResolveReference(u), nil
}

// checkLink refuses a link that leads to another service or another tenant.
func (c *Client) checkLink(u *url.URL) error {
	if err := c.rest.CheckLink(u); err != nil {
		return err
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(u.EscapedPath(), c.Base().EscapedPath()), "/")
	if strings.EqualFold(first, c.tenant) || strings.EqualFold(first, "me") {
		return nil
	}
	return apierr.New(apierr.Other, u.Path,
		"the directory gave a link that leads to another tenant than "+c.tenant+"; it was not followed")
}
