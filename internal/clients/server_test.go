package clients

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// program builds tenantctl once for a test and gives its path.
func program(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tenantctl")
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", path, "../../cmd/tenantctl")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("building the program: %v\n%s", err, out)
	}
	return path
}

// server is the embedded directory on a socket, with what a client needs to
// reach it and to sign in.
type server struct {
	program, home, dir string
	certs              certificates
	address            string // of the server itself, host:port
	front              string // where clients are led: the server, or the recorder before it
	proxy              string // URL of the proxy that leads to it
	recording          string // file with the exchanges, "" if none is made
	signIn             signIn
}

// start makes a directory of its own in dir, prepares it and serves it until
// the test ends.
func start(t *testing.T, program, dir string) *server {
	t.Helper()
	return startJudged(t, program, dir, os.Getenv(contractVar))
}

// startJudged is start with a checker of the contract before the server; ""
// is none.
func startJudged(t *testing.T, program, dir, checker string) *server {
	t.Helper()
	s := &server{program: program, dir: dir, home: filepath.Join(dir, "directory"), certs: newCertificates(t, dir)}
	s.prepare(t)
	s.address = freeAddress(t)
	s.run(t, s.address, s.program, "directory", "serve", "-v", "--listen", s.address,
		"--tls-cert", s.certs.server, "--tls-key", s.certs.serverKey)
	s.front = s.record(t, checker)
	s.proxy = startProxy(t, s.front)
	return s
}

// run starts a process that listens, waits until it does, and ends it with
// the test. What it says is logged if the test fails.
func (s *server) run(t *testing.T, address, program string, args ...string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	cmd.Env = s.environ()
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	must(t, cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		cancel()
		<-ended
		if t.Failed() {
			t.Logf("%s said:\n%s", filepath.Base(program), &said)
		}
	})
	if err := awaitListener(address, ended); err != nil {
		ended <- nil
		t.Fatalf("%s %s: %v", program, strings.Join(args, " "), err)
	}
}

// awaitListener waits until somebody listens, for as long as the process
// runs.
func awaitListener(address string, ended <-chan error) error {
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		if conn, err := net.DialTimeout("tcp", address, time.Second); err == nil {
			return conn.Close()
		}
		select {
		case err := <-ended:
			return errors.Join(errors.New("it ended"), err)
		case <-time.After(20 * time.Millisecond):
		}
	}
	return errors.New("it does not listen after 20 seconds")
}

// freeAddress gives an address of this machine that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	return l.Addr().String()
}

// environ is the environment of the program's own commands.
func (s *server) environ() []string {
	return append(os.Environ(), "TENANTCTL_HOME="+s.home, "TENANTCTL_PROFILE=", "TENANTCTL_OUTPUT=")
}

// tenantctl runs a command of the program in process, as the seeded
// administrator, and gives what it printed.
func (s *server) tenantctl(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), s.program, args...)
	cmd.Env = s.environ()
	cmd.Stdin = strings.NewReader(stdin)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("tenantctl %s: %v\n%s", strings.Join(args, " "), err, &stderr)
	}
	return strings.TrimSpace(string(out))
}
