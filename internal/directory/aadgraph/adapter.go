// Package aadgraph is the adapter that makes Azure AD Graph 1.6 a directory.
// It speaks to the service in its own paths and names, and to commands in the
// canonical ones, so that a command prints the same as on Microsoft Graph.
//
// What the service cannot do is done here where that is only work: it gives
// objects whole, so $select leaves out the rest afterwards; a $filter is sent
// as far as the service takes it and the rest of it, $search, type casts,
// $count and what it does not sort are worked out over all pages (a sorted
// list is held whole, and bounded). What it does not have at all is
// apierr.Unsupported, and a capability that is not claimed. A property that it
// lacks is absent.
//
// Sources: facts/aadgraph.md and the reference on functions and actions.
package aadgraph

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/question"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Adapter implements directory.Directory on a client of Azure AD Graph.
type Adapter struct {
	// Parallel is how many requests Apply has on their way at once; 0 is 8.
	Parallel int
	// Immediate says that the service has one copy of its data, as the
	// embedded directory has; see directory.Immediate.
	Immediate bool

	client *aadgraph.Client
}

var (
	_ directory.Directory   = (*Adapter)(nil)
	_ directory.ProofIssuer = (*Adapter)(nil)
)

// New makes a directory of a client.
func New(c *aadgraph.Client) *Adapter { return &Adapter{client: c} }

// Supports tells what Azure AD Graph can do (the reference; facts/aadgraph.md).
func (a *Adapter) Supports(c directory.Capability) bool {
	switch c {
	case directory.Immediate:
		return a.Immediate
	case directory.CanFilter, directory.CanManager, directory.CanOwners, directory.CanPassword,
		directory.CanRestoreApps, directory.CanRestoreURIs, directory.CanIsMemberOf:
		return true
	}
	return false
}

// ProofIssuer gives the application id (the reference, addKey: "iss").
func (a *Adapter) ProofIssuer(app *odata.Object) string {
	if id := app.String("appId"); id != "" {
		return id
	}
	for _, uri := range app.Strings("identifierUris") {
		return uri
	}
	return ""
}

// Get reads one object.
func (a *Adapter) Get(ctx context.Context, ref directory.Ref, q odata.Query) (*odata.Object, error) {
	if err := question.Of(ref).Check(&q); err != nil {
		return nil, err
	}
	o, err := a.get(ctx, ref, q)
	if err != nil {
		return nil, explain(err, question.Target(ref))
	}
	return o, nil
}

func (a *Adapter) get(ctx context.Context, ref directory.Ref, q odata.Query) (*odata.Object, error) {
	if above, ok := cutLast(ref.Path, "$count"); ok {
		return a.count(ctx, ref.Below(above), q)
	}
	relation, link := cutLast(ref.Path, "$ref")
	at, err := locate(ref.Below(relation))
	if err != nil {
		return nil, err
	}
	s, err := at.sift(q)
	if err != nil {
		return nil, err
	}
	path, err := a.path(ctx, at)
	if err != nil {
		return nil, err
	}
	if link {
		return a.link(ctx, path)
	}
	o, err := a.client.Get(ctx, path, odata.Query{Expand: s.wire.Expand})
	if err != nil {
		return nil, err
	}
	if o == nil {
		return nil, apierr.New(apierr.NotFound, "", "not found")
	}
	return s.shown(s.canonical(o)), nil
}

// link gives the link of a single-valued relation in Graph's form.
func (a *Adapter) link(ctx context.Context, relation string) (*odata.Object, error) {
	url, err := a.client.Link(ctx, relation)
	if err != nil {
		return nil, err
	}
	return odata.NewObject("@odata.id", url), nil
}

// count counts the objects of a list: the service does not.
func (a *Adapter) count(ctx context.Context, ref directory.Ref, q odata.Query) (*odata.Object, error) {
	n := 0
	for _, err := range a.List(ctx, ref, odata.Query{Filter: q.Filter, Search: q.Search}) {
		if err != nil {
			return nil, err
		}
		n++
	}
	return odata.NewObject("value", n), nil
}

// cutLast takes the last segment off a path, if it is this one.
func cutLast(path, segment string) (string, bool) {
	if path == segment {
		return "", true
	}
	return strings.CutSuffix(path, "/"+segment)
}
