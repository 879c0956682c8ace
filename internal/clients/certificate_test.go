package clients

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

// hosts are the names that the clients know the directory by.
func hosts() []string {
	return []string{"graph.microsoft.com", "graph.windows.net", "login.microsoftonline.com", "management.azure.com"}
}

// certificates are files: the authority that clients trust, the server's
// certificate and key, and those that an application signs in with, as PEM
// with its key, as PFX without a password, and the certificate alone.
type certificates struct {
	ca, server, serverKey, clientPEM, clientPFX, client string
}

func newCertificates(t *testing.T, dir string) certificates {
	t.Helper()
	c := certificates{
		ca: filepath.Join(dir, "ca.pem"), server: filepath.Join(dir, "server.pem"),
		serverKey: filepath.Join(dir, "server.key"), clientPEM: filepath.Join(dir, "client-with-key.pem"),
		clientPFX: filepath.Join(dir, "client.pfx"), client: filepath.Join(dir, "client.pem"),
	}
	caKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	ca := template("tenantctl test authority")
	ca.IsCA, ca.BasicConstraintsValid, ca.KeyUsage = true, true, x509.KeyUsageCertSign
	caDER, err := x509.CreateCertificate(rand.Reader, ca, ca, &caKey.PublicKey, caKey)
	must(t, err)
	writePEM(t, c.ca, block("CERTIFICATE", caDER))

	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	server := template("localhost")
	server.DNSNames = append(hosts(), "localhost")
	server.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	server.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	der, err := x509.CreateCertificate(rand.Reader, server, ca, &key.PublicKey, caKey)
	must(t, err)
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	must(t, err)
	writePEM(t, c.server, block("CERTIFICATE", der))
	writePEM(t, c.serverKey, block("PRIVATE KEY", keyDER))
	newClientCertificate(t, c)
	return c
}

// newClientCertificate makes the certificate that an application signs in
// with: RSA, self-signed, as az ad sp create-for-rbac makes them.
func newClientCertificate(t *testing.T, c certificates) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	must(t, err)
	cert := template("Clients")
	der, err := x509.CreateCertificate(rand.Reader, cert, cert, &key.PublicKey, key)
	must(t, err)
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	must(t, err)
	writePEM(t, c.client, block("CERTIFICATE", der))
	writePEM(t, c.clientPEM, block("PRIVATE KEY", keyDER), block("CERTIFICATE", der))
	parsed, err := x509.ParseCertificate(der)
	must(t, err)
	pfx, err := pkcs12.LegacyDES.Encode(key, parsed, nil, "")
	must(t, err)
	must(t, os.WriteFile(c.clientPFX, pfx, 0o600))
}

func template(name string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(24 * time.Hour),
		KeyUsage:     x509.KeyUsageDigitalSignature,
	}
}

func block(kind string, der []byte) *pem.Block { return &pem.Block{Type: kind, Bytes: der} }

func writePEM(t *testing.T, path string, blocks ...*pem.Block) {
	t.Helper()
	var text []byte
	for _, b := range blocks {
		text = append(text, pem.EncodeToMemory(b)...)
	}
	must(t, os.WriteFile(path, text, 0o600))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
