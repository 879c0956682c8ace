package embedded

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// AddContact puts an organizational contact into the directory and gives its
// id (package core has the rules). No request can: it is for the process that
// owns the directory's file, and its tests.
func (s *Server) AddContact(ctx context.Context, contact *odata.Object, manager string) (string, error) {
	r, err := core.New(s.opened, s.options.Now).AddContact(ctx, contact, manager)
	if err != nil {
		return "", err
	}
	return r.ID, nil
}
