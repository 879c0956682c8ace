package aadgraph_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// FuzzDecode reads error bodies: whatever comes, an error with a message is
// made of it.
func FuzzDecode(f *testing.F) {
	for _, body := range []string{
		odataError("Request_ResourceNotFound", "no", ""), odataError("Request_ThrottledTemporarily", "99999999999999999999 seconds", ""),
		odataError("Request_BadRequest", "x", `[{"item":"PropertyName","value":"a"}]`), `{"odata.error":{"message":"x"}}`, "", "{", "\ufeff[]",
	} {
		f.Add(400, body)
		f.Add(503, body)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		e := apierr.As(aadgraph.Decode(&http.Response{StatusCode: status, Status: "s", Header: http.Header{}}, []byte(body)))
		if e == nil || e.Error() == "" || e.RetryAfter < 0 || e.RetryAfter.Hours() > 24 {
			t.Errorf("%q gives %+v", body, e)
		}
	})
}

// scripted answers every request with one page, and remembers where requests
// went.
type scripted struct {
	body string
	went []*url.URL
}

func (s *scripted) RoundTrip(r *http.Request) (*http.Response, error) {
	s.went = append(s.went, r.URL)
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(s.body)), Request: r}, nil
}

// FuzzNextLink follows links: a request never leaves the service and the
// tenant, and always has one api-version.
func FuzzNextLink(f *testing.F) {
	for _, link := range []string{
		"directoryObjects/$/Microsoft.DirectoryServices.User?$skiptoken=X'1'", "https://graph.windows.net/contoso.com/users?$skiptoken=X'1'",
		"https://evil.example/contoso.com/users", "//evil.example/", "/contoso.com/../other/users", `\\evil.example\x`, "me/memberOf?a", "?",
		"", "#", "contoso.com/users", "/contoso.com/users?api-version=1.5", "https://graph.windows.net:443/contoso.com/users", "%2e%2e/x", "a?api-version=1.6&api-version=1.5",
	} {
		f.Add(link)
	}
	base, err := url.Parse("https://graph.windows.net/")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, link string) {
		s := &scripted{body: `{"value":[]}`}
		c := aadgraph.New(aadgraph.Options{Options: rest.Options{Base: base, Transport: s}, Tenant: "contoso.com"})
		_, err := c.PageAt(context.Background(), link, false)
		if err == nil != (len(s.went) == 1) {
			t.Fatalf("%q: %v after %d requests", link, err, len(s.went))
		}
		for _, u := range s.went {
			first, _, _ := strings.Cut(strings.TrimPrefix(u.EscapedPath(), "/"), "/")
			if u.Host != "graph.windows.net" || u.Scheme != "https" || !strings.EqualFold(first, "contoso.com") && !strings.EqualFold(first, "me") {
				t.Errorf("%q leads to %s", link, u)
			}
			if plain, err := url.PathUnescape(u.EscapedPath()); err != nil || strings.Contains(plain+"/", "/../") {
				t.Errorf("%q climbs to %s", link, u)
			}
			if !strings.Contains(u.RawQuery, "api-version") {
				t.Errorf("%q has no version: %s", link, u)
			}
		}
	})
}

// FuzzEnvelope reads answers of every shape.
func FuzzEnvelope(f *testing.F) {
	for _, body := range []string{groups, `{"value":true}`, `{"value":"a"}`, `{"value":[{"keyCredential":{}}]}`, `{"url":1}`, `[]`, `{"value":[{}],"odata.nextLink":"x"}`} {
		f.Add(body)
	}
	base, err := url.Parse("https://graph.windows.net/")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body string) {
		ctx := t.Context()
		c := aadgraph.New(aadgraph.Options{Options: rest.Options{Base: base, Transport: &scripted{body: body}}})
		for _, do := range []func() error{
			func() error { _, err := c.MemberGroups(ctx, "me", true); return err },
			func() error { _, err := c.IsMemberOf(ctx, "g", "m"); return err },
			func() error { _, err := c.ExtensionProperties(ctx, nil); return err },
			func() error { _, err := c.ServicePrincipalID(ctx, "a"); return err },
			func() error { _, err := c.AddKey(ctx, "applications/a", aadgraph.NewKey{}); return err },
			func() error { _, err := c.Link(ctx, "me/manager"); return err },
		} {
			if err := do(); err != nil && apierr.As(err) == nil {
				t.Errorf("%q gives %v", body, err)
			}
		}
		if o, err := odata.ParseObject([]byte(body)); err == nil {
			for _, kind := range aadgraph.Types() {
				aadgraph.ToCanonical(kind, o)
				_, _ = aadgraph.FromCanonical(kind, o)
			}
		}
	})
}
