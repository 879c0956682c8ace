package credential_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	pkcs12 "software.sslmate.com/src/go-pkcs12"

	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/testkit"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// now is when the test's certificates are in force.
func now() time.Time { return time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC) }

// material makes an RSA pair, another one, and an EC pair.
type material struct{ rsa, other, ec testkit.Certificate }

func newMaterial(t *testing.T) material {
	t.Helper()
	from, to := now().Add(-time.Hour), now().Add(time.Hour)
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return material{
		testkit.NewCertificate(t, "payroll", from, to), testkit.NewCertificate(t, "other", from, to),
		testkit.Certify(t, curve, "curve", from, to),
	}
}

// der is the key as PKCS#8.
func der(t *testing.T, c testkit.Certificate) []byte {
	t.Helper()
	key, err := x509.MarshalPKCS8PrivateKey(c.Key)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func block(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

func older(t *testing.T, m testkit.Certificate, password string) []byte {
	t.Helper()
	der := x509.MarshalPKCS1PrivateKey(m.Key.(*rsa.PrivateKey))
	//lint:ignore SA1019 what is read is written
	b, err := x509.EncryptPEMBlock(rand.Reader, "RSA PRIVATE KEY", der, []byte(password), x509.PEMCipherAES256) //nolint:staticcheck // what is read is written
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(b)
}

func pfx(t *testing.T, e *pkcs12.Encoder, m testkit.Certificate, password string) []byte {
	t.Helper()
	data, err := e.Encode(m.Key, m.Cert, nil, password)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t *testing.T, name string, parts ...[]byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	var all []byte
	for _, p := range parts {
		all = append(all, p...)
	}
	if err := os.WriteFile(path, all, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// answering gives a password and counts how often it is asked for.
func answering(password string, asked *int) func(context.Context, string) (string, error) {
	return func(context.Context, string) (string, error) {
		*asked++
		return password, nil
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	m := newMaterial(t)
	pkcs1 := x509.MarshalPKCS1PrivateKey(m.rsa.Key.(*rsa.PrivateKey))
	sec1, err := x509.MarshalECPrivateKey(m.ec.Key.(*ecdsa.PrivateKey))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		file  []byte
		cert  []byte // in a file of its own
		want  testkit.Certificate
		asked int
	}{
		{"PKCS#1 with the certificate", append(block("RSA PRIVATE KEY", pkcs1), m.rsa.CertPEM()...), nil, m.rsa, 0},
		{"PKCS#8, certificate apart", m.rsa.KeyPEM(t, ""), m.rsa.CertPEM(), m.rsa, 0},
		{"certificate in DER", m.rsa.KeyPEM(t, ""), m.rsa.Cert.Raw, m.rsa, 0},
		{"key in DER", der(t, m.rsa), m.rsa.CertPEM(), m.rsa, 0},
		{"EC, among other certificates", append(append(m.rsa.CertPEM(), m.ec.CertPEM()...), block("EC PRIVATE KEY", sec1)...), nil, m.ec, 0},
		{"byte order mark", append([]byte("\xef\xbb\xbf"), append(m.rsa.KeyPEM(t, ""), m.rsa.CertPEM()...)...), nil, m.rsa, 0},
		{"encrypted PKCS#8", m.rsa.KeyPEM(t, "pass word"), m.rsa.CertPEM(), m.rsa, 1},
		{"encrypted PEM of the older form", older(t, m.rsa, "pass word"), m.rsa.CertPEM(), m.rsa, 1},
		{"PFX", pfx(t, pkcs12.Modern, m.rsa, "pass word"), nil, m.rsa, 1},
		{"PFX with 3DES", pfx(t, pkcs12.LegacyDES, m.rsa, "pass word"), nil, m.rsa, 1},
		{"PFX without a password", pfx(t, pkcs12.Passwordless, m.rsa, ""), nil, m.rsa, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			asked := 0
			o := credential.LoadOptions{Password: answering("pass word", &asked)}
			if test.cert != nil {
				o.CertPath = write(t, "cert", test.cert)
			}
			c, err := credential.Load(t.Context(), write(t, "key", test.file), o)
			if err != nil {
				t.Fatal(err)
			}
			if !c.Certificate.Equal(test.want.Cert) {
				t.Errorf("certificate of %s, want %s", c.Certificate.Subject, test.want.Cert.Subject)
			}
			if asked != test.asked {
				t.Errorf("asked %d times for the password, want %d", asked, test.asked)
			}
		})
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	m := newMaterial(t)
	key := m.rsa.KeyPEM(t, "")
	tests := []struct {
		name       string
		file, cert []byte
		password   string
		want       []string // in the message or the hint
	}{
		{"no key", m.rsa.CertPEM(), nil, "", []string{"no private key", "PFX"}},
		{"no certificate", key, nil, "", []string{"no certificate", "as well"}},
		{"a certificate file without one", key, []byte("hello"), "", []string{"PEM or PFX"}},
		{"neither", []byte("hello"), nil, "", []string{"PEM or PFX"}},
		{"an empty file", nil, nil, "", []string{"PEM or PFX"}},
		{"another's certificate", key, m.other.CertPEM(), "", []string{"does not fit", "CN=other", "together"}},
		{"no password for PKCS#8", m.rsa.KeyPEM(t, "x"), m.rsa.CertPEM(), "", []string{"encrypted", "TENANTCTL_KEY_PASSWORD"}},
		{"no password for PFX", pfx(t, pkcs12.Modern, m.rsa, "x"), nil, "", []string{"encrypted", "TENANTCTL_KEY_PASSWORD_FILE"}},
		{"wrong password for PKCS#8", m.rsa.KeyPEM(t, "x"), m.rsa.CertPEM(), "hush", []string{"password does not open"}},
		{"wrong password for older PEM", older(t, m.rsa, "x"), m.rsa.CertPEM(), "hush", []string{"password does not open"}},
		{"wrong password for PFX", pfx(t, pkcs12.Modern, m.rsa, "x"), nil, "hush", []string{"password does not open"}},
		{"a damaged key", block("PRIVATE KEY", der(t, m.rsa)[:100]), m.rsa.CertPEM(), "", []string{"cannot be read"}},
		{"a damaged certificate", append(key, block("CERTIFICATE", m.rsa.Cert.Raw[:100])...), nil, "", []string{"certificate cannot be read"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o := credential.LoadOptions{}
			if test.password != "" {
				o.Password = answering(test.password, new(int))
			}
			if test.cert != nil {
				o.CertPath = write(t, "cert", test.cert)
			}
			_, err := credential.Load(t.Context(), write(t, "key", test.file), o)
			e := apierr.As(err)
			if e == nil || e.Kind != apierr.Usage {
				t.Fatalf("got %v", err)
			}
			for _, part := range test.want {
				if !strings.Contains(e.Error()+" "+e.Hint, part) {
					t.Errorf("%q, hint %q: not %q", e.Error(), e.Hint, part)
				}
			}
			if strings.Contains(e.Error()+e.Hint, "hush") {
				t.Error("the error tells the password")
			}
		})
	}
}

func TestLoadCertificate(t *testing.T) {
	t.Parallel()
	m := newMaterial(t)
	for name, file := range map[string][]byte{
		"PEM": m.rsa.CertPEM(), "DER": m.rsa.Cert.Raw, "beside an encrypted key": append(m.rsa.KeyPEM(t, "x"), m.rsa.CertPEM()...),
		"first of a chain": append(m.rsa.CertPEM(), m.other.CertPEM()...), "PFX without a password": pfx(t, pkcs12.Passwordless, m.rsa, ""),
	} {
		cert, err := credential.LoadCertificate(write(t, "cert", file))
		if err != nil || !cert.Equal(m.rsa.Cert) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, file := range map[string][]byte{
		"a key only": m.rsa.KeyPEM(t, ""), "an encrypted PFX": pfx(t, pkcs12.Modern, m.rsa, "x"),
	} {
		_, err := credential.LoadCertificate(write(t, "cert", file))
		if e := apierr.As(err); e == nil || e.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := credential.LoadCertificate(filepath.Join(t.TempDir(), "none.pem")); apierr.KindOf(err) != apierr.Usage || !strings.Contains(err.Error(), "none.pem") {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestPassword(t *testing.T) {
	t.Parallel()
	file := write(t, "password", []byte("from file\r\nmore\n"))
	tests := []struct {
		name string
		env  map[string]string
		want string
	}{
		{"the variable", map[string]string{"TENANTCTL_KEY_PASSWORD": "from env", "TENANTCTL_KEY_PASSWORD_FILE": file}, "from env"},
		{"the file", map[string]string{"TENANTCTL_KEY_PASSWORD_FILE": file}, "from file"},
		{"the question", nil, "from question"},
	}
	for _, test := range tests {
		get := credential.Password(func(name string) string { return test.env[name] }, answering("from question", new(int)))
		if got, err := get(t.Context(), "key.pem"); err != nil || got != test.want {
			t.Errorf("%s: %q, %v", test.name, got, err)
		}
	}
	empty := write(t, "empty", []byte("\nsecret"))
	get := credential.Password(func(name string) string { return map[string]string{"TENANTCTL_KEY_PASSWORD_FILE": empty}[name] }, nil)
	if _, err := get(t.Context(), "key.pem"); apierr.KindOf(err) != apierr.Usage {
		t.Errorf("an empty first line: %v", err)
	}
}
