package output

import (
	"errors"
	"io/fs"
	"os"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// WriteSecretFile writes a generated secret to a new file that only its
// owner can read (0600). A file that exists is apierr.Usage and stays as it
// is. When an error comes back, no file is left behind.
func WriteSecretFile(path, content string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return apierr.New(apierr.Usage, path, "the file exists already").
			WithHint("name a new file: a secret never goes into one that is there")
	}
	if err != nil {
		return &apierr.Error{Kind: apierr.Other, Target: path, Err: err}
	}
	_, err = f.WriteString(content)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		os.Remove(path)
		return &apierr.Error{Kind: apierr.Other, Target: path, Err: err}
	}
	return nil
}
