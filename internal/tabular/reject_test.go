package tabular_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/tabular"
)

const mixed = "\uFEFFversion:v1.0;;;\r\n" +
	"Name [displayName] Required;User name [userPrincipalName] Required;\"Initial password [passwordProfile] Required\";Usage location [usageLocation]\r\n" +
	"Lee Gu;lee@contoso.com;Tq7!pass-000X;US\r\n" +
	"  \r\n" +
	"\"Zoë \"\"the\"\" đ\r\nand a line; more\";zoe@fabrikam.com;1-Zoe-1pass;DE\r\n" +
	"Mo\r\n" +
	"Jo;jo@contoso.com;Tq7!pass-001X;US;;x\r\n" +
	"A \"quoted\" word;ann@contoso.com;Tq7!pass-002X;US\r\n" +
	"Lee Again;LEE@contoso.com;;US"

func writeRejected(t *testing.T, table *tabular.Table) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.csv")
	if _, err := table.WriteRejected(path); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestRejectedFile(t *testing.T) {
	t.Parallel()
	got := writeRejected(t, read(t, tabular.Users, mixed))
	golden := filepath.Join("testdata", "rejected.csv")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.SplitAfter(string(want), "\n"), strings.SplitAfter(got, "\n")); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(got, "000X") {
		t.Error("a good row is in the file of rejected rows")
	}
}

func TestMendedRejectedFileIsReadAgain(t *testing.T) {
	t.Parallel()
	rejected := writeRejected(t, read(t, tabular.Users, "userPrincipalName,displayName,usageLocation\nlee@contoso.com,Lee,US\nmo@contoso.com,Mo,USA\nzoe@contoso.com,,FR\n"))
	again := read(t, tabular.Users, rejected)
	if len(again.Rows) != 0 || again.BadRows() != 2 || len(again.Passed) != 0 {
		t.Fatalf("rows %v, bad %v, passed over %q", again.Rows, again.Bad, again.Passed)
	}
	if diff := cmp.Diff(rejected, writeRejected(t, again)); diff != "" {
		t.Errorf("written again, the file changes: %s", diff)
	}
	mended := strings.Replace(rejected, "Mo,USA", "Mo,US", 1)
	again = read(t, tabular.Users, mended)
	if want := `{"userPrincipalName":"mo@contoso.com","displayName":"Mo","usageLocation":"US"}`; len(again.Rows) != 1 || string(again.Rows[0].Object.AppendJSON(nil)) != want {
		t.Errorf("got %+v", again.Rows)
	}
}

func TestRejectAGoodRow(t *testing.T) {
	t.Parallel()
	table := read(t, tabular.Members, "group,member\na,1\nb,\n\"c \",3\nd,4\n")
	table.Reject(4, "no such group")
	table.Reject(2, "no such group")
	table.Reject(7, "no such row")
	table.Reject(3, "bad already")
	if len(table.Rows) != 1 || table.Rows[0].Key != "d,4" || table.BadRows() != 3 {
		t.Fatalf("rows %+v, bad %+v", table.Rows, table.Bad)
	}
	const want = "group,member,reason\na,1,\"no such group\"\nb,,\"member: must be given\"\n\"c \",3,\"no such group\"\n"
	if diff := cmp.Diff(want, writeRejected(t, table)); diff != "" {
		t.Error(diff)
	}
}

func TestWriteRejectedKeepsTheFileToItsOwner(t *testing.T) {
	t.Parallel()
	table := read(t, tabular.Members, "group,member\nsales,\n")
	dir := t.TempDir()
	path := filepath.Join(dir, "m.rejected.csv")
	if _, err := table.WriteRejected(path); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if data, _ := os.ReadFile(path); string(data) != "group,member,reason\nsales,,\"member: must be given\"\n" {
		t.Errorf("got %q", data)
	}
	checkAlone(t, dir, "m.rejected.csv")
}

func TestWriteRejectedThatFailsLeavesNothing(t *testing.T) {
	t.Parallel()
	table := read(t, tabular.Members, "group,member\nsales,\n")
	dir := t.TempDir()
	path := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(path, "within"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := table.WriteRejected(path); err == nil {
		t.Error("a folder was replaced by a file")
	}
	checkAlone(t, dir, "taken")
	_, err := table.WriteRejected(filepath.Join(dir, "missing", "x.csv"))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestWriteRejectedWithoutBadRowsWritesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := read(t, tabular.Members, "group,member\na,b\n").WriteRejected(filepath.Join(dir, "x.csv")); err != nil {
		t.Fatal(err)
	}
	checkAlone(t, dir)
}

// checkAlone checks that a folder holds these names alone.
func checkAlone(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRejectedPath(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ path, want string }{
		{"people.csv", "people.rejected.csv"},
		{"/a.b/People.CSV", "/a.b/People.rejected.CSV"},
		{"people.txt", "people.txt.rejected.csv"},
		{"a.b/people", "a.b/people.rejected.csv"},
		{"people.rejected.csv", "people.rejected.rejected.csv"},
	} {
		if got := tabular.RejectedPath(tt.path); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.path, got, tt.want)
		}
	}
}

// TestRejectedFileKeepsAnother writes beside a file that a person may have
// mended, and writes the same only once.
func TestRejectedFileKeepsAnother(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "out.rejected.csv")
	if err := os.WriteFile(path, []byte("mended"), 0o600); err != nil {
		t.Fatal(err)
	}
	table := read(t, tabular.Users, mixed)
	for range 2 {
		got, err := table.WriteRejected(path)
		if want := strings.TrimSuffix(path, ".csv") + ".2.csv"; got != want || err != nil {
			t.Errorf("written to %s (%v), want %s", got, err, want)
		}
	}
	if data, err := os.ReadFile(path); string(data) != "mended" {
		t.Errorf("the file that was there holds %q (%v)", data, err)
	}
}
