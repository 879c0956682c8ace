package clients

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// gosdk asks for the tests with Microsoft's Go library as well: it takes some
// ten minutes and 2 GB to build the first time.
var gosdk = flag.Bool("gosdk", false, "with -clients: run Microsoft's Go library too (slow to build)")

// TestGoSDK runs the tests of the module in gosdk.
func TestGoSDK(t *testing.T) {
	if !*clients || !*gosdk {
		t.Skip("go test -clients -gosdk runs msgraph-sdk-go and azidentity")
	}
	t.Parallel()
	suite := filepath.Join(t.TempDir(), "suite")
	build := exec.CommandContext(t.Context(), "go", "test", "-c", "-o", suite, ".")
	build.Dir = "gosdk"
	if out, err := build.CombinedOutput(); err != nil {
		t.Skipf("the tests with msgraph-sdk-go cannot be built: %v\n%s", err, out)
	}
	s := start(t, program(t), t.TempDir())
	cmd := exec.CommandContext(t.Context(), suite, "-test.v")
	cmd.Env = append(os.Environ(), "HTTPS_PROXY="+s.proxy, "SSL_CERT_FILE="+s.certs.ca, "TENANT="+s.signIn.tenant,
		"DOMAIN="+s.signIn.domain, "CLIENT_ID="+s.signIn.clientID, "CLIENT_SECRET="+s.signIn.secret, "CLIENT_PEM="+s.certs.clientPEM)
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Error(err)
	}
	s.judge(t)
}
