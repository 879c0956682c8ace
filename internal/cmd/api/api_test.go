package apicmd

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// parsed runs the command line and gives the options that it comes to.
func parsed(t *testing.T, input string, args ...string) (*options, error) {
	t.Helper()
	streams, in, _, _ := iostreams.Test()
	in.WriteString(input)
	var got *options
	cmd := newAPI(&app.App{IO: streams, Flags: &app.Flags{}}, func(_ context.Context, o *options) error {
		got = o
		return nil
	})
	cmd.SetArgs(args)
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	err := cmd.ExecuteContext(t.Context())
	return got, err
}

func TestOptions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, input   string
		args          []string
		path          string
		body, content string
		headers       map[string]string
	}{
		{"a read", "", []string{"get", "/users?$top=5"}, "/users?$top=5", "", "", nil},
		{"parameters", "", []string{"GET", "/users", "-F", "$filter=a eq 'b+c&d'", "-F", "x=1"}, "/users?$filter=a%20eq%20%27b%2Bc%26d%27&x=1", "", "", nil},
		{"no body at all", "", []string{"POST", "/x/restore"}, "/x/restore", "", "", nil},
		{"fields of all kinds", "", []string{"PATCH", "/x", "-F", "a=b=c", "-F", "n=5", "-F", "t=true", "-F", "z=null", "-F", "l=[1]", "-F", `s="5"`, "-F", "empty=", "-F", "o/p/q=1", "-F", "o/p/r=2"}, "/x",
			`{"a":"b=c","n":5,"t":true,"z":null,"l":[1],"s":"5","empty":"","o":{"p":{"q":1,"r":2}}}`, "", nil},
		{"standard input, a field over it", `{"a": 1, "b": {"c": 2}}`, []string{"POST", "/x", "-f", "-", "-F", "a=3", "-F", "b/d=4"}, "/x", `{"a":3,"b":{"c":2,"d":4}}`, "", nil},
		{"a list", `[1,2]`, []string{"POST", "/x", "-f", "-"}, "/x", "", "[1,2]", nil},
		{"a text", "hello", []string{"PUT", "/x", "-f", "-", "-H", "content-type: text/plain"}, "/x", "", "hello", map[string]string{"content-type": "text/plain"}},
		{"header fields", "", []string{"GET", "/x", "-H", "ConsistencyLevel: eventual", "-H", "Prefer:a=b"}, "/x", "", "", map[string]string{"ConsistencyLevel": "eventual", "Prefer": "a=b"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o, err := parsed(t, test.input, test.args...)
			if err != nil {
				t.Fatal(err)
			}
			body := ""
			if o.body != nil {
				body = string(o.body.AppendJSON(nil))
			}
			if o.request.Path != test.path || body != test.body || string(o.request.Content) != test.content || o.request.Size != len(test.content) {
				t.Errorf("path %s, body %s, content %q", o.request.Path, body, o.request.Content)
			}
			if want := test.headers; want != nil {
				if diff := cmp.Diff(want, o.request.Headers); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

func TestOptionsRefuse(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"GET"}, {"TRACE", "/x"}, {"GET", "/x", "-f", "-"}, {"GET", "/x", "-F", "nothing"}, {"POST", "/x", "-F", "=5"},
		{"POST", "/x", "--paginate"}, {"POST", "/x", "-f", empty}, {"POST", "/x", "-f", "/nowhere/at/all"},
		{"POST", "/x", "-F", "a=1", "-F", "a/b=2"}, {"POST", "/x", "-F", "passwordProfile/password=p"}, {"POST", "/x", "-F", "proof=p"},
		{"POST", "/x", "-F", `passwordProfile={"password":"p"}`}, {"POST", "/x", "-F", `passwordCredentials=[{"secretText":"p"}]`},
		{"POST", "/x", "-F", `o/list=[{"a":[{"FieldID":"p","Value":"p"}]}]`},
		{"GET", "/x", "-H", "Authorization: x"}, {"GET", "/x", "-H", "cookie: x"}, {"GET", "/x", "-H", "a b: x"}, {"GET", "/x", "-H", "a: b\r\nc: d"},
	} {
		if _, err := parsed(t, "", args...); apierr.KindOf(err) != apierr.Usage {
			t.Errorf("%q: %v", args, err)
		}
	}
}

func TestDestructive(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		method, path string
		want         bool
	}{
		{"DELETE", "/users/x", true},
		{"DELETE", "/groups/x/members/y/$ref", false},
		{"DELETE", "/users/x/manager/%24ref", false},
		{"DELETE", "/users/x?a=/$ref", true},
		{"DELETE", "groups/x/$links/members/y", false},
		{"DELETE", "/users/x?a=/$links/y", true},
		{"POST", "/applications/x/removePassword", true},
		{"POST", "/applications/x/microsoft.graph.removeKey", true},
		{"POST", "/users", false},
		{"PATCH", "/users/x", false},
	} {
		o := &options{method: test.method, path: test.path}
		if o.destructive() != test.want {
			t.Errorf("%s %s", test.method, test.path)
		}
	}
}
