package tabular

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzRead checks that no file makes Read panic, that every row is good or
// bad, that lines rise, and that the file of rejected rows reads as as many
// rows.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"users.csv", "groups.csv", "group-members.csv", "entra-bulk-create.csv", "m365-admin-center.csv"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "docs", "examples", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:min(len(data), 1500)])
	}
	for _, text := range []string{
		"#TYPE Microsoft.Online.Administration.User\r\n\"UserPrincipalName\",\"DisplayName\",\"IsLicensed\"\r\n\"a@b.c\",\"A\",\"True\"\r\n",
		"group;member\n\"a\"\"b\nc\";d\n a\"b;c\n\"a\"b;c\n,\n;\nx\nx;y;z\n\"open",
		"group\tmember\treason\na\tb\tc\n\tb\t\"\"\"\"\n",
		"\xFF\xFEg\x00r\x00o\x00u\x00p\x00,\x00m\x00e\x00m\x00b\x00e\x00r\x00\n\x00a\x00,\x00\xE4\x00",
		"\x00g\x00r\x00o\x00u\x00p\x00,\x00m\x00e\x00m\x00b\x00e\x00r",
		"displayName,mailNickname,groupType,mailEnabled,securityEnabled,otherMails\rA,a,security,1,0,;\r",
		"userPrincipalName,displayName,employeeHireDate,employeeOrgData/division,extensionAttribute1\na@b.c,A,2026-01-01,x,y\n",
		"\uFEFFversion:v1.0,,\nName [displayName] Required,User name [userPrincipalName] Required,x\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, kind := range []Kind{Users, Groups, Members} {
			table, err := Read(bytes.NewReader(data), kind, Options{})
			if err == nil {
				checkTable(t, table)
				checkRejected(t, table, kind)
			}
		}
	})
}

func checkTable(t *testing.T, table *Table) {
	t.Helper()
	last := 0
	isGood := make(map[int]bool)
	for _, r := range table.Rows {
		if r.Line <= last {
			t.Fatalf("line %d after %d", r.Line, last)
		}
		last = r.Line
		isGood[r.Line] = true
	}
	last = 0
	bad := make(map[int]bool)
	for _, b := range table.Bad {
		if b.Line < last || b.Line == 0 || isGood[b.Line] || b.Rule == "" {
			t.Fatalf("after line %d: %+v", last, b)
		}
		last = b.Line
		bad[b.Line] = true
	}
	if len(bad) != table.BadRows() {
		t.Fatalf("%d bad rows on %d lines", table.BadRows(), len(bad))
	}
}

// checkRejected leaves out rows with misplaced quotes, which may take in the
// lines below them, and the example row of the portal's template.
func checkRejected(t *testing.T, table *Table, kind Kind) {
	t.Helper()
	for _, b := range table.Bad {
		if strings.Contains(b.Rule, `quote (")`) {
			return
		}
	}
	data := table.rejected()
	if bytes.Contains(data, []byte("Example:")) {
		return
	}
	again, err := Read(bytes.NewReader(data), kind, Options{})
	if err != nil {
		t.Fatalf("the file of rejected rows is refused: %v\n%q", err, data)
	}
	if n := len(again.Rows) + again.BadRows(); n != table.BadRows() {
		t.Fatalf("%d rejected rows read as %d: %q", table.BadRows(), n, data)
	}
}
