package profile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Local is the name of the built-in profile, the embedded directory.
const Local = "local"

// The protocols that this version speaks.
const (
	Embedded = "embedded" // the embedded directory, in this process
	Graph    = "graph"    // Microsoft Graph v1.0
	AADGraph = "aadgraph" // Azure AD Graph 1.6
)

// Profile is the directory to work on and how.
type Profile struct {
	Name string
	Settings
}

// Overrides are what the flags say; empty ones are not given.
type Overrides struct {
	Name string // --profile
	Settings
}

// Load finds the profile that is named by the flag, else by
// TENANTCTL_PROFILE, else by the file's "current", else [Local], with its
// settings in force. A profile that does not exist, a file that cannot be
// understood and settings that make no sense are apierr.Usage.
func Load(paths Paths, env func(string) string, flags Overrides) (*Profile, error) {
	f, err := readFile(paths.ConfigFile())
	if err != nil {
		return nil, err
	}
	name := cmp.Or(flags.Name, env(profileEnv), f.current, Local)
	kept, err := f.find(name)
	if err != nil {
		return nil, err
	}
	p := &Profile{Name: kept.Name}
	p.Settings = kept.Settings.over(fromEnv(env)).over(flags.Settings)
	p.Protocol = cmp.Or(p.Protocol, defaultProtocol(p.Name))
	if err := p.check(); err != nil {
		return nil, err
	}
	return p, nil
}

func defaultProtocol(name string) string {
	if name == Local {
		return Embedded
	}
	return Graph
}

// find looks a profile up by its name, in any case.
func (f *file) find(name string) (*Profile, error) {
	for _, p := range f.profiles {
		if strings.EqualFold(p.Name, name) {
			return p, nil
		}
	}
	if strings.EqualFold(name, Local) {
		return &Profile{Name: Local}, nil
	}
	return nil, apierr.New(apierr.Usage, "profile "+name, "there is no such profile").
		WithHint("the profiles are: " + strings.Join(f.names(), ", "))
}

// names are the names of all profiles, the built-in one included, sorted.
func (f *file) names() []string {
	all := []string{Local}
	for _, p := range f.profiles {
		if !strings.EqualFold(p.Name, Local) {
			all = append(all, p.Name)
		}
	}
	slices.Sort(all)
	return all
}

// check tells whether the settings make sense together.
func (p *Profile) check() error {
	for _, k := range Keys() {
		if k.Name == "output" {
			continue // who prints says so
		}
		if reason := checkChoice(k.Get(p.Settings), k.Choices()); reason != "" {
			return p.wrong(k.Name, reason)
		}
	}
	for _, address := range []struct{ key, value string }{
		{"endpoint", p.Endpoint}, {"authority", p.Authority},
	} {
		if reason := checkURL(address.value); reason != "" {
			return p.wrong(address.key, reason)
		}
	}
	return nil
}

func (p *Profile) wrong(key, reason string) error {
	return apierr.New(apierr.Usage, fmt.Sprintf("profile %s: %s", p.Name, key), reason)
}
