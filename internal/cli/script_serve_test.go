package cli_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tenantctl/tenantctl/internal/embedded"
)

// serving is the server that a script started.
type serving struct {
	cmd    *exec.Cmd
	stderr bytes.Buffer
}

// servingKey is where a script's environment keeps its *serving.
const servingKey = "serving"

// cmdServe is "serve [FLAG...]": starts "tenantctl directory serve" on a free
// port with a certificate of its own, and waits until clients can connect.
// $SERVER is its URL, $CA the file with the certificate to trust. With -plain
// it serves plain HTTP. The server ends with the script, or by "stopserver".
func cmdServe(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("serve must succeed")
	}
	all := []string{"directory", "serve", "--listen", "127.0.0.1:0", "-o", "json"}
	if len(args) > 0 && args[0] == "-plain" {
		args = args[1:]
	} else {
		writeServerCertificate(ts)
		all = append(all, "--tls-cert", ts.MkAbs("server.pem"), "--tls-key", ts.MkAbs("server.key"))
	}
	s := ts.Value(servingKey).(*serving)
	s.stderr.Reset()
	s.cmd = exec.Command("tenantctl", append(all, args...)...)
	s.cmd.Dir = ts.MkAbs(".")
	s.cmd.Env = append(os.Environ(), "TENANTCTL_HOME="+ts.Getenv("TENANTCTL_HOME"), "TENANTCTL_PROFILE=", "TENANTCTL_OUTPUT=", recordVar+"=")
	s.cmd.Stderr = &s.stderr
	stdout, err := s.cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(s.cmd.Start())
	ts.Defer(func() { s.cmd.Process.Kill(); s.cmd.Wait() })
	var ready struct{ URL string }
	if err := json.NewDecoder(bufio.NewReader(stdout)).Decode(&ready); err != nil {
		s.cmd.Wait()
		ts.Fatalf("directory serve did not come up: %v\n%s", err, &s.stderr)
	}
	go io.Copy(io.Discard, stdout)
	ts.Setenv("SERVER", ready.URL)
}

// cmdStopServer is "stopserver": interrupts the server, which must end with
// code 0. What it said on standard error is in the file server.log.
func cmdStopServer(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(servingKey).(*serving)
	if neg || len(args) != 0 || s.cmd == nil {
		ts.Fatalf("usage: stopserver, after serve")
	}
	ts.Check(s.cmd.Process.Signal(os.Interrupt))
	err := s.cmd.Wait()
	ts.Check(os.WriteFile(ts.MkAbs("server.log"), s.stderr.Bytes(), 0o600))
	if err != nil {
		ts.Fatalf("the server ended: %v\n%s", err, &s.stderr)
	}
}

// cmdToken is "token NAME [USER]": the variable NAME becomes an access token
// of a user, by default of the administrator.
func cmdToken(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: token NAME [USER]")
	}
	user := "admin@contoso.onmicrosoft.com"
	if len(args) == 2 {
		user = args[1]
	}
	path := filepath.Join(ts.Getenv("TENANTCTL_HOME"), "directory.db")
	s, err := embedded.Open(context.Background(), embedded.Options{Path: path})
	ts.Check(err)
	defer s.Close()
	token, err := s.IssueToken(context.Background(), user, "")
	ts.Check(err)
	ts.Setenv(args[0], token)
}

// cmdDeviceCode is "devicecode NAME": a sign-in by device code begins at the
// server, as Azure CLI does it, and the variable NAME becomes the code that a
// person would type.
func cmdDeviceCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: devicecode NAME, after serve")
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM([]byte(ts.ReadFile("server.pem")))
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, DisableKeepAlives: true}}
	answer, err := client.PostForm(ts.Getenv("SERVER")+"/common/oauth2/v2.0/devicecode", url.Values{
		"client_id": {"04b07795-8ddb-461a-bbee-02f9e1bf7b46"}, "scope": {"https://graph.microsoft.com/.default"},
	})
	ts.Check(err)
	defer answer.Body.Close()
	var begun struct {
		Code string `json:"user_code"`
	}
	ts.Check(json.NewDecoder(answer.Body).Decode(&begun))
	ts.Setenv(args[0], begun.Code)
}

// writeServerCertificate makes server.pem and server.key; the certificate
// signs itself, so that it is the authority to trust too.
func writeServerCertificate(ts *testscript.TestScript) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	ts.Check(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	ts.Check(err)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	ts.Check(err)
	for name, block := range map[string]*pem.Block{
		"server.pem": {Type: "CERTIFICATE", Bytes: der}, "server.key": {Type: "PRIVATE KEY", Bytes: private},
	} {
		ts.Check(os.WriteFile(ts.MkAbs(name), pem.EncodeToMemory(block), 0o600))
	}
	ts.Setenv("CA", ts.MkAbs("server.pem"))
}
