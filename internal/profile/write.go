package profile

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"go.yaml.in/yaml/v3"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// write replaces the file as a whole.
func (f *file) write(paths Paths) error {
	text, err := f.encode()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(paths.Config, 0o700); err != nil {
		return unwritable(paths, err)
	}
	if err := replace(paths.ConfigFile(), text); err != nil {
		return unwritable(paths, err)
	}
	return nil
}

func unwritable(paths Paths, err error) error {
	e := &apierr.Error{Kind: apierr.Other, Target: paths.ConfigFile(), Err: err}
	if errors.Is(err, fs.ErrPermission) {
		e.Hint = "set TENANTCTL_HOME to a folder that can be written"
	}
	return e
}

// replace writes a file beside path and renames it, so that path is always
// whole.
func replace(path string, text []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".config-*.yaml") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(text)
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// encode writes the settings that are set, in the order of [Keys].
func (f *file) encode() ([]byte, error) {
	profiles := &yaml.Node{Kind: yaml.MappingNode}
	for _, p := range f.profiles {
		settings := &yaml.Node{Kind: yaml.MappingNode}
		for _, k := range Keys() {
			if value := k.Get(p.Settings); value != "" {
				settings.Content = append(settings.Content, scalar(k.Name), scalar(value))
			}
		}
		profiles.Content = append(profiles.Content, scalar(p.Name), settings)
	}
	root := &yaml.Node{Kind: yaml.MappingNode}
	if f.current != "" {
		root.Content = append(root.Content, scalar("current"), scalar(f.current))
	}
	root.Content = append(root.Content, scalar("profiles"), profiles)
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	err := errors.Join(enc.Encode(root), enc.Close())
	return b.Bytes(), err
}

func scalar(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
}
