package rest

import (
	"context"
	"net"
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// guard refuses what must not leave: plain HTTP over a network, a path that
// climbs, a link to another service; and, in a dry run, any change.
func (c *Client) guard(next asker) asker {
	return func(ctx context.Context, r *Request) (*Response, error) {
		if err := c.checkBase(); err != nil {
			return nil, err
		}
		u, err := c.address(r)
		if err != nil {
			return nil, err
		}
		if c.o.DryRun != nil && !r.harmless() {
			c.o.DryRun(kept(r, u))
			return nil, &apierr.Error{Kind: apierr.DryRun, Method: r.Method, URL: shown(u)}
		}
		asked := *r
		asked.URL = u
		return next(ctx, &asked)
	}
}

func (c *Client) checkBase() error {
	switch {
	case c.base.Host == "":
		return apierr.New(apierr.Invalid, c.base.String(), "the endpoint has no host")
	case c.base.Scheme == "https":
		return nil
	case c.base.Scheme == "http" && (c.o.InProcess || loopback(c.base.Hostname())):
		return nil
	}
	return apierr.New(apierr.Invalid, c.base.Scheme+"://"+c.base.Host,
		"plain HTTP is refused: it would show credentials to the network").
		WithHint("use an https:// endpoint")
}

// address gives the absolute URL of a request.
func (c *Client) address(r *Request) (*url.URL, error) {
	if r.URL != nil {
		return r.URL, c.CheckLink(r.URL)
	}
	if err := CheckPath(r.Path); err != nil {
		return nil, err
	}
	u, err := url.Parse(c.base.String() + strings.TrimPrefix(r.Path, "/"))
	if err != nil {
		return nil, notPath(r.Path)
	}
	u.RawQuery = r.Query
	return u, nil
}

// CheckPath refuses (apierr.Invalid) what is no path below a base: one that
// climbs, or that a query or a fragment would cut off. Paths that travel in a
// body, as those of a batch do, need it as well as those of requests.
func CheckPath(path string) error {
	if climbs(path) {
		return apierr.New(apierr.Invalid, path, `a path must not have the segment ".."`)
	}
	if _, err := url.Parse("https://host/" + strings.TrimPrefix(path, "/")); err != nil || strings.ContainsAny(path, "?#") {
		return notPath(path)
	}
	return nil
}

func notPath(path string) error {
	return apierr.New(apierr.Invalid, path, "not a path of a URL")
}

// CheckLink tells whether a link that the directory gave (a next page) may be
// followed: it must lie below the base, since it is sent the credentials.
func (c *Client) CheckLink(u *url.URL) error {
	same := u.Scheme == c.base.Scheme && strings.EqualFold(u.Host, c.base.Host) && u.User == nil &&
		strings.HasPrefix(u.EscapedPath(), c.base.EscapedPath())
	if !same || climbs(u.EscapedPath()) {
		return apierr.New(apierr.Other, shown(u),
			"the directory gave a link that leads away from "+shown(c.base)+"; it was not followed")
	}
	return nil
}

// climbs tells whether a percent-encoded path has a segment "." or "..", in
// whatever spelling a server might read as one.
func climbs(path string) bool {
	plain, err := url.PathUnescape(path)
	if err != nil {
		return true
	}
	for segment := range strings.FieldsFuncSeq(plain, func(r rune) bool { return r == '/' || r == '\\' }) {
		if segment == "." || segment == ".." {
			return true
		}
	}
	return false
}

func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// kept makes the shown form of a request. Header fields that say who asks,
// and by which program, are left out.
func kept(r *Request, u *url.URL) Kept {
	k := Kept{Method: r.Method, URL: MaskURL(u), Headers: map[string]string{}}
	for name, values := range MaskHeader(r.Header) {
		k.Headers[name] = strings.Join(values, ", ")
	}
	if len(r.Body) == 0 {
		return k
	}
	if r.Header.Get("Content-Type") == "" {
		k.Headers["Content-Type"] = jsonType
	}
	k.Body = MaskJSON(r.Body)
	return k
}

// shown gives an address without its query and user, for messages.
func shown(u *url.URL) string {
	v := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
	return v.String()
}

const jsonType = "application/json"
