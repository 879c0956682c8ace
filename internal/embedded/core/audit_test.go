package core_test

import (
	"context"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func (d *directory) audits(t *testing.T) []*store.Record {
	t.Helper()
	var list []*store.Record
	if err := d.Read(d.ctx, func(tx *store.Tx) (err error) { list, err = core.Audits(tx); return err }); err != nil {
		t.Fatal(err)
	}
	return list
}

// Who changed what is told of single changes, of changes that share a
// transaction, and of those of applications.
func TestAuditsTellWhoDidWhat(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	lee := d.user(t, "lee", strings.Repeat("aB3-", 12))
	if err := d.Update(d.ctx, lee, odata.NewObject("city", "Bonn")); err != nil {
		t.Fatal(err)
	}
	app := core.WithCaller(t.Context(), core.Caller{ID: "7d3e5f90-46b2-4c18-b0a7-2f9c8e1d6a54", AppID: "00000003-0000-0000-c000-000000000000"})
	err := d.Together(app, func(ctx context.Context) {
		if err := d.Delete(ctx, lee.ID); err != nil {
			t.Error(err)
		}
		if _, err := d.Restore(ctx, lee.ID); err != nil {
			t.Error(err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	list := d.audits(t)
	want := []struct{ activity, user, app string }{
		{"Restore user", "", "Microsoft Graph"}, {"Delete user", "", "Microsoft Graph"},
		{"Update user", seed.Administrator, ""}, {"Add user", seed.Administrator, ""},
	}
	for i, w := range want {
		by := list[i].Props.Object("initiatedBy")
		user, app := by.Object("user").String("userPrincipalName"), by.Object("app").String("displayName")
		if got := list[i].Props.String("activityDisplayName"); got != w.activity || user != w.user || app != w.app {
			t.Errorf("%d: %q by %q %q, want %+v", i, got, user, app, w)
		}
	}
}

func TestSignInsAreBounded(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	err := d.Together(d.ctx, func(ctx context.Context) {
		for i := range 1005 {
			if err := d.RecordSignIn(ctx, core.SignIn{UserID: seed.AdministratorID, ErrorCode: i}); err != nil {
				t.Fatal(err)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	var list []*store.Record
	if err := d.Read(d.ctx, func(tx *store.Tx) (err error) { list, err = core.SignIns(tx); return err }); err != nil {
		t.Fatal(err)
	}
	if len(list) != 1000 {
		t.Fatalf("%d sign-ins are kept", len(list))
	}
	var code int
	if err := list[0].Props.Object("status").Decode("errorCode", &code); err != nil || code != 1004 {
		t.Errorf("the latest is number %d", code)
	}
	if got := list[0].Props.String("userPrincipalName"); got != seed.Administrator {
		t.Errorf("user %q", got)
	}
}
