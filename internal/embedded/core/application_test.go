package core_test

import (
	"slices"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// linked gives the ids that a relation of an object leads to.
func (d *directory) linked(t *testing.T, id, relation string) []string {
	t.Helper()
	var ids []string
	err := d.Read(d.ctx, func(tx *store.Tx) error {
		for r, err := range tx.List(store.ListQuery{Via: &store.Via{Relation: relation, ID: id}}) {
			if err != nil {
				return err
			}
			ids = append(ids, r.ID)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// TestWhoOwnsWhatIsMade: a user owns what it makes, an application only where
// it may manage nothing but its own; what an application made, it is known to
// have made.
func TestWhoOwnsWhatIsMade(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	lee := d.user(t, "lee", "Tq7!pass-0001").ID
	_, principal, appID := d.client(t)
	for name, x := range map[string]struct {
		caller         core.Caller
		owners, author []string
	}{
		"a user":                 {core.Caller{ID: lee, User: true, AppID: appID}, []string{lee}, nil},
		"an application":         {core.Caller{ID: principal, AppID: appID, Roles: []string{"Application.ReadWrite.All"}}, nil, []string{principal}},
		"one that owns":          {core.Caller{ID: principal, AppID: appID, Roles: []string{"Application.ReadWrite.OwnedBy"}}, []string{principal}, []string{principal}},
		"one that owns and more": {core.Caller{ID: principal, AppID: appID, Roles: []string{"Application.ReadWrite.OwnedBy", "Application.ReadWrite.All"}}, nil, []string{principal}},
	} {
		ctx := core.WithCaller(d.ctx, x.caller)
		app, err := d.Create(ctx, "application", odata.NewObject("displayName", name))
		if err != nil {
			t.Fatal(err)
		}
		if got := d.linked(t, app.ID, "owners"); !slices.Equal(got, x.owners) {
			t.Errorf("%s: owners %v, want %v", name, got, x.owners)
		}
		if got := slices.Contains(d.linked(t, principal, "createdObjects"), app.ID); got != (x.author != nil) {
			t.Errorf("%s: among the created objects: %v", name, got)
		}
		if app.Props.String("createdByAppId") != appID {
			t.Errorf("%s: createdByAppId %q", name, app.Props.String("createdByAppId"))
		}
	}
}

// TestPurgeTakesPartsAlong: nothing of an application is left when it can no
// longer be restored, and its names are free.
func TestPurgeTakesPartsAlong(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	id, _, _ := d.client(t, "uniqueName", "payroll")
	child, err := d.CreateIn(d.ctx, core.Within{Owner: id, Relation: "federatedIdentityCredentials", Type: "federatedIdentityCredential"},
		odata.NewObject("name", "main", "issuer", "https://x.example.com", "subject", "s", "audiences", []string{"a"}))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Delete(d.ctx, id); err != nil {
		t.Fatal(err)
	}
	d.offset = core.RestorePeriod + 48*3600*1e9
	if err := d.Purge(d.ctx); err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{id, child.ID} {
		if err := d.Read(d.ctx, func(tx *store.Tx) error { _, err := tx.Get(gone); return err }); err == nil {
			t.Errorf("%s is left", gone)
		}
	}
	d.client(t, "uniqueName", "payroll")
}
