package graph

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/written"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

var _ directory.Requester = (*Adapter)(nil)

// Ask sends a request that changes nothing, as the user wrote it.
func (a *Adapter) Ask(ctx context.Context, r *directory.RawRequest) (*directory.Answer, error) {
	return a.written().Ask(ctx, r)
}

// written says how requests as users write them go to Graph.
func (a *Adapter) written() written.Service {
	send := func(ctx context.Context, r *rest.Request) (*rest.Response, error) { return a.Root.Raw(ctx, r) }
	return written.Service{Path: a.rawPath, Send: send, Explain: explain}
}

// rawPath gives the path below the service's root, with its version.
func (a *Adapter) rawPath(p string) (string, error) {
	if a.Root == nil {
		return "", apierr.New(apierr.Unsupported, "", "this directory takes no requests as they are written")
	}
	root := a.Root.Base().String()
	p, whole, err := written.BelowRoot(root, p)
	if err != nil || whole {
		return p, err
	}
	switch strings.ToLower(written.FirstSegment(p)) {
	case "v1.0", "beta":
		return p, nil
	}
	return a.client.Base().String()[len(root):] + p, nil
}
