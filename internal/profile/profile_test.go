package profile_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/profile"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// environment makes an environment of pairs.
func environment(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestLocate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, goos    string
		env           []string
		config, state string
	}{
		{"linux", "linux", []string{"HOME", "/home/lee"}, "/home/lee/.config/tenantctl", "/home/lee/.local/state/tenantctl"},
		{"macOS is as linux", "darwin", []string{"HOME", "/Users/lee"}, "/Users/lee/.config/tenantctl", "/Users/lee/.local/state/tenantctl"},
		{"XDG", "linux", []string{"HOME", "/h", "XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s"}, "/c/tenantctl", "/s/tenantctl"},
		{"XDG alone", "linux", []string{"XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s"}, "/c/tenantctl", "/s/tenantctl"},
		{"a relative folder is none", "linux", []string{"HOME", "/h", "XDG_CONFIG_HOME", "c"}, "/h/.config/tenantctl", "/h/.local/state/tenantctl"},
		{"Windows", "windows", []string{"AppData", `C:\Users\lee\AppData\Roaming`, "LocalAppData", `C:\Users\lee\AppData\Local`},
			`C:\Users\lee\AppData\Roaming\tenantctl`, `C:\Users\lee\AppData\Local\tenantctl`},
	}
	for _, test := range tests {
		got, err := profile.Locate(environment(test.env...), test.goos)
		if err != nil || got.Config != test.config || got.State != test.state {
			t.Errorf("%s: got %+v, %v", test.name, got, err)
		}
	}
	home := t.TempDir()
	got, err := profile.Locate(environment("TENANTCTL_HOME", home, "XDG_CONFIG_HOME", "/c", "HOME", "/h"), runtime.GOOS)
	if err != nil || got.Config != home || got.State != home {
		t.Errorf("TENANTCTL_HOME: got %+v, %v", got, err)
	}
	for _, goos := range []string{"linux", "windows"} {
		if _, err := profile.Locate(environment(), goos); apierr.KindOf(err) != apierr.Usage {
			t.Errorf("no home on %s: %v", goos, err)
		}
	}
}

// folder makes a place for the file of the profiles, with this text.
func folder(t *testing.T, text string) profile.Paths {
	t.Helper()
	dir := t.TempDir()
	paths := profile.Paths{Config: dir, State: dir}
	if text != "" {
		if err := os.WriteFile(paths.ConfigFile(), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

const twoProfiles = `# kept by hand
current: Prod
profiles:
  Prod:
    protocol: graph
    tenant: contoso.onmicrosoft.com
    clientId: 11111111-1111-1111-1111-111111111111
    output: json
  hr.test:
    protocol: scim
    endpoint: http://127.0.0.1:8080/scim/v2
`

func TestLoad(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file string
		env        []string
		flags      profile.Overrides
		want       profile.Profile
	}{
		{"nothing at all", "", nil, profile.Overrides{},
			profile.Profile{Name: "local", Settings: profile.Settings{Protocol: "embedded"}}},
		{"the current one", twoProfiles, nil, profile.Overrides{},
			profile.Profile{Name: "prod", Settings: profile.Settings{Protocol: "graph", Tenant: "contoso.onmicrosoft.com", ClientID: "11111111-1111-1111-1111-111111111111", Output: "json"}}},
		{"environment names another", twoProfiles, []string{"TENANTCTL_PROFILE", "hr.test"}, profile.Overrides{},
			profile.Profile{Name: "hr.test", Settings: profile.Settings{Protocol: "scim", Endpoint: "http://127.0.0.1:8080/scim/v2"}}},
		{"the flag goes over it", twoProfiles, []string{"TENANTCTL_PROFILE", "hr.test"}, profile.Overrides{Name: "local"},
			profile.Profile{Name: "local", Settings: profile.Settings{Protocol: "embedded"}}},
		{"flag over environment over file", twoProfiles, []string{"TENANTCTL_OUTPUT", "yaml", "TENANTCTL_TENANT", "fabrikam.com"},
			profile.Overrides{Settings: profile.Settings{Output: "csv"}},
			profile.Profile{Name: "prod", Settings: profile.Settings{Protocol: "graph", Tenant: "fabrikam.com", ClientID: "11111111-1111-1111-1111-111111111111", Output: "csv"}}},
		{"an empty variable is unset", twoProfiles, []string{"TENANTCTL_PROFILE", "", "TENANTCTL_OUTPUT", ""}, profile.Overrides{Name: "PROD"},
			profile.Profile{Name: "prod", Settings: profile.Settings{Protocol: "graph", Tenant: "contoso.onmicrosoft.com", ClientID: "11111111-1111-1111-1111-111111111111", Output: "json"}}},
		{"an empty profile is Graph", "profiles: {x: }", nil, profile.Overrides{Name: "x"},
			profile.Profile{Name: "x", Settings: profile.Settings{Protocol: "graph"}}},
		{"local can be set", "profiles: {local: {output: json}}", nil, profile.Overrides{},
			profile.Profile{Name: "local", Settings: profile.Settings{Protocol: "embedded", Output: "json"}}},
		{"an empty file", "\n", nil, profile.Overrides{},
			profile.Profile{Name: "local", Settings: profile.Settings{Protocol: "embedded"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := profile.Load(folder(t, test.file), environment(test.env...), test.flags)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, *got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file string
		env        []string
		want       []string // in message or hint
	}{
		{"unknown profile", twoProfiles, []string{"TENANTCTL_PROFILE", "nosuch"}, []string{"nosuch", "hr.test, local, prod"}},
		{"unknown key", "profiles: {x: {tennant: y}}", nil, []string{"config.yaml", "x", "tennant", "tenant"}},
		{"far-off key", "colour: blue", nil, []string{"colour", "current, profiles"}},
		{"a secret", "profiles: {x: {clientSecret: hush}}", nil, []string{"clientsecret"}},
		{"not YAML", "profiles: [", nil, []string{"config.yaml", "move it away"}},
		{"a list", "profiles: [x]", nil, []string{"profiles"}},
		{"settings that are none", "profiles: {x: 1}", nil, []string{"x", "settings"}},
		{"a value that is none", "profiles: {x: {tenant: [1]}}", nil, []string{"tenant", "one value"}},
		{"unknown protocol", "current: x\nprofiles: {x: {protocol: ldap}}", nil, []string{"ldap", "msonline"}},
		{"plain HTTP", "", []string{"TENANTCTL_ENDPOINT", "http://graph.example.com/"}, []string{"endpoint", "plain HTTP"}},
		{"other schemes", "", []string{"TENANTCTL_AUTHORITY", "ftp://x/"}, []string{"authority", "ftp"}},
		{"no URL", "", []string{"TENANTCTL_ENDPOINT", "graph.example.com"}, []string{"absolute URL"}},
		{"a password in the URL", "", []string{"TENANTCTL_ENDPOINT", "https://a:hush@x/"}, []string{"no password"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := profile.Load(folder(t, test.file), environment(test.env...), profile.Overrides{})
			e := apierr.As(err)
			if e == nil || e.Kind != apierr.Usage {
				t.Fatalf("got %v", err)
			}
			text := e.Error() + " " + e.Hint
			for _, part := range test.want {
				if !strings.Contains(text, part) {
					t.Errorf("%q does not say %q", text, part)
				}
			}
			if strings.Contains(text, "hush") {
				t.Errorf("%q tells a secret", text)
			}
		})
	}
}

func TestLoopbackMayBePlain(t *testing.T) {
	t.Parallel()
	for _, host := range []string{"localhost:80", "127.0.0.1", "127.9.9.9", "[::1]:8080", "[::ffff:127.0.0.1]"} {
		_, err := profile.Load(folder(t, ""), environment("TENANTCTL_ENDPOINT", "http://"+host+"/v1.0"), profile.Overrides{})
		if err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
	for _, host := range []string{"localhost.example.com", "127.0.0.1.example.com", "10.0.0.1", "0x7f.1"} {
		_, err := profile.Load(folder(t, ""), environment("TENANTCTL_ENDPOINT", "http://"+host+"/v1.0"), profile.Overrides{})
		if err == nil {
			t.Errorf("%s passes for this machine", host)
		}
	}
}

func TestProfilesAreKept(t *testing.T) {
	t.Parallel()
	paths := profile.Paths{Config: filepath.Join(t.TempDir(), "new", "tenantctl")}
	steps := []struct {
		name string
		do   func() error
		want string
	}{
		{"set", func() error {
			return profile.Set(paths, "prod", map[string]string{"protocol": "graph", "clientId": "c", "tenant": "12e4"})
		}, "profiles:\n  prod:\n    protocol: graph\n    tenant: \"12e4\"\n    clientId: c\n"},
		{"change and take away", func() error { return profile.Set(paths, "prod", map[string]string{"clientId": "", "output": "yaml"}) },
			"profiles:\n  prod:\n    protocol: graph\n    tenant: \"12e4\"\n    output: yaml\n"},
		{"use", func() error { return profile.Use(paths, "PROD") },
			"current: prod\nprofiles:\n  prod:\n    protocol: graph\n    tenant: \"12e4\"\n    output: yaml\n"},
		{"a second one", func() error { return profile.Set(paths, "a.b", nil) },
			"current: prod\nprofiles:\n  prod:\n    protocol: graph\n    tenant: \"12e4\"\n    output: yaml\n  a.b: {}\n"},
		{"delete the current one", func() error { return profile.Delete(paths, "prod") }, "profiles:\n  a.b: {}\n"},
	}
	for _, step := range steps {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		text, err := os.ReadFile(paths.ConfigFile())
		if err != nil || string(text) != step.want {
			t.Fatalf("%s: the file holds\n%s\nwant\n%s", step.name, text, step.want)
		}
	}
	info, err := os.Stat(paths.ConfigFile())
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if left, _ := os.ReadDir(paths.Config); len(left) != 1 {
		t.Errorf("files are left behind: %v", left)
	}
}

func TestWritingRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		do   func(profile.Paths) error
	}{
		{"a name in capitals", func(p profile.Paths) error { return profile.Set(p, "Prod", nil) }},
		{"no name", func(p profile.Paths) error { return profile.Set(p, "", nil) }},
		{"an unknown key", func(p profile.Paths) error { return profile.Set(p, "x", map[string]string{"password": "x"}) }},
		{"an address that would not load", func(p profile.Paths) error {
			return profile.Set(p, "x", map[string]string{"endpoint": "http://x/"})
		}},
		{"the use of an unknown profile", func(p profile.Paths) error { return profile.Use(p, "x") }},
		{"the deletion of an unknown profile", func(p profile.Paths) error { return profile.Delete(p, "x") }},
		{"the deletion of the built-in one", func(p profile.Paths) error { return profile.Delete(p, "local") }},
	}
	for _, test := range tests {
		paths := folder(t, twoProfiles)
		if err := test.do(paths); apierr.KindOf(err) != apierr.Usage {
			t.Errorf("%s: %v", test.name, err)
		}
		if text, _ := os.ReadFile(paths.ConfigFile()); string(text) != twoProfiles {
			t.Errorf("%s has changed the file", test.name)
		}
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	all, current, err := profile.List(folder(t, twoProfiles))
	if err != nil || current != "prod" {
		t.Fatalf("current %q, %v", current, err)
	}
	var names []string
	for _, p := range all {
		names = append(names, p.Name+" "+p.Protocol)
	}
	if diff := cmp.Diff([]string{"hr.test scim", "local embedded", "prod graph"}, names); diff != "" {
		t.Error(diff)
	}
}

func FuzzLoadNeverPanics(f *testing.F) {
	f.Add(twoProfiles)
	f.Add("profiles: {x: {tenant: !!binary aGk=}}")
	f.Add("? [a]\n: b")
	f.Fuzz(func(t *testing.T, text string) {
		paths := profile.Paths{Config: t.TempDir()}
		if err := os.WriteFile(paths.ConfigFile(), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := profile.Load(paths, environment(), profile.Overrides{})
		if (p == nil) == (err == nil) {
			t.Fatalf("neither or both: %v, %v", p, err)
		}
	})
}
