package profile_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/profile"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

func TestEditingKeepsWhatPeopleWrote(t *testing.T) {
	t.Parallel()
	const before = `# Directories of the IT department.
current: Prod # change by ticket only
profiles:
  # The real thing.
  Prod:
    tenant: contoso.onmicrosoft.com # verified
    protocol: graph
  lab: # see the wiki
  old: {protocol: scim, endpoint: "https://old.example.com/scim"}
`
	tests := []struct {
		name string
		do   func(profile.Paths) error
		want string
	}{
		{"change a setting", func(p profile.Paths) error {
			return profile.Set(p, "prod", map[string]string{"tenant": "fabrikam.com", "clientId": "c1"})
		}, `# Directories of the IT department.
current: Prod # change by ticket only
profiles:
  # The real thing.
  Prod:
    tenant: fabrikam.com # verified
    protocol: graph
    clientId: c1
  lab: # see the wiki
  old: {protocol: scim, endpoint: "https://old.example.com/scim"}
`},
		{"fill an empty profile", func(p profile.Paths) error {
			return profile.Set(p, "lab", map[string]string{"output": "json", "tenant": "12e4"})
		}, `# Directories of the IT department.
current: Prod # change by ticket only
profiles:
  # The real thing.
  Prod:
    tenant: contoso.onmicrosoft.com # verified
    protocol: graph
  lab: # see the wiki
    tenant: "12e4"
    output: json
  old: {protocol: scim, endpoint: "https://old.example.com/scim"}
`},
		{"use another", func(p profile.Paths) error { return profile.Use(p, "old") }, `# Directories of the IT department.
current: old # change by ticket only
profiles:
  # The real thing.
  Prod:
    tenant: contoso.onmicrosoft.com # verified
    protocol: graph
  lab: # see the wiki
  old: {protocol: scim, endpoint: "https://old.example.com/scim"}
`},
		{"delete the current one", func(p profile.Paths) error { return profile.Delete(p, "PROD") }, `# Directories of the IT department.
profiles:
  lab: # see the wiki
  old: {protocol: scim, endpoint: "https://old.example.com/scim"}
`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			paths := folder(t, before)
			if err := test.do(paths); err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(paths.ConfigFile())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEditingRefusesAliases(t *testing.T) {
	t.Parallel()
	const text = "profiles:\n  a: &x {tenant: t}\n  b: *x\n"
	paths := folder(t, text)
	err := profile.Set(paths, "b", map[string]string{"tenant": "u"})
	if e := apierr.As(err); e == nil || e.Kind != apierr.Usage || e.Hint == "" {
		t.Errorf("got %v", err)
	}
	if now, _ := os.ReadFile(paths.ConfigFile()); string(now) != text {
		t.Errorf("the file became\n%s", now)
	}
}

func TestEditingFollowsALink(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege on Windows")
	}
	paths, elsewhere := folder(t, ""), filepath.Join(t.TempDir(), "dotfiles.yaml")
	if err := os.WriteFile(elsewhere, []byte("profiles: {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, paths.ConfigFile()); err != nil {
		t.Fatal(err)
	}
	if err := profile.Set(paths, "lab", map[string]string{"tenant": "t"}); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(elsewhere); string(text) != "profiles: {lab: {tenant: t}}\n" {
		t.Errorf("the file that is linked to holds %q", text)
	}
}

func TestOrigins(t *testing.T) {
	t.Parallel()
	name, all, err := profile.Origins(folder(t, twoProfiles), environment("TENANTCTL_TENANT", "fabrikam.com"), profile.Overrides{Name: "prod", Settings: profile.Settings{Output: "csv"}})
	if err != nil || name.Value != "prod" || name.From != "flag" {
		t.Fatalf("%+v, %v", name, err)
	}
	got := map[string]string{}
	for _, o := range all {
		got[o.Key.Name] = o.Value + " by " + o.From
	}
	want := map[string]string{
		"protocol": "graph by file", "endpoint": "https://graph.microsoft.com by default", "authority": "https://login.microsoftonline.com by default",
		"cloud": "global by default", "tenant": "fabrikam.com by TENANTCTL_TENANT", "clientId": "11111111-1111-1111-1111-111111111111 by file",
		"auth": " by ", "ca": " by ", "output": "csv by flag",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestClouds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		settings            profile.Settings
		cloud, signIn, base string
	}{
		{profile.Settings{}, "global", "https://login.microsoftonline.com", "https://graph.microsoft.com/v1.0/"},
		{profile.Settings{Cloud: "china"}, "china", "https://login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn/v1.0/"},
		{profile.Settings{Endpoint: "https://DOD-graph.microsoft.us/beta/"}, "usgovdod", "https://login.microsoftonline.us", "https://DOD-graph.microsoft.us/beta/"},
		{profile.Settings{Authority: "https://login.microsoftonline.us"}, "usgov", "https://login.microsoftonline.us", "https://graph.microsoft.us/v1.0/"},
		{profile.Settings{Endpoint: "https://127.0.0.1:8443", Authority: "https://127.0.0.1:8443"}, "global", "https://127.0.0.1:8443", "https://127.0.0.1:8443/v1.0/"},
		{profile.Settings{Endpoint: "https://proxy.example.com/graph/v1.0/"}, "global", "https://login.microsoftonline.com", "https://proxy.example.com/graph/v1.0/"},
	}
	for _, test := range tests {
		if got := test.settings.InCloud().Name + " " + test.settings.SignIn() + " " + test.settings.GraphBase(); got != test.cloud+" "+test.signIn+" "+test.base {
			t.Errorf("%+v: %s", test.settings, got)
		}
	}
}

func TestCloudsOfAADGraph(t *testing.T) {
	t.Parallel()
	tests := []struct {
		settings             profile.Settings
		root, tenant, tokens string
	}{
		{profile.Settings{}, "https://graph.windows.net", "", "https://graph.windows.net"},
		{profile.Settings{Tenant: "contoso.com"}, "https://graph.windows.net", "contoso.com", "https://graph.windows.net"},
		{profile.Settings{Tenant: "Organizations"}, "https://graph.windows.net", "", "https://graph.windows.net"},
		{profile.Settings{Cloud: "usgov"}, "https://graph.microsoftazure.us", "", "https://graph.microsoftazure.us"},
		{profile.Settings{Cloud: "usgovdod"}, "https://graph.microsoftazure.us", "", "https://graph.microsoftazure.us"},
		{profile.Settings{Endpoint: "https://graph.chinacloudapi.cn/"}, "https://graph.chinacloudapi.cn", "", "https://graph.chinacloudapi.cn"},
		{profile.Settings{Endpoint: "https://127.0.0.1:8443/"}, "https://127.0.0.1:8443", "", "https://graph.windows.net"},
	}
	for _, test := range tests {
		test.settings.Protocol = profile.AADGraph
		s := test.settings
		if s.AADGraphRoot() != test.root || s.AADGraphTenant() != test.tenant || s.Resource() != test.tokens {
			t.Errorf("%+v: %s, tenant %q, tokens for %s", s, s.AADGraphRoot(), s.AADGraphTenant(), s.Resource())
		}
	}
	other := profile.Settings{Protocol: profile.AADGraph, Endpoint: "https://graph.chinacloudapi.cn"}
	if other.SignIn() != "https://login.partner.microsoftonline.cn" {
		t.Errorf("one signs in at %s", other.SignIn())
	}
}
