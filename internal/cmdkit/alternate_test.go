package cmdkit_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

const guid = "3f1c2a8e-5b0d-4a57-9d0a-7f7a5f0f6f10"

func TestSpoken(t *testing.T) {
	t.Parallel()
	for arg, want := range map[string]string{
		"(appId='" + guid + "')": guid,
		"Payroll":                "Payroll",
		"(appId='Payroll')":      "(appId='Payroll')",
		"Pay ('Payroll')":        "Pay ('Payroll')",
		"O'Brien":                "O'Brien",
		"":                       "",
	} {
		if got := cmdkit.Spoken(arg); got != want {
			t.Errorf("%s is spoken %s, want %s", arg, got, want)
		}
	}
	if got := cmdkit.Spoken(noun.App().Alternate(guid)); got != guid {
		t.Error(got)
	}
}

// TestAlternateKey names an application by the flag, the argument or both.
func TestAlternateKey(t *testing.T) {
	t.Parallel()
	d := faulty.New()
	d.Add("applications", "displayName", "Payroll")
	for _, tt := range []struct{ args, fail string }{
		{"Payroll", ""},
		{"--app-id Payroll", "--app-id is a GUID"},
		{"Payroll --app-id " + guid, "given 2 arguments"},
		{"--app-id " + guid, guid},
		{"--app-id=", "is a GUID"},
		{"", "needs one APP"},
	} {
		a, out := testApp(t, d)
		get := cmdkit.Get(a, noun.App())
		get.SilenceUsage, get.SilenceErrors = true, true
		get.SetArgs(strings.Fields(tt.args))
		err := get.ExecuteContext(t.Context())
		switch {
		case tt.fail == "" && (err != nil || !strings.Contains(out(), "Payroll")):
			t.Errorf("%q: %v, %s", tt.args, err, out())
		case tt.fail != "" && (err == nil || !strings.Contains(err.Error(), tt.fail)):
			t.Errorf("%q: %v, want an error with %q", tt.args, err, tt.fail)
		case tt.fail != "" && strings.Contains(err.Error(), "(appId"):
			t.Errorf("%q: %v shows how keys are written in paths", tt.args, err)
		}
	}
}

// TestFieldsOfMembers sets members of properties by flags.
func TestFieldsOfMembers(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{
		"--redirect-uri https://a --redirect-uri https://b":  `{"web":{"redirectUris":["https://a","https://b"]}}`,
		"--redirect-uri https://a --home-page-url https://h": `{"web":{"redirectUris":["https://a"],"homePageUrl":"https://h"}}`,
		"--redirect-uri=":                  `{"web":{"redirectUris":[]}}`,
		"--home-page-url= --public-client": `{"web":{"homePageUrl":null},"isFallbackPublicClient":true}`,
		"--spa-redirect-uri https://a":     `{"spa":{"redirectUris":["https://a"]}}`,
		"--identifier-uri api://a --tag x": `{"identifierUris":["api://a"],"tags":["x"]}`,
		"--sign-in-audience AzureADMyOrg":  `{"signInAudience":"AzureADMyOrg"}`,
	} {
		flags := pflag.NewFlagSet("", pflag.ContinueOnError)
		fields := cmdkit.AddFields(flags, noun.App())
		if err := flags.Parse(strings.Fields(args)); err != nil {
			t.Fatal(err)
		}
		o, err := fields.Object()
		if err != nil || string(o.AppendJSON(nil)) != want {
			t.Errorf("%s: %s, %v, want %s", args, o.AppendJSON(nil), err, want)
		}
	}
}

// TestUpdateOfAMember sends only the member that is changed.
func TestUpdateOfAMember(t *testing.T) {
	t.Parallel()
	d := faulty.New()
	web := map[string]any{"homePageUrl": "https://h", "redirectUris": []string{}}
	id := d.Add("applications", "displayName", "Payroll", "web", web)
	a, _ := testApp(t, d)
	update := cmdkit.Update(a, noun.App())
	update.SetArgs([]string{"Payroll", "--redirect-uri", "https://a"})
	if err := update.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	o, err := d.Get(t.Context(), noun.App().Ref(id), odata.Query{})
	if raw, _ := o.Raw("web"); err != nil || string(raw) != `{"redirectUris":["https://a"]}` {
		t.Errorf("sent was %s (%v)", raw, err)
	}
}

func TestParseEnd(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 4, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"90d":                  "2027-02-20T04:00:00Z",
		"12h":                  "2026-11-22T16:00:00Z",
		"2027-06-30":           "2027-06-30T00:00:00Z",
		"2027-06-30T08:00:00Z": "2027-06-30T08:00:00Z",
	} {
		got, err := cmdkit.ParseEnd(text, now)
		if err != nil || got.UTC().Format(time.RFC3339) != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "soon", "-1d", "2027-13-01", "30.6.2027"} {
		if got, err := cmdkit.ParseEnd(text, now); err == nil || !strings.Contains(err.Error(), "90d") {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

func TestBrief(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"a":null,"b":[],"c":{"d":false}}`:             "",
		`{"a":null,"b":["x"],"c":{"d":false,"e":true}}`: `{"b":["x"],"c":{"e":true}}`,
		`[{"a":1},{"a":null}]`:                          `[{"a":1}]`,
		`[]`:                                            "",
		`null`:                                          "",
		`{"n":0}`:                                       `{"n":0}`,
	} {
		if got := cmdkit.Brief("web").Value(odata.NewObject("web", json.RawMessage(text))); got != want {
			t.Errorf("%s becomes %s, want %s", text, got, want)
		}
	}
}
