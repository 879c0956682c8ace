package seed_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

func TestImageIsCurrent(t *testing.T) {
	t.Parallel()
	have, err := seed.Image()
	if err != nil {
		t.Fatal(err)
	}
	want, err := seed.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Error("image.db.gz is not what the seed makes: run go generate ./internal/embedded/seed")
	}
}

// Whether it starts from the image or from nothing, a directory holds the
// same objects, and the seed is applied once.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]store.Options{"from the image": {Image: seed.Image}, "from nothing": {}} {
		path := filepath.Join(t.TempDir(), "directory.db")
		for range 2 {
			s, err := store.Open(t.Context(), path, o)
			if err != nil {
				t.Fatal(err)
			}
			if err := seed.Upgrade(t.Context(), s); err != nil {
				t.Fatal(err)
			}
			if err := s.Read(t.Context(), func(tx *store.Tx) error { return check(t, name, tx) }); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func check(t *testing.T, name string, tx *store.Tx) error {
	t.Helper()
	var users []string
	for r, err := range tx.List(store.ListQuery{}) {
		if err != nil {
			return err
		}
		if r.Type == "user" {
			users = append(users, r.Props.String("userPrincipalName"))
		}
		model := edm.Lookup(r.Type)
		for property, value := range r.Props.All() {
			if property == "passwordProfile" {
				continue // its password reads null, and cannot be set so
			}
			if err := edm.CheckValue(model, property, value); err != nil {
				t.Errorf("%s: %s %s: %v", name, r.Type, r.ID, err)
			}
		}
	}
	if len(users) != 1 || users[0] != seed.Administrator {
		t.Errorf("%s: users %v, want the administrator alone", name, users)
	}
	linked, err := tx.Linked("members", "3f8d2b6a-51c7-4e09-8a4d-97e0b5c1f246", seed.AdministratorID)
	if err == nil && !linked {
		t.Errorf("%s: the administrator is no Global Administrator", name)
	}
	return err
}
