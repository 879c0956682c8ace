package profile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// save replaces the file as a whole.
func (d *document) save(paths Paths) error {
	text, err := d.encode()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(paths.Config, 0o700); err != nil {
		return unwritable(paths, err)
	}
	path := paths.ConfigFile()
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // a file that is kept elsewhere stays there
	}
	if err := replace(path, text); err != nil {
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
