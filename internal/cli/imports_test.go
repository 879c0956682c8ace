package cli_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/tenantctl/tenantctl/"

// listed is what go list tells of a package.
type listed struct {
	ImportPath string
	Imports    []string
}

// TestImportRules keeps the rules of the design, section 4: imports run
// downwards only, and costly or dangerous packages have one importer.
func TestImportRules(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		path := strings.TrimPrefix(p.ImportPath, module)
		if under(path, "internal/bench") {
			continue // it measures the whole program, as a part of no program
		}
		for _, imported := range p.Imports {
			if why := forbidden(path, strings.TrimPrefix(imported, module), strings.HasPrefix(imported, module)); why != "" {
				t.Errorf("%s imports %s: %s", path, imported, why)
			}
		}
	}
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 25 {
		t.Fatalf("go list found %d packages only", len(all))
	}
	return all
}

// forbidden tells why a package may not import another, "" if it may.
func forbidden(path, imported string, own bool) string {
	if under(path, "internal/bench") {
		return "" // the benchmarks link what they measure
	}
	if !own {
		return forbiddenOutside(path, imported)
	}
	for _, r := range ownRules() {
		if under(path, r.who...) && under(imported, r.what...) && !under(imported, r.but...) && !same(path, imported) {
			return r.why
		}
	}
	return ""
}

// rule forbids packages under who to import packages under what, except
// those under but.
type rule struct {
	who, what, but []string
	why            string
}

func ownRules() []rule {
	ground := []string{"pkg/apierr", "pkg/odata"}
	clients := []string{"pkg/graph", "pkg/aadgraph", "pkg/msonline", "pkg/scim"}
	return []rule{
		{[]string{"pkg"}, []string{"internal", "cmd"}, nil, "public packages know nothing of the program"},
		{ground, []string{"pkg"}, ground, "the ground imports nothing of ours but the ground"},
		{clients, clients, nil, "wire clients never import each other"},
		{[]string{"internal/edm"}, []string{"internal", "pkg"}, append(ground, "internal/edm"), "the entity model is the ground"},
		{[]string{"internal/permission"}, []string{"internal", "pkg", "cmd"}, nil, "the table of permissions is the ground"},
		{[]string{"internal/embedded"}, []string{"internal", "pkg"}, append(ground[1:], "internal/edm", "internal/permission", "internal/embedded"), "the embedded directory is built to the documents, not to our client"},
		{[]string{"internal/directory"}, []string{"internal"}, []string{"internal/edm", "internal/permission", "internal/directory"}, "adapters import the port and their wire client"},
		{[]string{"internal/task"}, []string{"internal"}, []string{"internal/edm", "internal/directory", "internal/task"}, "imports run downwards"},
		{[]string{"internal/signing"}, []string{"internal"}, []string{"internal/directory", "internal/credential"}, "it is a leaf that app hands to commands"},
		{[]string{"internal/plan"}, []string{"internal"}, []string{"internal/directory", "internal/task", "internal/edm"}, "imports run downwards"},
		{[]string{"internal/task", "internal/signing", "internal/plan", "internal/app", "internal/cmdkit", "internal/noun", "internal/bulk", "internal/cmd"}, []string{"internal/directory/graph", "internal/directory/aadgraph", "internal/embedded", "pkg/graph", "pkg/aadgraph", "pkg/rest"}, nil, "only cli imports adapters, clients and the embedded directory"},
		{[]string{"internal/auth", "internal/credential"}, []string{"internal"}, []string{"internal/credential"}, "signing in knows nothing of the program"},
		{[]string{"internal"}, []string{"internal/cli"}, nil, "cli is the root"},
		{[]string{"internal/app"}, []string{"internal/cmdkit", "internal/cmd", "internal/noun"}, nil, "app is a leaf"},
		{[]string{"internal/cmdkit", "internal/noun", "internal/bulk"}, []string{"internal/cmd"}, nil, "imports run downwards"},
		{[]string{"internal/cmd"}, []string{"internal/cmd"}, nil, "nouns never import each other"},
	}
}

// soleImporters name, for an outside package, the packages that may import
// it (design, section 4).
func forbiddenOutside(path, imported string) string {
	sole := []struct {
		pkg string
		who []string
	}{
		{"github.com/spf13/viper", []string{"internal/profile"}},
		{"charm.land/huh", []string{"internal/prompt"}},
		{"github.com/olekukonko/tablewriter", []string{"internal/output"}},
		{"github.com/jmespath/go-jmespath", []string{"internal/output"}},
		{"github.com/itchyny/gojq", []string{"internal/output"}},
		{"database/sql", []string{"internal/embedded/store"}},
		{"modernc.org/sqlite", []string{"internal/embedded/store"}},
		{"net/http", []string{"pkg", "internal/embedded", "internal/cli", "internal/testkit", "internal/directory/contract", "internal/directory/graph", "internal/directory/aadgraph", "internal/directory/question", "internal/directory/written", "internal/auth"}},
		{"github.com/spf13/cobra", []string{"internal/cli", "internal/cmd", "internal/cmdkit", "cmd"}},
	}
	for _, s := range sole {
		if (imported == s.pkg || strings.HasPrefix(imported, s.pkg+"/")) && !under(path, s.who...) {
			return "only " + strings.Join(s.who, ", ") + " may"
		}
	}
	if imported == "testing" && !under(path, "internal/testkit", "internal/directory/contract", "pkg/rest/resttest") {
		return "a program does not link its tests"
	}
	return ""
}

// under tells whether a package is one of folders or below one.
func under(path string, folders ...string) bool {
	return slices.ContainsFunc(folders, func(f string) bool {
		return path == f || strings.HasPrefix(path, f+"/")
	})
}

// same tells whether two packages are of one noun: internal/cmd/app may have
// packages of its own below it.
func same(path, imported string) bool {
	noun := func(p string) string {
		rest, _ := strings.CutPrefix(p, "internal/cmd/")
		first, _, _ := strings.Cut(rest, "/")
		return first
	}
	return under(path, "internal/cmd") && under(imported, "internal/cmd") && noun(path) == noun(imported)
}
