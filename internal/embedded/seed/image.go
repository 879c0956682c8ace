package seed

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed" // the prepared image
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

//go:embed image.db.gz
var packed []byte

// Image gives the bytes of a directory file that holds the present seed. A
// new file is made from it, since that is several times as fast as making
// tables and objects one by one.
func Image() ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// Build makes the image anew, in a folder for temporary files.
func Build(ctx context.Context) (data []byte, err error) {
	dir, err := os.MkdirTemp("", "tenantctl-seed-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "directory.db")
	s, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(Upgrade(ctx, s), s.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}
