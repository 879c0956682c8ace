package seed_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/internal/permission"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

const (
	graphAppID    = "00000003-0000-0000-c000-000000000000"
	aadGraphAppID = "00000002-0000-0000-c000-000000000000"
)

// withoutID are permissions of the table whose ids no source had: they cannot
// be granted in the embedded directory; broader ones can.
func withoutID() (roles, scopes []string) {
	both := []string{"AppRegistration.Create", "Group.ReadBasic.All", "GroupMember.ReadBasic.All",
		"ProfilePhoto.Read.All", "ProfilePhoto.ReadWrite.All", "ProvisioningLog.Read.All"}
	return both, append(both[:len(both):len(both)], "LicenseAssignment.Read.All", "User-Mail.ReadWrite.All", "User-Phone.ReadWrite.All")
}

// What the table of permissions asks for can be granted: Microsoft Graph's
// service principal has it.
func TestPermissionsOfTheTable(t *testing.T) {
	t.Parallel()
	s := openSeed(t, filepath.Join(t.TempDir(), "directory.db"))
	roles, scopes := granted(t, s, graphAppID)
	noRoles, noScopes := withoutID()
	for _, rule := range permission.Rules() {
		checkKnown(t, rule.Application, append(roles, noRoles...))
		checkKnown(t, rule.Delegated, append(scopes, noScopes...))
	}
	for _, name := range noRoles {
		if slices.Contains(roles, name) {
			t.Errorf("%s has an id now", name)
		}
	}
}

func checkKnown(t *testing.T, alternatives, known []string) {
	t.Helper()
	for _, a := range alternatives {
		for name := range strings.SplitSeq(a, "+") {
			if !slices.Contains(known, name) {
				t.Errorf("%s is asked for and cannot be granted", name)
			}
		}
	}
}

// A file of an older version is given what came later, and keeps what people
// did.
func TestUpgradeFromOlder(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"1", "2"} {
		t.Run(version, func(t *testing.T) { t.Parallel(); upgradeFrom(t, version) })
	}
}

func upgradeFrom(t *testing.T, version string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "directory.db")
	packed, err := os.ReadFile("testdata/version-" + version + ".db.gz")
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	old, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	const azureCLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
	mine := odata.NewObject("id", "11111111-2222-4333-8444-555555555555", "appId", azureCLI, "displayName", "Ours")
	err = before.Write(t.Context(), func(tx *store.Tx) error {
		if r, err := tx.Lookup("servicePrincipal", "appId", azureCLI); err == nil {
			mine.Set("id", r.ID)
			return nil
		}
		return tx.Insert(&store.Record{ID: mine.ID(), Type: "servicePrincipal", Props: mine})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := before.Close(); err != nil {
		t.Fatal(err)
	}
	s := openSeed(t, path)
	if roles, scopes := granted(t, s, aadGraphAppID); !slices.Contains(roles, "Domain.ReadWrite.All") || !slices.Contains(scopes, "User.Read") {
		t.Errorf("Azure AD Graph: roles %v, scopes %v", roles, scopes)
	}
	roles, scopes := granted(t, s, graphAppID)
	if !slices.Contains(roles, "User.DeleteRestore.All") || !slices.Contains(scopes, "Directory.AccessAsUser.All") {
		t.Errorf("roles %v, scopes %v: the new ones are missing", roles, scopes)
	}
	for i, name := range roles {
		if slices.Contains(roles[:i], name) {
			t.Errorf("%s stands twice", name)
		}
	}
	err = s.Read(t.Context(), func(tx *store.Tx) error {
		r, err := tx.Lookup("servicePrincipal", "appId", azureCLI)
		if err == nil && r.ID != mine.ID() {
			t.Errorf("the tenant's own service principal %s was put aside for %s", mine.ID(), r.ID)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func openSeed(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{Image: seed.Image})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := seed.Upgrade(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	return s
}

// granted are the values of the roles and scopes of the resource with an appId.
func granted(t *testing.T, s *store.Store, appID string) (roles, scopes []string) {
	t.Helper()
	err := s.Read(t.Context(), func(tx *store.Tx) error {
		r, err := tx.Lookup("servicePrincipal", "appId", appID)
		if err != nil {
			return err
		}
		roles, scopes = values(t, r, "appRoles"), values(t, r, "oauth2PermissionScopes")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return roles, scopes
}

func values(t *testing.T, r *store.Record, property string) []string {
	t.Helper()
	var list []*odata.Object
	if err := r.Props.Decode(property, &list); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, o := range list {
		if !odata.IsGUID(o.ID()) {
			t.Errorf("%s of %s: id %q", property, o.String("value"), o.ID())
		}
		out = append(out, o.String("value"))
	}
	return out
}
