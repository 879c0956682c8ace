package output

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// ReplaceFile writes a file (0600) beside path and renames it, so that path
// holds the old content or the new one whatever happens.
func ReplaceFile(path string, content []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".tenantctl-*") // 0600
	if err != nil {
		return &apierr.Error{Kind: apierr.Other, Target: path, Err: err}
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(content)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return &apierr.Error{Kind: apierr.Other, Target: path, Err: err}
	}
	return nil
}
