package core_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// directory is a seeded directory with a clock that a test moves.
type directory struct {
	*core.Directory
	ctx    context.Context
	offset time.Duration
}

func newDirectory(t *testing.T) *directory {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "directory.db"), store.Options{Image: seed.Image})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d := &directory{ctx: core.WithCaller(t.Context(), core.Caller{ID: seed.AdministratorID, User: true})}
	d.Directory = core.New(func(context.Context) (*store.Store, error) { return s, nil },
		func() time.Time { return time.Now().Add(d.offset) })
	return d
}

func (d *directory) user(t *testing.T, name, password string) *store.Record {
	t.Helper()
	r, err := d.Create(d.ctx, "user", odata.NewObject("accountEnabled", true, "displayName", name, "mailNickname", name,
		"userPrincipalName", name+"@"+seed.Domain, "passwordProfile", odata.NewObject("password", password)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (d *directory) stored(t *testing.T, id string) *store.Record {
	t.Helper()
	var r *store.Record
	if err := d.Read(d.ctx, func(tx *store.Tx) (err error) { r, err = tx.Get(id); return err }); err != nil {
		t.Fatal(err)
	}
	return r
}

func status(err error) int {
	var e *core.Error
	if errors.As(err, &e) {
		return e.Status
	}
	return 0
}

func TestPasswordsAreHashed(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	for name, password := range map[string]string{"short": "Tq7!pass-0001", "long": strings.Repeat("Long-enough-7", 4)} {
		r := d.stored(t, d.user(t, name, password).ID)
		if kept := string(r.Secret) + string(r.Props.AppendJSON(nil)); strings.Contains(kept, password) {
			t.Errorf("%s: the password is kept in clear: %s", name, kept)
		}
		if !core.CheckSecret(r.Secret, password) || core.CheckSecret(r.Secret, password+"x") {
			t.Errorf("%s: the hash does not tell the password from another", name)
		}
		next := strings.Repeat("Another-one-8", 4)
		changed := odata.NewObject("passwordProfile", odata.NewObject("password", next))
		if err := d.Update(d.ctx, r, changed); err != nil {
			t.Fatal(err)
		}
		r = d.stored(t, r.ID)
		force, _ := r.Props.Object("passwordProfile").Bool("forceChangePasswordNextSignIn")
		if !core.CheckSecret(r.Secret, next) || core.CheckSecret(r.Secret, password) || !force {
			t.Errorf("%s: after the change: %s", name, r.Props.AppendJSON(nil))
		}
	}
}

func TestTogetherUndoesOnlyWhatIsRefused(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	taken := d.user(t, "taken", strings.Repeat("Long-enough-7", 4))
	var made *store.Record
	var refused error
	err := d.Together(d.ctx, func(ctx context.Context) {
		group := odata.NewObject("displayName", "G", "mailNickname", "g", "mailEnabled", false, "securityEnabled", true)
		if made, refused = d.Create(ctx, "group", group); refused != nil {
			t.Error(refused)
			return
		}
		// Adds one member, then fails: the member must not stay.
		body := odata.NewObject("members@odata.bind", []string{"/users/" + taken.ID, "/users/" + taken.ID})
		refused = d.Update(ctx, made, body)
	})
	if err != nil || status(refused) != 400 {
		t.Fatal(err, refused)
	}
	members, err := d.Memberships(d.ctx, taken, core.MembershipQuery{Types: []string{"group"}})
	if err != nil || len(members) != 0 {
		t.Errorf("members of the refused change stay: %v %v", members, err)
	}
	d.stored(t, made.ID)
}

func TestRestorePeriod(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	r := d.user(t, "lee", strings.Repeat("Long-enough-7", 4))
	if err := d.Delete(d.ctx, r.ID); err != nil {
		t.Fatal(err)
	}
	d.offset = core.RestorePeriod - time.Hour
	if err := d.Purge(d.ctx); err != nil {
		t.Fatal(err)
	}
	d.stored(t, r.ID)
	d.offset = core.RestorePeriod + time.Hour
	if _, err := d.Restore(d.ctx, r.ID); status(err) != 404 {
		t.Errorf("restored too late: %v", err)
	}
	if err := d.Purge(d.ctx); err != nil {
		t.Fatal(err)
	}
	err := d.Read(d.ctx, func(tx *store.Tx) error { _, err := tx.Get(r.ID); return err })
	if !errors.Is(err, store.ErrNotFound) {
		t.Errorf("still there after the period: %v", err)
	}
}

func TestReferenceID(t *testing.T) {
	t.Parallel()
	for ref, want := range map[string]string{
		"https://graph.microsoft.com/v1.0/directoryObjects/a-1":                           "a-1",
		"https://other.example/beta/users/a-1":                                            "a-1",
		"https://graph.microsoft.com/v1.0/users('lee@contoso.com')":                       "lee@contoso.com",
		"http://x/v1.0/directoryObjects/a-1/microsoft.graph.user":                         "a-1",
		"https://graph.windows.net/t/directoryObjects/a/Microsoft.DirectoryServices.User": "a",
		"directoryObjects/a-1":              "a-1",
		"https://graph.microsoft.com/v1.0/": "",
		"a-1":                               "",
		"":                                  "",
		"https://x/v1.0/drives/a-1":         "",
	} {
		got, err := core.ReferenceID(ref)
		if got != want || (err == nil) == (want == "") {
			t.Errorf("%q: got %q, %v", ref, got, err)
		}
	}
}

func TestSecurityIdentifier(t *testing.T) {
	t.Parallel()
	// b320ee12, 4cca b1cd, 37a448b6 and cdc561be: the GUID's words in memory.
	if got := core.SecurityIdentifier("b320ee12-b1cd-4cca-b648-a437be61c5cd"); got != "S-1-12-1-3005279762-1288352205-933513398-3452264894" {
		t.Error(got)
	}
	if got := core.SecurityIdentifier("no guid"); got != "" {
		t.Error(got)
	}
}

func TestUniqueName(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	group := func() *odata.Object {
		return odata.NewObject("displayName", "G", "mailNickname", "g", "mailEnabled", false, "securityEnabled", true, "uniqueName", "one")
	}
	if _, err := d.Create(d.ctx, "group", group()); err != nil {
		t.Fatal(err)
	}
	var e *core.Error
	if _, err := d.Create(d.ctx, "group", group()); !errors.As(err, &e) || e.Details[0].Target != "uniqueName" {
		t.Errorf("got %v", err)
	}
}

func TestHashAhead(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	d.ctx = core.HashAhead(d.ctx, []string{"Tq7!pass-0001", "Tq7!pass-0001", "", strings.Repeat("Long-enough-7", 4)})
	first, second := d.user(t, "first", "Tq7!pass-0001"), d.user(t, "second", "Tq7!pass-0001")
	one, two := d.stored(t, first.ID).Secret, d.stored(t, second.ID).Secret
	if !core.CheckSecret(one, "Tq7!pass-0001") || string(one) == string(two) {
		t.Errorf("two users share a hash, or it is wrong: %s %s", one, two)
	}
}
