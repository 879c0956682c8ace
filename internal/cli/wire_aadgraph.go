package cli

import (
	"github.com/tenantctl/tenantctl/internal/directory"
	aadgraphdir "github.com/tenantctl/tenantctl/internal/directory/aadgraph"
	"github.com/tenantctl/tenantctl/internal/profile"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
)

// openAADGraph makes the adapter of an Azure AD Graph service on a network.
// Nothing is sent yet.
func (r *root) openAADGraph(p *profile.Profile, where profile.Paths) (directory.Directory, error) {
	o, err := r.network(p, where, p.AADGraphRoot(), aadgraph.Decode)
	if err != nil {
		return nil, err
	}
	return aadgraphdir.New(aadgraph.New(aadgraph.Options{Options: o, Tenant: p.AADGraphTenant()})), nil
}
