package aadgraph

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/written"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

var _ directory.Requester = (*Adapter)(nil)

// Ask sends a request that changes nothing, as the user wrote it. Its path is
// relative to the tenant, or names it; api-version is added if it is not
// there.
func (a *Adapter) Ask(ctx context.Context, r *directory.RawRequest) (*directory.Answer, error) {
	return a.written().Ask(ctx, r)
}

// written says how requests as users write them go to Azure AD Graph.
func (a *Adapter) written() written.Service {
	return written.Service{Path: a.rawPath, Send: a.client.Raw, Explain: explain}
}

// rawPath gives the path below the tenant.
func (a *Adapter) rawPath(p string) (string, error) {
	p, whole, err := written.BelowRoot(a.client.Base().String(), p)
	if err != nil {
		return "", err
	}
	first := written.FirstSegment(p)
	tenant := strings.TrimSuffix(strings.TrimPrefix(a.client.Root(), a.client.Base().String()), "/")
	switch {
	case strings.EqualFold(first, tenant), strings.EqualFold(first, aadgraph.MyOrganization):
		return strings.TrimPrefix(p[len(first):], "/"), nil
	case whole && !strings.EqualFold(first, "me"):
		return "", apierr.New(apierr.Usage, "", "it is another tenant than the profile's, which is "+tenant).
			WithHint("leave the tenant out of the path, or choose another profile with --profile")
	}
	return p, nil
}
