package profile

import (
	"cmp"
	"fmt"
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
// refused and nothing is written. Comments of the file are kept.
func Set(paths Paths, name string, values map[string]string) error {
	if err := Check(paths, name, values); err != nil {
		return err
	}
	return edit(paths, func(d *document) error { return d.set(name, values) })
}

// Check tells what [Set] would refuse.
func Check(paths Paths, name string, values map[string]string) error {
	if err := checkName(name); err != nil {
		return err
	}
	f, err := readFile(paths.ConfigFile())
	if err != nil {
		return err
	}
	for key, value := range values {
		k, ok := findKey(key)
		if !ok {
			return apierr.New(apierr.Usage, "profile "+name, unknownKey(key, keyNames()).Error())
		}
		if reason := checkChoice(value, k.Choices()); reason != "" {
			return apierr.New(apierr.Usage, fmt.Sprintf("profile %s: %s", name, k.Name), reason)
		}
		if strings.EqualFold(name, Local) && value != "" && k.Name != "output" && value != Embedded {
			return apierr.New(apierr.Usage, "profile "+name, "it is the embedded directory, and has no "+k.Name).
				WithHint("make a profile with another name; of this one the output can be set")
		}
	}
	return f.changed(name, values).check()
}

// changed is the profile as it would be after Set.
func (f *file) changed(name string, values map[string]string) *Profile {
	p := &Profile{Name: name}
	if old, err := f.find(name); err == nil {
		p.Settings = old.Settings
	}
	for key, value := range values {
		if k, ok := findKey(key); ok {
			k.Set(&p.Settings, value)
		}
	}
	p.Protocol = cmp.Or(p.Protocol, defaultProtocol(name))
	return p
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
	return edit(paths, func(d *document) error {
		d.setCurrent(p.Name)
		return nil
	})
}

// Known tells why a profile cannot be used: there is none of this name.
func Known(paths Paths, name string) error {
	f, err := readFile(paths.ConfigFile())
	if err != nil {
		return err
	}
	_, err = f.find(name)
	return err
}

// Deletable tells why a profile cannot be deleted: it does not exist, or is
// the built-in one with no settings of its own.
func Deletable(paths Paths, name string) error {
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
	return nil
}

// Delete takes a profile out of the file. If it was the current one, the
// built-in profile is. The built-in profile itself cannot be deleted.
func Delete(paths Paths, name string) error {
	if err := Deletable(paths, name); err != nil {
		return err
	}
	f, err := readFile(paths.ConfigFile())
	if err != nil {
		return err
	}
	return edit(paths, func(d *document) error {
		all, err := d.profiles()
		if err != nil {
			return err
		}
		remove(all, name)
		if strings.EqualFold(f.current, name) {
			d.setCurrent("")
		}
		return nil
	})
}

// edit changes the file as a whole.
func edit(paths Paths, change func(*document) error) error {
	d, err := readDocument(paths.ConfigFile())
	if err != nil {
		return err
	}
	if err := change(d); err != nil {
		return err
	}
	return d.save(paths)
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
