package embedded

import (
	"context"
	"errors"
	"os"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/graph"
	"github.com/tenantctl/tenantctl/internal/embedded/oauth"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// Errors that a caller can act upon.
var (
	// ErrInUse says that another process has the directory's file open.
	ErrInUse = errors.New("another program has the directory open")
	// ErrNoCode says that no sign-in waits for a device code.
	ErrNoCode = oauth.ErrNoCode
	// ErrNoUser says that there is no such user who may sign in.
	ErrNoUser = oauth.ErrNoUser
)

// Info describes a directory and its file.
type Info struct {
	Path             string
	Size             int64 // bytes, with the log beside the file
	Schema, Seed     int   // versions
	TenantID, Domain string
	Objects          []store.TypeCount // live objects by type
	Deleted          int64             // objects that wait in the deleted items
}

// Info reads what the directory holds, and makes it if it is not there yet.
func (s *Server) Info(ctx context.Context) (Info, error) {
	opened, err := s.opened(ctx)
	if err != nil {
		return Info{}, err
	}
	info := Info{Path: s.options.Path, TenantID: tenantID, Domain: seed.Domain}
	err = opened.Read(ctx, func(tx *store.Tx) (err error) {
		info.Schema = tx.SchemaVersion()
		if info.Seed, err = seed.Version(tx); err != nil {
			return err
		}
		if info.Objects, err = tx.CountTypes(); err != nil {
			return err
		}
		info.Deleted, err = tx.Count(store.ListQuery{Deleted: true, Types: core.Restorable()})
		return err
	})
	for _, path := range []string{info.Path, info.Path + "-wal"} {
		if file, statErr := os.Stat(path); statErr == nil {
			info.Size += file.Size()
		}
	}
	return info, err
}

// Reset makes the directory at path what a new one is: all objects, signing
// keys and sign-ins go. A file that is damaged, or of a later version of the
// program, is removed and made anew. With check nothing is changed.
//
// The error is ErrInUse while another process has the file open. This process
// must not have it open.
func Reset(ctx context.Context, path string, check bool) error {
	used, err := store.InUse(ctx, path)
	switch {
	case err != nil:
		return err
	case used:
		return ErrInUse
	case check:
		return nil
	}
	opened, err := store.Open(ctx, path, store.Options{Image: seed.Image})
	if errors.Is(err, store.ErrCorrupt) || errors.Is(err, store.ErrNewer) {
		if err := store.Remove(path); err != nil {
			return err
		}
		opened, err = store.Open(ctx, path, store.Options{Image: seed.Image})
	}
	if err != nil {
		return err
	}
	err = opened.Clear(ctx)
	if err == nil {
		err = seed.Upgrade(ctx, opened)
	}
	return errors.Join(err, opened.Close())
}

// Explain gives the code and the text with which requests are answered while
// the directory's file has this error.
func Explain(err error) (code, message string) { return graph.Explain(err) }
