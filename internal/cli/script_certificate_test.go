package cli_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/pem"
	"flag"
	"io"
	"math/big"
	"os"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/youmark/pkcs8"
	pkcs12 "software.sslmate.com/src/go-pkcs12"

	"github.com/tenantctl/tenantctl/internal/testkit"
)

// cmdCertificate is "certificate [-from AGE] [-to AGE] [-password TEXT] [-ec]
// NAME": it makes an RSA (or EC) key and its certificate, in force from an hour ago for a
// day unless said otherwise, as NAME.key (PKCS#8, encrypted with a password),
// NAME.pem, NAME.pfx, and the thumbprint in the variable NAME_SHA1.
func cmdCertificate(ts *testscript.TestScript, neg bool, args []string) {
	flags := flag.NewFlagSet("certificate", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	from := flags.Duration("from", -time.Hour, "")
	to := flags.Duration("to", 24*time.Hour, "")
	password := flags.String("password", "", "")
	curve := flags.Bool("ec", false, "")
	if err := flags.Parse(args); err != nil || neg || flags.NArg() != 1 {
		ts.Fatalf("usage: certificate [-from AGE] [-to AGE] [-password TEXT] [-ec] NAME (%v)", err)
	}
	name := flags.Arg(0)
	var key crypto.Signer
	var err error
	if *curve {
		key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	} else {
		key, err = testkit.RSAKey(ts.Getenv("WORK"))
	}
	ts.Check(err)
	now := time.Now()
	der, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: now.Add(*from), NotAfter: now.Add(*to),
	}, &x509.Certificate{Subject: pkix.Name{CommonName: name}}, key.Public(), key)
	ts.Check(err)
	writeKeys(ts, name, *password, key, der)
	sum := sha1.Sum(der)
	ts.Setenv(name+"_SHA1", strings.ToUpper(hex.EncodeToString(sum[:])))
}

func writeKeys(ts *testscript.TestScript, name, password string, key crypto.Signer, der []byte) {
	kind, secret := "PRIVATE KEY", []byte(nil)
	if password != "" {
		kind, secret = "ENCRYPTED PRIVATE KEY", []byte(password)
	}
	private, err := pkcs8.MarshalPrivateKey(key, secret, nil)
	ts.Check(err)
	cert, err := x509.ParseCertificate(der)
	ts.Check(err)
	pfx, err := pkcs12.Modern.Encode(key, cert, nil, password)
	ts.Check(err)
	for file, data := range map[string][]byte{
		name + ".key": pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: private}),
		name + ".pem": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		name + ".pfx": pfx,
	} {
		ts.Check(os.WriteFile(ts.MkAbs(file), data, 0o600))
	}
}
