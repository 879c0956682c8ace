package odata

import (
	"net/url"
	"testing"
)

func TestKeys(t *testing.T) {
	t.Parallel()
	tests := []struct{ got, want string }{
		{QuoteString("O'Brien"), "'O''Brien'"},
		{QuoteString(""), "''"},
		{KeySegment("lee.gu@contoso.com"), "lee.gu@contoso.com"},
		{KeySegment("a_b.com#EXT#@x"), "a_b.com%23EXT%23@x"},
		{KeySegment("a/b?c%d e"), "a%2Fb%3Fc%25d%20e"},
		{KeySegment("Zoë"), "Zo%C3%AB"},
		{KeySegment("a+b(c)=d"), "a%2Bb%28c%29%3Dd"},
		{KeyPredicate("appId", "x"), "(appId='x')"},
		{KeyPredicate("", "O'Brien/2"), "('O''Brien%2F2')"},
		{KeyPath("users", "lee@x.com"), "users/lee@x.com"},
		{KeyPath("users", "$lee@x.com"), "users('%24lee@x.com')"},
		{KeyPath("users", ".."), "users('..')"},
		{KeyPath("users", ""), "users('')"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %s, want %s", tt.got, tt.want)
		}
	}
}

func FuzzKeySegment(f *testing.F) {
	for _, s := range []string{"lee@contoso.com", "#EXT#", "../..", "a b", "ü", "\x00\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := url.Parse("https://h/v1.0/" + KeyPath("users", s) + "/manager")
		if err != nil || u.RawQuery != "" || u.Fragment != "" || u.Host != "h" {
			t.Fatalf("%q: %v, %v", s, u, err)
		}
		if back, err := url.PathUnescape(KeySegment(s)); back != s || err != nil {
			t.Fatalf("%q came back as %q, %v", s, back, err)
		}
	})
}
