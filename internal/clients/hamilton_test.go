package clients

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

const hamilton = "github.com/manicminer/hamilton@v0.71.0"

// hamiltonTests are the tests of hamilton's own suite that the directory is
// built for; docs/clients.md names the others.
func hamiltonTests() []string {
	return []string{
		"TestAdministrativeUnitsClient", "TestAppRoleAssignedToClient", "TestApplicationTemplatesClient",
		"TestApplicationsClient", "TestApplicationsClient_groupMembershipClaims", "TestClaimsMappingPolicyClient",
		"TestClient_GetWithError", "TestClient_GetWithResponseAndError", "TestDelegatedPermissionGrantsClient",
		"TestDirectoryAuditReportsTest", "TestDirectoryObjectsClient", "TestDirectoryRoleTemplatesClient",
		"TestDirectoryRolesClient", "TestDomainsClient", "TestGroupsAppRoleAssignmentsClient", "TestGroupsClient",
		"TestInvitationsClient", "TestNamedLocationsClient", "TestRoleAssignmentsClient", "TestRoleDefinitionsClient",
		"TestSchemaExtensionsClient", "TestServicePrincipalsAppRoleAssignmentsClient", "TestServicePrincipalsClient",
		"TestServicePrincipalsClient_AppRoleAssignments", "TestSignInReportsTest", "TestTokenPolicyClient",
		"TestUsersAppRoleAssignmentsClient", "TestUsersClient",
	}
}

// TestHamilton runs hamilton's own tests, which were written for a tenant of
// Microsoft's, with a client secret and one of them with a certificate.
func TestHamilton(t *testing.T) {
	if !*clients {
		t.Skip("go test -clients runs the tests of " + hamilton)
	}
	t.Parallel()
	suite := hamiltonSuite(t)
	s := start(t, program(t), t.TempDir())
	t.Run("certificate", func(t *testing.T) {
		s.hamilton(t, suite, "TestUsersClient", "CLIENT_CERTIFICATE_PATH="+s.certs.clientPFX)
	})
	t.Run("secret", func(t *testing.T) {
		for _, name := range hamiltonTests() {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				s.hamilton(t, suite, name, "CLIENT_SECRET="+s.signIn.secret)
			})
		}
	})
	s.judge(t)
}

// hamilton runs one test of the suite.
func (s *server) hamilton(t *testing.T, suite, name string, credential ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), suite, "-test.v", "-test.run", "^"+name+"$")
	cmd.Dir = filepath.Join(filepath.Dir(suite), "msgraph") // it reads ../internal/test/testlogo.png
	cmd.Env = append(os.Environ(), "HTTPS_PROXY="+s.proxy, "SSL_CERT_FILE="+s.certs.ca, "RETRY_MAX=2",
		"CLIENT_ID="+s.signIn.clientID, "CLIENT_CERTIFICATE=", "CLIENT_CERTIFICATE_PATH=", "CLIENT_SECRET=")
	for _, tenant := range []string{"DEFAULT", "B2C", "CONNECTED"} {
		cmd.Env = append(cmd.Env, tenant+"_TENANT_ID="+s.signIn.tenant, tenant+"_TENANT_DOMAIN="+s.signIn.domain)
	}
	cmd.Env = append(cmd.Env, credential...)
	out, err := cmd.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("--- PASS: "+name+" ")) {
		t.Errorf("%v\n%s", err, out)
	}
}

// hamiltonSuite builds hamilton's tests from a copy of its module, which has
// its own go.sum, and gives the program's path.
func hamiltonSuite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	download := exec.CommandContext(t.Context(), "go", "mod", "download", "-json", hamilton)
	download.Dir = dir
	out, err := download.Output()
	var module struct{ Dir, Error string }
	if parsed := json.Unmarshal(out, &module); err != nil || parsed != nil || module.Dir == "" {
		t.Skipf("%s cannot be downloaded: %v %s", hamilton, err, module.Error)
	}
	must(t, os.CopyFS(dir, os.DirFS(module.Dir))) // in the cache it is read-only
	suite := filepath.Join(dir, "suite")
	build := exec.CommandContext(t.Context(), "go", "test", "-c", "-o", suite, "./msgraph")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOFLAGS=", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Skipf("the tests of %s cannot be built: %v\n%s", hamilton, err, out)
	}
	return suite
}
