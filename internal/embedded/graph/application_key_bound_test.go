package graph_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"math/big"
	"strconv"
	"strings"
	"testing"
	"time"

	pkcs12 "software.sslmate.com/src/go-pkcs12"

	"github.com/tenantctl/tenantctl/internal/testkit"
)

// A PFX says how often its password is hashed; one that says millions is
// refused before anything is, in whichever place it says so.
func TestKeyThatTakesTooLong(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	signing := newSigner(t, "slow", month)
	few, many := []byte{2, 3, 1, 0x23, 0x45}, []byte{2, 3, 0x7f, 0xff, 0xff}
	for n, encoder := range []*pkcs12.Encoder{pkcs12.LegacyDES, pkcs12.Modern2023, pkcs12.Modern2026} {
		pfx, err := encoder.WithIterations(0x012345).Encode(signing.Key, signing.Cert, nil, "pfx password")
		if err != nil {
			t.Fatal(err)
		}
		id, _ := s.application("Payroll " + strconv.Itoa(n))
		places := bytes.Count(pfx, few)
		if places < 2 {
			t.Fatalf("%d places", places)
		}
		for i := range places {
			slow := bytes.Clone(pfx)
			at := 0
			for range i {
				at += bytes.Index(slow[at:], few) + len(few)
			}
			copy(slow[at+bytes.Index(slow[at:], few):], many)
			r := s.do("PATCH", "/applications/"+id, pfxBody(1, slow))
			if r.status != 400 || !strings.Contains(r.body, "1000000") || !strings.Contains(r.body, "Request_BadRequest") {
				t.Errorf("place %d: %d %s", i, r.status, r.body)
			}
		}
		s.must(204, "PATCH", "/applications/"+id, pfxBody(1, pfx))
	}
	id, _ := s.application("Payroll")
	for _, body := range []string{pfxBody(1, make([]byte, 100_000)), pfxBody(11, []byte{0x30, 0})} {
		if r := s.do("PATCH", "/applications/"+id, body); r.status != 400 || !strings.Contains(r.body, "at most") {
			t.Errorf("%d %s", r.status, r.body)
		}
	}
}

// pfxBody is a change to n keys from one PFX.
func pfxBody(n int, pfx []byte) string {
	var keys, passwords []string
	for i := range n {
		id := `"keyId":"5f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a` + strconv.Itoa(10+i) + `"`
		keys = append(keys, `{`+id+`,"type":"X509CertAndPassword","usage":"Sign","key":"`+base64.StdEncoding.EncodeToString(pfx)+`"}`)
		passwords = append(passwords, `{`+id+`,"secretText":"pfx password"}`)
	}
	return `{"keyCredentials":[` + strings.Join(keys, ",") + `],"passwordCredentials":[` + strings.Join(passwords, ",") + `]}`
}

// Checking a signature of a very large key takes long, and a very small one
// proves nothing.
func TestSizeOfKeys(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, _ := s.application("Payroll")
	for bits, status := range map[int]int{1016: 400, 1024: 204, 8192: 204, 8200: 400, 16384: 400} {
		r := s.do("PATCH", "/applications/"+id, `{"keyCredentials":[`+ofSize(t, bits).credential()+`]}`)
		if r.status != status || status == 400 && !strings.Contains(r.body, "1024 to 8192 bits") {
			t.Errorf("%d bits: %d %s", bits, r.status, r.body)
		}
	}
}

// ofSize is a certificate whose modulus has so many bits; nobody knows its
// factors.
func ofSize(t *testing.T, bits int) *signer {
	t.Helper()
	ca := newSigner(t, "ca", month)
	n := new(big.Int).Lsh(big.NewInt(1), uint(bits-1))
	key := &rsa.PublicKey{N: n.SetBit(n, 0, 1), E: 65537}
	template := &x509.Certificate{SerialNumber: big.NewInt(int64(bits)), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(month)}
	der, err := x509.CreateCertificate(rand.Reader, template, ca.Cert, key, ca.Key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &signer{testkit.SignerOf(t, testkit.Certificate{Key: ca.Key, Cert: cert})}
}
