package cli_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/youmark/pkcs8"
)

// sealedCertificate writes a certificate with its encrypted key into one file.
func sealedCertificate(t *testing.T, password string) string {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "lab"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := pkcs8.MarshalPrivateKey(key, []byte(password), nil)
	if err != nil {
		t.Fatal(err)
	}
	text := append(pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: private}),
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})...)
	path := filepath.Join(t.TempDir(), "sealed.pem")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestKeyPasswordIsAskedFor signs in with an encrypted key on a terminal. The
// sign-in service is away, which only who has opened the key finds out.
func TestKeyPasswordIsAskedFor(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	s.run("profile", "set", "lab", "--protocol", "graph", "--endpoint", "https://127.0.0.1:1", "--authority", "https://127.0.0.1:1",
		"--tenant", "contoso.onmicrosoft.com", "--client-id", "11111111-1111-1111-1111-111111111111")
	s.env = []string{"TENANTCTL_CLIENT_CERTIFICATE=" + sealedCertificate(t, "Br0ken!Window7")}
	code, screen := s.answer([][2]string{{"Password of", "Br0ken!Window7\r"}}, "-p", "lab", "user", "list")
	if code != 10 || !strings.Contains(screen, "cannot reach 127.0.0.1:1") || strings.Contains(screen, "Br0ken") {
		t.Errorf("the right password: exit %d\n%s", code, screen)
	}
	code, screen = s.answer([][2]string{{"Password of", "guessed\r"}}, "-p", "lab", "user", "list")
	if code != 4 || !strings.Contains(screen, "does not open the private key") {
		t.Errorf("a wrong password: exit %d\n%s", code, screen)
	}
	for _, args := range [][]string{{"-p", "lab", "user", "list", "--yes"}, {"__complete", "-p", "lab", "user", "get", ""}} {
		if _, screen = s.answer(nil, args...); strings.Contains(screen, "Password of") {
			t.Errorf("%v asks:\n%s", args, screen)
		}
	}
}
