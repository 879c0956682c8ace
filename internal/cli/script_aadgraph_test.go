package cli_test

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// overAADGraph are the scripts that must say and print the same on a profile
// of protocol aadgraph.
func overAADGraph() []string {
	return []string{
		"app_key_ids",
		"app_restore",
		"app_rotate",
		"domain",
		"domain_change",
		"extension_property",
		"license_change",
		"me",
		"me_change_password",
		"me_manager",
		"membership",
		"membership_limit",
		"membership_names",
		"object",
		"organization",
	}
}

// notOverAADGraph are the scripts that by nature cannot, each with the reason.
func notOverAADGraph() []leftOut {
	return []leftOut{
		{"app_keys", "Azure AD Graph gives keys no names and makes no passwords; app_key_ids is about its keys"},
		{"membership_security", "Azure AD Graph makes no Microsoft 365 groups and has no administrative units"},
	}
}

// TestScriptsOverAADGraph runs scripts with the directory on a TLS socket, on
// which the program speaks Azure AD Graph with it. Nothing of it is recorded:
// the contract checker knows Microsoft Graph only.
func TestScriptsOverAADGraph(t *testing.T) {
	if testing.Short() {
		t.Skip("scripts a third time: not with -short")
	}
	t.Setenv(recordVar, "")
	plain := func(next http.Handler) http.Handler { return next }
	testscript.Run(t, scriptsOver(t, overAADGraph(), protocol{
		name: "aadgraph", resource: "https://graph.windows.net", over: plain, lacks: []string{"employeeType", "groupType"},
	}))
}

// examplesWithout leaves columns out of the example files that a script finds.
func examplesWithout(e *testscript.Env, columns []string) error {
	if len(columns) == 0 {
		return nil
	}
	files, err := filepath.Glob(filepath.Join(e.Getenv("EXAMPLES"), "*.csv"))
	if err != nil {
		return err
	}
	dir := filepath.Join(e.WorkDir, ".examples")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(file)), withoutColumns(data, columns), 0o600); err != nil {
			return err
		}
	}
	e.Setenv("EXAMPLES", dir)
	return nil
}

// withoutColumns gives a CSV file without columns; one that has none of them,
// as it is.
func withoutColumns(data []byte, columns []string) []byte {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return data // a portal's template, with rows of several lengths
	}
	if !slices.ContainsFunc(rows[0], func(name string) bool { return slices.Contains(columns, name) }) {
		return data
	}
	out := new(bytes.Buffer)
	w := csv.NewWriter(out)
	for _, row := range rows {
		var kept []string
		for i, cell := range row {
			if !slices.Contains(columns, rows[0][i]) {
				kept = append(kept, cell)
			}
		}
		if w.Write(kept) != nil {
			return data
		}
	}
	w.Flush()
	return out.Bytes()
}
