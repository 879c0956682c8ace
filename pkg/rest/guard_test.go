package rest_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

func TestPathsThatClimb(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"../beta/users", "users/..", "users/%2e%2e/x", "users/a%2F..%2Fb", `a%5C..%5Cb`, "./users", "a%zz", "users?x=1", "users#x"} {
		f := &fake{answers: []answer{{status: 200}}}
		c, _ := newClient(t, f, nil)
		_, err := c.Do(t.Context(), &rest.Request{Method: "GET", Path: path})
		wantKind(t, err, apierr.Invalid)
		if len(f.asked) != 0 {
			t.Errorf("%s was sent", path)
		}
	}
}

func TestAddress(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"users/lee%23EXT%23@x.com": "https://graph.test/prefix/v1.0/users/lee%23EXT%23@x.com?$top=1",
		"/users":                   "https://graph.test/prefix/v1.0/users?$top=1",
		"users('$x@y')":            "https://graph.test/prefix/v1.0/users('$x@y')?$top=1",
		"users/a..b":               "https://graph.test/prefix/v1.0/users/a..b?$top=1",
		"users/%E6%97%A5":          "https://graph.test/prefix/v1.0/users/%E6%97%A5?$top=1",
	} {
		f := &fake{answers: []answer{{status: 200}}}
		c, _ := newClient(t, f, nil)
		if _, err := c.Do(t.Context(), &rest.Request{Method: "GET", Path: path, Query: "$top=1"}); err != nil {
			t.Fatal(err)
		}
		if got := f.asked[0].URL.String(); got != want {
			t.Errorf("%s went to %s, want %s", path, got, want)
		}
	}
}

func TestLinks(t *testing.T) {
	t.Parallel()
	for link, good := range map[string]bool{
		"https://graph.test/prefix/v1.0/users?$skiptoken=a": true,
		"https://GRAPH.test/prefix/v1.0/users":              true,
		"http://graph.test/prefix/v1.0/users":               false,
		"https://graph.test.evil.com/prefix/v1.0/users":     false,
		"https://graph.test:8443/prefix/v1.0/users":         false,
		"https://graph.test@evil.com/prefix/v1.0/users":     false,
		"https://u:p@graph.test/prefix/v1.0/users":          false,
		"https://graph.test/prefix/beta/users":              false,
		"https://graph.test/prefix/v1.0/../beta/users":      false,
		"/prefix/v1.0/users":                                false,
	} {
		f := &fake{answers: []answer{{status: 200}}}
		c, _ := newClient(t, f, nil)
		_, err := c.Do(t.Context(), &rest.Request{Method: "GET", URL: mustURL(t, link)})
		if good != (err == nil) || good != (len(f.asked) == 1) {
			t.Errorf("%s: %v after %d requests", link, err, len(f.asked))
		}
	}
}

func TestPlainHTTP(t *testing.T) {
	t.Parallel()
	tests := []struct {
		base      string
		inProcess bool
		good      bool
	}{
		{"https://graph.test/", false, true},
		{"http://graph.test/", false, false},
		{"http://graph.test/", true, true},
		{"http://localhost:80/", false, true},
		{"http://127.0.0.9/", false, true},
		{"http://[::1]:8/", false, true},
		{"http://localhost.evil.com/", false, false},
		{"ftp://localhost/", true, false},
		{"graph.test", false, false},
	}
	for _, tt := range tests {
		f := &fake{answers: []answer{{status: 200}}}
		c, _ := newClient(t, f, func(o *rest.Options) {
			o.Base, o.InProcess = mustURL(t, tt.base), tt.inProcess
		})
		_, err := c.Do(t.Context(), &rest.Request{Method: "GET", Path: "users"})
		if tt.good != (err == nil) {
			t.Errorf("%s (in process: %v): %v", tt.base, tt.inProcess, err)
		}
	}
	c := rest.New(rest.Options{})
	_, err := c.Do(t.Context(), &rest.Request{Method: "GET", Path: "users"})
	wantKind(t, err, apierr.Invalid)
}

func TestDryRun(t *testing.T) {
	t.Parallel()
	var shown []string
	f := &fake{answers: []answer{{status: 200, body: "{}"}}}
	c, _ := newClient(t, f, func(o *rest.Options) {
		o.DryRun = func(k rest.Kept) {
			b, _ := json.Marshal(k)
			shown = append(shown, string(b))
		}
	})
	for _, r := range []*rest.Request{
		{Method: "GET", Path: "users"},
		{Method: "POST", Path: "directoryObjects/getByIds", Body: []byte(`{"ids":[]}`), Read: true},
	} {
		if _, err := c.Do(t.Context(), r); err != nil {
			t.Fatalf("%s %s: %v", r.Method, r.Path, err)
		}
	}
	for _, r := range []*rest.Request{
		{Method: "POST", Path: "users", Body: []byte(`{"displayName":"Lee","passwordProfile":{"password":"S3cret!x"}}`)},
		{Method: "DELETE", Path: "users/1"},
	} {
		_, err := c.Do(t.Context(), r)
		if e := wantKind(t, err, apierr.DryRun); e.Sent {
			t.Error("a kept request is marked as sent")
		}
	}
	if len(f.asked) != 2 {
		t.Errorf("%d requests left, want the two that read", len(f.asked))
	}
	want := `{"method":"POST","url":"https://graph.test/prefix/v1.0/users","headers":{"Content-Type":"application/json"},"body":{"displayName":"Lee","passwordProfile":{"password":"***"}}}` +
		"\n" + `{"method":"DELETE","url":"https://graph.test/prefix/v1.0/users/1","headers":{},"body":null}`
	if got := strings.Join(shown, "\n"); got != want {
		t.Errorf("kept:\n%s\nwant:\n%s", got, want)
	}
}

func TestMaskURL(t *testing.T) {
	t.Parallel()
	u, err := url.Parse("https://u:p@host/x?$filter=a%20eq%201&client_secret=abc&$skiptoken=t&access_token=z")
	if err != nil {
		t.Fatal(err)
	}
	want := "https://host/x?$filter=a%20eq%201&client_secret=***&$skiptoken=t&access_token=***"
	if got := rest.MaskURL(u); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
