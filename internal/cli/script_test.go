package cli_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/crypto/bcrypt"

	"github.com/tenantctl/tenantctl/internal/cli"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
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
	os.Exit(cli.Run(cheap(), o))
}

// cheap is the context in which passwords are hashed fast: scripts have nothing
// to protect.
func cheap() context.Context { return core.WithPasswordCost(context.Background(), bcrypt.MinCost) }

// goSettings asks the go command for settings that it finds in the home, since
// scripts have homes of their own.
func goSettings(t *testing.T) map[string]string {
	t.Helper()
	out, err := exec.Command("go", "env", "-json", "GOCACHE", "GOPATH", "GOMODCACHE").Output()
	if err != nil {
		t.Fatalf("go env: %v", err)
	}
	var settings map[string]string
	if err := json.Unmarshal(out, &settings); err != nil {
		t.Fatal(err)
	}
	return settings
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
	settings := goSettings(t)
	return testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("TENANTCTL_HOME", filepath.Join(e.WorkDir, "home"))
			e.Setenv("REPOSITORY", repository)
			e.Setenv("EXAMPLES", filepath.Join(repository, "docs", "examples"))
			e.Setenv("GRAPH", "https://localhost")
			for name, value := range settings {
				e.Setenv(name, value)
			}
			e.Setenv("GOGC", "off") // a command is over before collecting pays
			e.Setenv("GOMEMLIMIT", "512MiB")
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
