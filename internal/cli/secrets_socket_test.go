package cli_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded"
)

// TestSecretsStayUnseenOnSockets asks a directory on a socket, as one who is
// refused and as one who may: neither client nor server leaves secrets behind,
// and the server's log has neither them nor tokens.
func TestSecretsStayUnseenOnSockets(t *testing.T) {
	t.Parallel()
	v := newVault(t)
	home := v.copy(t)
	admin := administratorsTokens(t, home)
	url, stop := serveVerbosely(t, home)
	all := new(traces)
	for _, as := range []struct{ protocol, token string }{
		{"graph", v.tokens["stranger"]}, {"graph", admin[0]}, {"aadgraph", admin[1]},
	} {
		all.add(t, "a token", []byte(as.token[strings.LastIndexByte(as.token, '.'):])) // what makes it one
		for _, c := range secretiveCommands() {
			r := v.robbery(t)
			if err := os.Remove(filepath.Join(r.home, "directory.db")); err != nil {
				t.Fatal(err)
			}
			r.env = []string{"TENANTCTL_PROTOCOL=" + as.protocol, "TENANTCTL_ENDPOINT=" + url, "TENANTCTL_ACCESS_TOKEN=" + as.token}
			format := "json"
			if strings.Contains(c.args, " -o ") {
				format = "yaml"
			}
			r.run(c, "-v", "-o", format)
			shown := r.leaks(c, as.protocol+" "+c.name)
			if c.name == "app addpassword" && (len(shown) > 0) != (as.token == admin[0]) {
				t.Errorf("%s: %d passwords are shown: %s", as.protocol, len(shown), &r.stderr)
			}
			for _, secret := range shown {
				all.add(t, "what was made", secret)
			}
			if name := all.in(r.stderr.Bytes()); name != "" {
				t.Errorf("%s: standard error has %s:\n%s", c.name, name, &r.stderr)
			}
		}
	}
	log := stop()
	for _, where := range []*traces{v.given, all} {
		if name := where.in(log); name != "" {
			t.Errorf("the server's log has %s:\n%s", name, log)
		}
		where.below(t, home)
	}
	if !bytes.Contains(log, []byte("/addPassword 200 ")) || !bytes.Contains(log, []byte("/addPassword 403 ")) {
		t.Errorf("the server's log does not tell of requests:\n%s", log)
	}
}

// administratorsTokens are one for Microsoft Graph and one for Azure AD Graph.
func administratorsTokens(t *testing.T, home string) (tokens []string) {
	t.Helper()
	server, err := embedded.Open(t.Context(), embedded.Options{Path: filepath.Join(home, "directory.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	for _, resource := range []string{"https://graph.microsoft.com", "https://graph.windows.net"} {
		token, err := server.IssueTokenFor(t.Context(), resource, "admin@contoso.onmicrosoft.com", "")
		if err != nil {
			t.Fatal(err)
		}
		tokens = append(tokens, token)
	}
	return tokens
}

// serveVerbosely serves the directory of a home until stop, which gives what
// the server said.
func serveVerbosely(t *testing.T, home string) (url string, stop func() []byte) {
	t.Helper()
	var log bytes.Buffer
	cmd := exec.Command("tenantctl", "directory", "serve", "--listen", "127.0.0.1:0", "-o", "json", "-v")
	cmd.Env = append(os.Environ(), "TENANTCTL_HOME="+home, recordVar+"=")
	cmd.Stderr = &log
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	var ready struct{ URL string }
	if err := json.NewDecoder(bufio.NewReader(out)).Decode(&ready); err != nil {
		cmd.Wait()
		t.Fatalf("directory serve: %v\n%s", err, &log)
	}
	go io.Copy(io.Discard, out)
	return ready.URL, func() []byte {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
		return log.Bytes()
	}
}

// TestSecretsStayUnseenWhenKilled kills commands while they run, looks, resumes
// what can be resumed, and looks again.
func TestSecretsStayUnseenWhenKilled(t *testing.T) {
	t.Parallel()
	v := newVault(t)
	times := 6
	if testing.Short() {
		times = 2
	}
	for _, c := range secretiveCommands() {
		if c.code != 0 || !c.shows && !c.carries && !strings.Contains(c.args, "sign-with") {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for range times {
				r := v.robbery(t)
				cmd := r.command(c, "-v")
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Duration(rand.Int64N(int64(150 * time.Millisecond))))
				cmd.Process.Kill()
				cmd.Wait()
				r.leaks(c, "killed")
				s := &session{t: t, home: r.home, env: []string{"TMPDIR=" + r.tmp}}
				for id := range strings.FieldsSeq(s.run("task", "list", "--state", "interrupted", "-o", "id")) {
					resume := s.command("task", "resume", id, "-v")
					resume.Stdout, resume.Stderr = &r.stdout, &r.stderr
					_ = resume.Run() // what needs its secret once more cannot go on, and says so
				}
				r.leaks(c, "resumed")
			}
		})
	}
}
