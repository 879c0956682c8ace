package clients

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// clients asks for the tests that start other people's programs: they take
// minutes.
var clients = flag.Bool("clients", false, "run the clients that are installed (see .ci/install-clients)")

// installed is the folder that .ci/install-clients installs into.
func installed(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("TENANTCTL_CLIENTS_DIR"); dir != "" {
		return dir
	}
	cache, err := os.UserCacheDir()
	must(t, err)
	return filepath.Join(cache, "tenantctl-clients")
}

// TestScripts runs the sessions of testdata. The first word of a file's name
// is the client that it needs.
func TestScripts(t *testing.T) {
	if !*clients {
		t.Skip("go test -clients runs Azure CLI and CLI for Microsoft 365")
	}
	files, err := filepath.Glob("testdata/*.txtar")
	must(t, err)
	tenantctl := program(t)
	path := filepath.Join(installed(t), "node_modules", ".bin") + string(os.PathListSeparator) + os.Getenv("PATH")
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _, _ := strings.Cut(name, "_")
			if !have(client, path) {
				t.Skipf("%s is not installed: see .ci/install-clients", client)
			}
			s := start(t, tenantctl, t.TempDir())
			t.Cleanup(func() { s.judge(t) }) // the session is a parallel test of its own
			session(t, s, file, path)
		})
	}
}

// have tells whether a program is in a list of folders.
func have(name, path string) bool {
	for _, dir := range filepath.SplitList(path) {
		if _, err := exec.LookPath(filepath.Join(dir, name)); err == nil {
			return true
		}
	}
	return false
}

func session(t *testing.T, s *server, file, path string) {
	t.Helper()
	testscript.Run(t, testscript.Params{
		Files: []string{file},
		Setup: func(e *testscript.Env) error {
			for name, value := range s.variables(e.WorkDir) {
				e.Setenv(name, value)
			}
			e.Setenv("PATH", filepath.Dir(s.program)+string(os.PathListSeparator)+path)
			return os.MkdirAll(filepath.Join(e.WorkDir, "home", ".config", "configstore"), 0o700)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"save": cmdSave,
		},
		RequireExplicitExec: true,
	})
}

// variables are what a session finds in its environment.
func (s *server) variables(work string) map[string]string {
	host, port, _ := strings.Cut(s.front, ":")
	return map[string]string{
		"HOME":                         filepath.Join(work, "home"),
		"XDG_CONFIG_HOME":              filepath.Join(work, "home", ".config"),
		"AZURE_CORE_COLLECT_TELEMETRY": "no",
		"AZURE_CONFIG_DIR":             filepath.Join(work, "azure"),
		"TENANTCTL_HOME":               s.home,
		"HTTPS_PROXY":                  s.proxy,
		"https_proxy":                  s.proxy,
		"NO_PROXY":                     "localhost," + host,
		"no_proxy":                     "localhost," + host,
		"PORT":                         port,
		"SSL_CERT_FILE":                s.certs.ca,
		"REQUESTS_CA_BUNDLE":           s.certs.ca, "NODE_EXTRA_CA_CERTS": s.certs.ca,
		"TENANT": s.signIn.tenant, "DOMAIN": s.signIn.domain,
		"CLIENT_ID": s.signIn.clientID, "CLIENT_SECRET": s.signIn.secret, "PRINCIPAL": s.signIn.principal,
		"CLIENT_PEM": s.certs.clientPEM, "CLIENT_PFX": s.certs.clientPFX, "CLIENT_CERT": s.certs.client,
		"ADMIN": s.signIn.user, "ADMIN_PASSWORD": s.signIn.password,
	}
}

// cmdSave is "save NAME": the last command's standard output, without the
// white space and the quotes of a JSON string around it, becomes a variable.
func cmdSave(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: save NAME")
	}
	value := strings.TrimSpace(ts.ReadFile("stdout"))
	var text string
	if json.Unmarshal([]byte(value), &text) == nil {
		value = text
	}
	if value == "" || strings.ContainsAny(value, "\n{}") {
		ts.Fatalf("there is no one value to save as %s", args[0])
	}
	ts.Setenv(args[0], value)
}
