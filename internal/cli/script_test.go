package cli_test

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tenantctl/tenantctl/internal/cli"
	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/internal/testkit"
)

// recordVar names a file to which the program, run by a test, appends its
// exchanges with the directory. The released program knows nothing of it.
const recordVar = "TENANTCTL_TEST_RECORD"

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tenantctl": tenantctl})
}

// tenantctl is the program as scripts run it: a process of its own.
func tenantctl() {
	o := cli.Options{Args: os.Args[1:], IO: iostreams.System(), Env: os.Getenv, Now: time.Now, Patience: 10 * time.Second}
	if file := os.Getenv(recordVar); file != "" {
		o.Wrap = func(next http.RoundTripper) http.RoundTripper { return record(next, file) }
	}
	os.Exit(cli.Run(context.Background(), o))
}

// goEnv asks the go command for a setting: scripts have a home of their own.
func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatalf("go env %s: %v", name, err)
	}
	return strings.TrimSpace(string(out))
}

func record(next http.RoundTripper, file string) http.RoundTripper {
	r, err := testkit.Record(next, file)
	if err != nil {
		panic(err)
	}
	return r
}

// TestScripts runs the files of testdata, each a user's session in a folder
// of its own with an empty home.
func TestScripts(t *testing.T) {
	testscript.Run(t, scripts(t))
}

// scripts are all scripts with the directory in the program's own process.
func scripts(t *testing.T) testscript.Params {
	t.Helper()
	repository, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("TENANTCTL_HOME", filepath.Join(e.WorkDir, "home"))
			e.Setenv("REPOSITORY", repository)
			e.Setenv("EXAMPLES", filepath.Join(repository, "docs", "examples"))
			e.Setenv("GRAPH", "https://localhost")
			for _, name := range []string{"GOCACHE", "GOPATH", "GOMODCACHE"} {
				e.Setenv(name, goEnv(t, name))
			}
			e.Setenv("CI", "")
			e.Setenv("CGO_ENABLED", "0")
			e.Setenv(recordVar, os.Getenv(recordVar))
			e.Values[servingKey] = new(serving)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":       cmdExits,
			"json":        cmdJSON,
			"certificate": cmdCertificate,
			"serve":       cmdServe,
			"stopserver":  cmdStopServer,
			"token":       cmdToken,
			"devicecode":  cmdDeviceCode,
			"contact":     cmdContact,
			"manygroups":  cmdManyGroups,
		},
		RequireExplicitExec: true,
	}
}
