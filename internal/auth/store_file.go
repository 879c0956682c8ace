package auth

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// fileStore keeps each token in a file of its own, which only its owner may
// read. A file is replaced as a whole, so that processes need not wait for
// each other.
type fileStore struct{ folder string }

const (
	tokenSuffix = ".token"
	// tokenLife is how long the file of a token is kept after it was written:
	// longer than any token of a client holds.
	tokenLife = 3 * 24 * time.Hour
)

func (f fileStore) path(key string) string { return filepath.Join(f.folder, key+tokenSuffix) }

// Load implements Store. A file that others can read is not believed: they
// might write it as well.
func (f fileStore) Load(_ context.Context, key string) []byte {
	path := f.path(key)
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || !private(info) {
		return nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	return text
}

// Save implements Store.
func (f fileStore) Save(_ context.Context, key string, value []byte) {
	if os.MkdirAll(f.folder, 0o700) != nil {
		return
	}
	f.prune()
	tmp, err := os.CreateTemp(f.folder, ".new-*"+tokenSuffix) // 0600
	if err != nil {
		return
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(value)
	if errors.Join(err, tmp.Close()) != nil {
		return
	}
	os.Rename(tmp.Name(), f.path(key)) //nolint:errcheck // costs a sign-in
}

// prune removes the files of tokens that are long over.
func (f fileStore) prune() {
	entries, err := os.ReadDir(f.folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.HasSuffix(e.Name(), tokenSuffix) && time.Since(info.ModTime()) > tokenLife {
			os.Remove(filepath.Join(f.folder, e.Name())) //nolint:errcheck // next time
		}
	}
}
