package cmdkit

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// TestSettings reads values of --set by the kind of what their path leads to.
func TestSettings(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ typ, text, want, fail string }{
		{"application", "notes=a=b", `{"notes":"a=b"}`, ""},
		{"application", "NOTES=x", `{"notes":"x"}`, ""},
		{"application", "notes=true", `{"notes":"true"}`, ""},
		{"application", "notes=null", `{"notes":null}`, ""},
		{"application", `notes:="null"`, `{"notes":"null"}`, ""},
		{"application", "web.redirectUris=https://a,https://b", `{"web":{"redirectUris":["https://a","https://b"]}}`, ""},
		{"application", "web.redirectUris=null", `{"web":{"redirectUris":[]}}`, ""},
		{"application", `tags=a\,b\\,c`, `{"tags":["a,b\\","c"]}`, ""},
		{"application", `tags=C:\dir`, `{"tags":["C:\\dir"]}`, ""},
		{"application", "api.requestedAccessTokenVersion=2", `{"api":{"requestedAccessTokenVersion":2}}`, ""},
		{"application", "api.requestedAccessTokenVersion=null", `{"api":{"requestedAccessTokenVersion":null}}`, ""},
		{"application", "web.implicitGrantSettings.enableIdTokenIssuance=false", `{"web":{"implicitGrantSettings":{"enableIdTokenIssuance":false}}}`, ""},
		{"application", "parentalControlSettings=null", `{"parentalControlSettings":null}`, ""},
		{"application", "nativeAuthenticationApisEnabled=all", `{"nativeAuthenticationApisEnabled":"all"}`, ""},
		{"user", "employeeHireDate=2026-11-22", `{"employeeHireDate":"2026-11-22T00:00:00Z"}`, ""},
		{"user", "extension_0123456789abcdef0123456789abcdef_grade=A", `{"extension_0123456789abcdef0123456789abcdef_grade":"A"}`, ""},
		{"application", "=x", "", "PATH=VALUE"},
		{"application", ":=x", "", "PATH=VALUE"},
		{"application", "appRoles=x", "", "a list of objects"},
		{"application", "appRoles.0.value=x", "", "appRoles is a list"},
		{"application", "appRoles:={", "", "line 1"},
		{"application", "appRoles:=@none.yaml", "", "none.yaml"},
		{"application", "tokenEncryptionKeyId=x", "", "00000000-0000"},
		{"application", "noted=x", "", "did you mean notes"},
		{"user", "passwordProfile.password=hush", "", "a secret"},
	} {
		body := odata.NewObject()
		err := (&settings{texts: []string{tt.text}}).apply(tt.typ, body)
		switch got := string(body.AppendJSON(nil)); {
		case tt.fail == "" && (err != nil || got != tt.want):
			t.Errorf("%s: %s, %v, want %s", tt.text, got, err, tt.want)
		case tt.fail != "" && (err == nil || !strings.Contains(err.Error(), tt.fail)):
			t.Errorf("%s: %v, want %q", tt.text, err, tt.fail)
		case err != nil && strings.Contains(err.Error(), "hush"):
			t.Errorf("a secret is shown: %v", err)
		}
	}
}

// TestListChanges adds to lists and takes from them: those that the body sets,
// else those of the object.
func TestListChanges(t *testing.T) {
	t.Parallel()
	there, err := odata.ParseObject([]byte(`{"tags":["hr","a,b"],"web":{"redirectUris":["https://a"]},"api":null,
		"managerApplications":["0000000a-0000-0000-0000-000000000000"]}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		texts      []string
		want, fail string
	}{
		{[]string{"tags+=pay"}, `{"tags":["hr","a,b","pay"]}`, ""},
		{[]string{"tags+=hr,pay"}, `{"tags":["hr","a,b","pay"]}`, ""},
		{[]string{"tags+=HR"}, `{"tags":["hr","a,b","HR"]}`, ""},
		{[]string{"tags+="}, `{"tags":["hr","a,b"]}`, ""},
		{[]string{`tags-=a\,b`}, `{"tags":["hr"]}`, ""},
		{[]string{"tags-=hr,a"}, `{"tags":["a,b"]}`, ""},
		{[]string{`tags-:="hr"`}, `{"tags":["a,b"]}`, ""},
		{[]string{`tags+:=["pay","new"]`}, `{"tags":["hr","a,b","pay","new"]}`, ""},
		{[]string{"tags=x", "tags+=y", "tags-=x"}, `{"tags":["y"]}`, ""},
		{[]string{"web.redirectUris+=https://b"}, `{"web":{"redirectUris":["https://a","https://b"]}}`, ""},
		{[]string{"web.redirectUris-=https://a", "web.homePageUrl=https://h"}, `{"web":{"homePageUrl":"https://h","redirectUris":[]}}`, ""},
		{[]string{"spa.redirectUris-=https://b"}, `{"spa":{"redirectUris":[]}}`, ""},
		{[]string{"api.knownClientApplications+=00000001-0000-0000-0000-000000000000"}, `{"api":{"knownClientApplications":["00000001-0000-0000-0000-000000000000"]}}`, ""},
		{[]string{"managerApplications+=0000000A-0000-0000-0000-000000000000"}, `{"managerApplications":["0000000a-0000-0000-0000-000000000000"]}`, ""},
		{[]string{"tags+=x y"}, "", "no spaces"},
		{[]string{"web.redirectUris+=b"}, "", "an absolute URI"},
		{[]string{"notes+=x"}, "", "is for lists"},
		{[]string{"appRoles-=x"}, "", "a list of objects"},
		{[]string{"+=x"}, "", "PATH=VALUE"},
		{[]string{"tags+"}, "", "PATH=VALUE"},
	} {
		s, body := &settings{texts: tt.texts, lists: true}, odata.NewObject()
		err := s.apply("application", body)
		if err == nil {
			body, err = changedLists(s.changes, there, body)
		}
		switch {
		case tt.fail != "" && (err == nil || !strings.Contains(err.Error(), tt.fail)):
			t.Errorf("%q: %v, want %q", tt.texts, err, tt.fail)
		case tt.fail == "" && err != nil:
			t.Errorf("%q: %v", tt.texts, err)
		case err == nil && string(body.AppendJSON(nil)) != tt.want:
			t.Errorf("%q: %s, want %s", tt.texts, body.AppendJSON(nil), tt.want)
		}
	}
}

// TestSettablePaths offers paths that --set takes.
func TestSettablePaths(t *testing.T) {
	t.Parallel()
	app := edm.Lookup("application")
	paths := settablePaths(app, "", 0)
	if len(paths) < 50 {
		t.Fatalf("only %d paths", len(paths))
	}
	for _, path := range paths {
		if _, _, err := settable(app, strings.ReplaceAll(strings.TrimRight(path, ":="), ".", "/")); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestDocuments reads JSON and YAML by their content.
func TestDocuments(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want, fail string }{
		{"\ufeff" + ` {"a":1}`, `{"a":1}`, ""},
		{"# nothing\n", ``, ""},
		{"a: 1\nb: [x, true, null]\n---\n# empty\n---\nc: {d: 2026-11-22, e: 0012, f: \"no\", g: no}\n", ``, "0012"},
		{"a: 1\n---\nb: no\nc: 2026-11-22\nd: ~\ne: |\n  two\n  lines\n", `{"a":1} {"b":"no","c":"2026-11-22","d":null,"e":"two\nlines\n"}`, ""},
		{"a: 1\na: 2\n", "", "line 2: a is there twice"},
		{"a: &x 1\nb: *x\n", "", "line 2: anchors and aliases"},
		{"- a\n", "", "line 1: properties are wanted"},
		{"a: .inf\n", "", "no decimal number"},
		{"a: !!binary aGk=\n", "", "!!binary is not read"},
		{"a: [\n", "", "line 1"},
		{`{"a":`, "", "JSON"},
		{strings.Repeat("[", 100) + strings.Repeat("]", 100), "", "properties are wanted"},
		{"a: " + strings.Repeat("[", 100) + strings.Repeat("]", 100), "", "too deep"},
	} {
		docs, err := parseDocuments([]byte(tt.text))
		var got []string
		for _, o := range docs {
			got = append(got, string(o.AppendJSON(nil)))
		}
		switch {
		case tt.fail == "" && (err != nil || strings.Join(got, " ") != tt.want):
			t.Errorf("%q: %v, %v, want %s", tt.text, got, err, tt.want)
		case tt.fail != "" && (err == nil || !strings.Contains(err.Error(), tt.fail)):
			t.Errorf("%q: %v, want %q", tt.text, err, tt.fail)
		}
	}
}
