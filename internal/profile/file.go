package profile

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/viper"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// file is what config.yaml says.
type file struct {
	current  string
	profiles []*Profile // by name
}

// readFile reads the file of the profiles; one that does not exist is empty.
func readFile(path string) (*file, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return &file{}, nil
	}
	v := viper.NewWithOptions(viper.KeyDelimiter(levels))
	v.SetConfigFile(path)
	v.SetConfigType("yaml")
	if err := v.ReadInConfig(); err != nil {
		return nil, apierr.New(apierr.Usage, path, err.Error()).
			WithHint("mend the file, or move it away to begin anew")
	}
	f := &file{}
	if err := f.parse(v); err != nil {
		return nil, apierr.New(apierr.Usage, path, err.Error())
	}
	return f, nil
}

// levels parts the levels of a key for viper. Names of profiles may have
// dots, which it would take for levels.
const levels = "\x00"

// parse makes sense of the settings. Viper gives keys in lower case, and
// AllSettings without empty profiles.
func (f *file) parse(v *viper.Viper) error {
	for _, key := range v.AllKeys() {
		top, _, _ := strings.Cut(key, levels)
		if top != "current" && top != "profiles" {
			return unknownKey(top, []string{"current", "profiles"})
		}
	}
	f.current = v.GetString("current")
	return f.parseProfiles(v.Get("profiles"))
}

func (f *file) parseProfiles(v any) error {
	if v == nil {
		return nil
	}
	all, ok := v.(map[string]any)
	if !ok {
		return errors.New("profiles: names with settings below them are expected here")
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		p := &Profile{Name: name}
		if err := p.parse(all[name]); err != nil {
			return fmt.Errorf("profiles: %s: %w", name, err)
		}
		f.profiles = append(f.profiles, p)
	}
	return nil
}

func (p *Profile) parse(v any) error {
	if v == nil {
		return nil
	}
	settings, ok := v.(map[string]any)
	if !ok {
		return errors.New("settings are expected here, such as protocol: graph")
	}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		k, ok := findKey(name)
		if !ok {
			return unknownKey(name, keyNames())
		}
		switch value := settings[name].(type) {
		case nil:
		case map[string]any, []any:
			return fmt.Errorf("%s: one value is expected here", k.Name)
		default:
			k.Set(&p.Settings, fmt.Sprint(value))
		}
	}
	return nil
}

func findKey(name string) (Key, bool) {
	for _, k := range Keys() {
		if strings.EqualFold(k.Name, name) {
			return k, true
		}
	}
	return Key{}, false
}

func keyNames() []string {
	var all []string
	for _, k := range Keys() {
		all = append(all, k.Name)
	}
	return all
}

// unknownKey names the key and the one that was probably meant.
func unknownKey(name string, known []string) error {
	if near := nearest(name, known); near != "" {
		return fmt.Errorf("unknown key %q: did you mean %s?", name, near)
	}
	return fmt.Errorf("unknown key %q: known are %s", name, strings.Join(known, ", "))
}
