package profile

import (
	"cmp"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// List gives all profiles, the built-in one included, by name, and the name
// of the current one.
func List(paths Paths) (all []*Profile, current string, err error) {
	f, err := readFile(paths.ConfigFile())
	if err != nil {
		return nil, "", err
	}
	for _, name := range f.names() {
		p, err := f.find(name)
		if err != nil {
			return nil, "", err
		}
		p.Protocol = cmp.Or(p.Protocol, defaultProtocol(p.Name))
		all = append(all, p)
	}
	current = cmp.Or(f.current, Local)
	if p, err := f.find(current); err == nil {
		current = p.Name
	}
	return all, current, nil
}

// Set makes a profile, or changes the settings that are given by key
// ("clientId"); an empty value takes a setting away. What would not load is
// refused and nothing is written.
func Set(paths Paths, name string, values map[string]string) error {
	if err := checkName(name); err != nil {
		return err
	}
	f, err := readFile(paths.ConfigFile())
	if err != nil {
		return err
	}
	p, err := f.find(name)
	if err != nil || !f.has(name) {
		p = &Profile{Name: name}
		f.profiles = append(f.profiles, p)
	}
	for key, value := range values {
		k, ok := findKey(key)
		if !ok {
			return apierr.New(apierr.Usage, "profile "+name, unknownKey(key, keyNames()).Error())
		}
		if reason := checkChoice(value, k.Choices()); reason != "" {
			return p.wrong(k.Name, reason)
		}
		k.Set(&p.Settings, value)
	}
	checked := *p
	checked.Protocol = cmp.Or(checked.Protocol, defaultProtocol(name))
	if err := checked.check(); err != nil {
		return err
	}
	return f.write(paths)
}

// Use makes a profile the current one.
func Use(paths Paths, name string) error {
	f, err := readFile(paths.ConfigFile())
	if err != nil {
		return err
	}
	p, err := f.find(name)
	if err != nil {
		return err
	}
	f.current = p.Name
	return f.write(paths)
}

// Delete takes a profile out of the file. If it was the current one, the
// built-in profile is. The built-in profile itself cannot be deleted.
func Delete(paths Paths, name string) error {
	f, err := readFile(paths.ConfigFile())
	if err != nil {
		return err
	}
	if _, err := f.find(name); err != nil {
		return err
	}
	if !f.has(name) {
		return apierr.New(apierr.Usage, "profile "+name, "the built-in profile cannot be deleted")
	}
	kept := f.profiles[:0]
	for _, p := range f.profiles {
		if !strings.EqualFold(p.Name, name) {
			kept = append(kept, p)
		}
	}
	f.profiles = kept
	if strings.EqualFold(f.current, name) {
		f.current = ""
	}
	return f.write(paths)
}

// has tells whether the file itself has the profile.
func (f *file) has(name string) bool {
	for _, p := range f.profiles {
		if strings.EqualFold(p.Name, name) {
			return true
		}
	}
	return false
}

// checkName refuses names that the file cannot keep: viper reads keys in
// lower case.
func checkName(name string) error {
	const allowed = "abcdefghijklmnopqrstuvwxyz0123456789-_."
	if name == "" || strings.Trim(name, allowed) != "" || len(name) > 64 {
		return apierr.New(apierr.Usage, "profile "+name, "a name is up to 64 of: a to z, 0 to 9, - _ .")
	}
	return nil
}
