package graph_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/testkit"
)

const proofAudience = testkit.ProofAudience

const month = 30 * 24 * time.Hour

// signer is a key with its certificate.
type signer struct{ *testkit.Signer }

// newSigner makes a certificate that is in force from a day ago for life.
func newSigner(t *testing.T, name string, life time.Duration) *signer {
	t.Helper()
	return &signer{testkit.NewSigner(t, name, life)}
}

// credential is a keyCredential that brings the certificate.
func (s *signer) credential(more ...string) string {
	return `{` + strings.Join(append(more, ""), ",") + `"type":"AsymmetricX509Cert","usage":"Verify","key":"` + s.Encoded() + `"}`
}
