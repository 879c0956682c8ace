package edm

import (
	"errors"
	"strings"
	"testing"
)

func TestCheckUserPrincipalName(t *testing.T) {
	t.Parallel()
	local64, domain48 := strings.Repeat("a", 64), strings.Repeat("d", 44)+".com"
	tests := []struct{ upn, want string }{
		{"lee.gu@contoso.onmicrosoft.com", ""},
		{"O'Brien@contoso.com", ""},
		{"a!#^~-_1@contoso.com", ""},
		{"guest_gmail.com#EXT#@contoso.onmicrosoft.com", ""},
		{local64 + "@" + domain48, ""},
		{".a@contoso.com", ""},
		{"", "it has the form name@domain"},
		{"lee.gu", "it has the form name@domain"},
		{"a@b@c.com", "only one @ is allowed"},
		{"@contoso.com", "there is no name before the @"},
		{"lee@", "there is no domain after the @"},
		{"lee.@contoso.com", "a dot may not stand just before the @"},
		{"lee gu@contoso.com", "' ' is not allowed before the @"},
		{"josé@contoso.com", "'é' is not allowed before the @"},
		{"a+b@contoso.com", "'+' is not allowed before the @"},
		{local64 + "a@contoso.com", "at most 64 characters may stand before the @, not 65"},
		{"a@d" + domain48, "at most 48 characters may stand after the @, not 49"},
		{"a@contoso..com", "is no domain name"},
		{"a@-contoso.com", "is no domain name"},
		{"a@münchen.de", "is no domain name"},
		{"a@contoso.com ", "is no domain name"},
	}
	for _, tt := range tests {
		checkRule(t, tt.upn, CheckUserPrincipalName(tt.upn), tt.want)
	}
}

// checkRule compares an error's rule with what is wanted: a part of it, or
// "" for none.
func checkRule(t *testing.T, what string, err error, want string) {
	t.Helper()
	var fault *ValueError
	switch {
	case err == nil && want == "":
	case err == nil:
		t.Errorf("%q: no error, want %q", what, want)
	case !errors.As(err, &fault):
		t.Errorf("%q: the error is a %T", what, err)
	case want == "" || !strings.Contains(fault.Rule, want):
		t.Errorf("%q: %q, want %q", what, fault.Rule, want)
	}
}

func FuzzCheckUserPrincipalName(f *testing.F) {
	for _, seed := range []string{"lee.gu@contoso.com", "@", "a@b", "a.@b", "é@x.y", "a@" + strings.Repeat("x", 60), "a@b@c", "\xff@b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, upn string) {
		if err := CheckUserPrincipalName(upn); err != nil {
			if strings.ContainsAny(err.Error(), "\n\x00") {
				t.Errorf("the error has a control character: %q", err)
			}
			return
		}
		local, domain, ok := strings.Cut(upn, "@")
		if !ok || len(upn) > maxUPN || len(local) > maxUPNLocal || len(domain) > maxUPNDomain || strings.Contains(domain, "@") {
			t.Errorf("%q was let through", upn)
		}
		for _, r := range upn {
			if r > '~' || r <= ' ' || strings.ContainsRune(`\%&*+/=?{}|<>();:,["`, r) {
				t.Errorf("%q with %q was let through", upn, r)
			}
		}
	})
}

func TestCheckMailNickname(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, want string }{
		{"sales-de", ""},
		{"lee.gu", ""},
		{"a!#$%&'*+-/=?^_`{|}~", ""},
		{strings.Repeat("x", 64), ""},
		{strings.Repeat("x", 65), "at most 64 characters are allowed, not 65"},
		{"", "it may not be empty"},
		{"josé", "'é' is not allowed"},
		{"tab\there", `'\t' is not allowed`},
	}
	for _, r := range `@()\[]";:<>, ` {
		tests = append(tests, struct{ name, want string }{"a" + string(r) + "b", "is not allowed; allowed are"})
	}
	for _, tt := range tests {
		checkRule(t, tt.name, CheckMailNickname(tt.name), tt.want)
	}
}
