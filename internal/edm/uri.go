package edm

import (
	"net/url"
	"strings"
	"unicode"
)

// badURI says what is wrong with a URI of a format, "" if nothing is. It
// refuses what no client could go to; what a kind of client or an audience
// may not have is for CheckChange.
func badURI(f Format, s string) string {
	scheme, rest, ok := strings.Cut(s, ":")
	switch {
	case !ok || !isScheme(scheme) || strings.Trim(rest, "/") == "":
		return "it is an absolute URI: " + exampleURI(f)
	case strings.ContainsFunc(s, notInURI):
		return "a URI has no spaces and control characters"
	}
	switch scheme = strings.ToLower(scheme); {
	case f == SecureURL && scheme != "https":
		return "it is an https URL: " + exampleURI(f)
	case f == WebURL && scheme != "https" && scheme != "http":
		return "it is an http or https URL: " + exampleURI(f)
	case f == IdentifierURI && strings.Contains(s, "*"):
		return "wildcards (*) may not stand in it: write each URI"
	case scheme != "https" && scheme != "http":
		return ""
	}
	if u, err := url.Parse(s); err != nil || u.Hostname() == "" {
		return "it has no host, or one that cannot be read: " + exampleURI(f)
	}
	return ""
}

func exampleURI(f Format) string {
	switch f {
	case IdentifierURI:
		return "api://payroll or https://contoso.com/payroll"
	case RedirectURI:
		return "https://contoso.com/signin, or http://localhost:8080 for the computer itself"
	}
	return "https://contoso.com/payroll"
}

// isScheme tells whether s is the scheme of a URI (RFC 3986, section 3.1).
func isScheme(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case isLetter(c):
		case i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.':
			return false
		}
	}
	return s != ""
}

func notInURI(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// Characters that redirect URIs may not have (Microsoft's page "Redirect URI
// (reply URL) restrictions and limitations").
const notInRedirect = "!$'(),;"

// badRedirect says why a redirect URI, absolute as it is, is not taken: that
// page's table of schemes, and what is not for an audience with personal
// accounts. Of http, only the computer itself is gone to; [::1] is not
// supported.
func badRedirect(s string, personal bool) string {
	scheme, _, _ := strings.Cut(s, ":")
	web := strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")
	switch i := strings.IndexAny(s, notInRedirect); {
	case i >= 0:
		return "the character " + s[i:i+1] + " may not stand in a redirect URI, nor any of " + notInRedirect
	case !web:
		return ""
	case strings.EqualFold(scheme, "http") && !isLoopback(s):
		return "http is for localhost and 127.0.0.1 only: write https"
	case strings.Contains(s, "#"):
		return "a redirect URI has no fragment: leave out # and what follows it"
	case personal && strings.Contains(s, "*"):
		return "with personal accounts in signInAudience it may have no wildcard (*): write each URI"
	case personal && strings.Contains(s, "?"):
		return "with personal accounts in signInAudience it may have no query (?): hand what it says over in the parameter state"
	}
	return ""
}

func isLoopback(s string) bool {
	u, err := url.Parse(s)
	if err != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	return host == "localhost" || host == "127.0.0.1"
}

// badIdentifier says why an application with personal accounts in its
// audience may not have an identifier URI (Microsoft's page "Validation
// differences by supported account types").
func badIdentifier(s string) string {
	const with = "with personal accounts in signInAudience "
	switch {
	case strings.HasPrefix(strings.ToLower(s), "urn:"):
		return with + "it may be no urn: write api:// or https://"
	case strings.ContainsAny(s, "?#"):
		return with + "it may have neither a query (?) nor a fragment (#)"
	case len(s) > maxPersonalIdentifier:
		return with + "it has at most 120 characters"
	}
	return ""
}

const maxPersonalIdentifier = 120
