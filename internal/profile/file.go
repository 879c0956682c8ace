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
	// Names of profiles may have dots, which viper takes for levels.
	v := viper.NewWithOptions(viper.KeyDelimiter("\x00"))
	v.SetConfigFile(path)
	v.SetConfigType("yaml")
	if err := v.ReadInConfig(); err != nil {
		return nil, apierr.New(apierr.Usage, path, err.Error()).
			WithHint("mend the file, or move it away to begin anew")
	}
	f, err := parseFile(v.AllSettings())
	if err != nil {
		return nil, apierr.New(apierr.Usage, path, err.Error())
	}
	return f, nil
}

// parseFile makes sense of the settings, whose keys viper gives in lower
// case.
func parseFile(settings map[string]any) (*file, error) {
	f := &file{}
	for _, key := range slices.Sorted(maps.Keys(settings)) {
		switch key {
		case "current":
			f.current = fmt.Sprint(settings[key])
		case "profiles":
			if err := f.parseProfiles(settings[key]); err != nil {
				return nil, err
			}
		default:
			return nil, unknownKey(key, []string{"current", "profiles"})
		}
	}
	return f, nil
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
