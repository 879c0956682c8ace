package edm

import (
	"net/url"
	"strings"
	"testing"
	"unicode"
)

// FuzzURI: what is taken for a URI is one to net/url too, with a scheme, and
// on the web with a host; a redirect URI that is taken for an application
// goes to no other computer unprotected.
func FuzzURI(f *testing.F) {
	for _, s := range []string{
		"https://contoso.com", "http://localhost:8080/x", "http://LOCALHOST@evil.example", "http://localhost.evil.example", "http://127.0.0.1.evil.example",
		"HTTP://evil.example", "http:evil", "http:///x", "https:// a", "https://a\u00a0b", "urn:a", "1a:b", ":", "msal{x}://auth", "http://localhost#@evil", "http://[::1]",
		"https://[fe80::1%25en0]/", "http://localhost\\@evil.example", "api://%zz", "https://a/%zz", "x:", "ht\ttps://a",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, format := range []Format{WebURL, SecureURL, RedirectURI, IdentifierURI} {
			if badURI(format, s) != "" {
				continue
			}
			scheme, _, _ := strings.Cut(s, ":")
			if !isScheme(scheme) || strings.ContainsFunc(s, unicode.IsSpace) {
				t.Fatalf("%q is taken for an absolute URI", s)
			}
			web := strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")
			if !web {
				if format == WebURL || format == SecureURL {
					t.Fatalf("%q is taken for a URL of the web", s)
				}
				continue
			}
			u, err := url.Parse(s)
			if err != nil || u.Hostname() == "" {
				t.Fatalf("%q has no host: %v", s, err)
			}
			if host := u.Hostname(); format == RedirectURI && u.Scheme == "http" && badRedirect(s, false) == "" && !strings.EqualFold(host, "localhost") && host != "127.0.0.1" {
				t.Fatalf("%q goes to %s", s, host)
			}
		}
	})
}
