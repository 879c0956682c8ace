package aadgraph

import (
	"context"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// DomainPath gives the path of a domain: domains('contoso.com').
func DomainPath(name string) string {
	return "domains" + odata.KeyPredicate("", name)
}

// VerifyDomain proves that the tenant owns a domain that is not verified yet
// (POST domains('{name}')/verify) and gives the domain, whose isVerified tells
// how it ended. The reference supports it in version beta only and shows it
// with 1.6: this client sends it with either.
func (c *Client) VerifyDomain(ctx context.Context, name string) (*odata.Object, error) {
	return c.Action(ctx, DomainPath(name)+"/verify", nil)
}
