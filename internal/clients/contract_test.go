package clients

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// contractVar names the checker of Microsoft's metadata (shared/tools/contract,
// built). If it is set, its proxy stands between client and server, and no
// answer of the server may break the contract. What clients ask for is their
// own affair.
const contractVar = "TENANTCTL_CONTRACT"

// record starts the recording proxy, if there is to be one, and gives the
// address that clients are to be led to.
func (s *server) record(t *testing.T) string {
	t.Helper()
	checker := os.Getenv(contractVar)
	if checker == "" {
		return s.address
	}
	s.recording = filepath.Join(s.dir, "exchanges.jsonl")
	address := freeAddress(t)
	s.run(t, address, checker, "proxy", "--listen", address, "--target", "https://"+s.address, "--target-ca", s.certs.ca,
		"--tls-cert", s.certs.server, "--tls-key", s.certs.serverKey, "--out", s.recording)
	return address
}

// judge fails the test for each answer that breaks the contract.
func (s *server) judge(t *testing.T) {
	t.Helper()
	if s.recording == "" {
		return
	}
	out, err := exec.Command(os.Getenv(contractVar), "validate", s.recording).CombinedOutput()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	t.Logf("contract: %s", lines[len(lines)-1])
	for _, line := range lines {
		if strings.HasPrefix(line, "RESP_") {
			t.Error(line)
		}
	}
	if err != nil && !strings.Contains(string(out), " requests, ") || strings.HasPrefix(lines[len(lines)-1], "0 requests") {
		t.Errorf("contract validate: %v\n%s", err, out)
	}
}
