package aadgraph

import (
	"context"
	"iter"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// DeltaQuery is what a differential query starts with (facts/aadgraph.md,
// section 8).
type DeltaQuery struct {
	// Set is directoryObjects, users, groups or contacts.
	Set string
	// Select narrows the changes: plain names on typed sets, Type/property on
	// directoryObjects; the service's names.
	Select []string
	// Types narrows directoryObjects to these types (User, Group, Contact); no
	// other set takes it.
	Types []Type
	// OnlyChanged asks for the properties that have changed alone, not for
	// whole objects.
	OnlyChanged bool
	// OnlyToken asks for no changes, but for the link from which those that
	// come after now can be read.
	OnlyToken bool
}

// Round is one round of a differential query: the changes since the round
// before, or for a first round everything. Objects may come more than once,
// and relations to objects that have not come yet; see [IsDeleted] and
// [LinkChangeOf].
type Round struct {
	c     *Client
	ctx   context.Context
	first *rest.Request
	err   error
	link  string
}

// Delta starts a first round.
func (c *Client) Delta(ctx context.Context, q DeltaQuery) *Round {
	r := &rest.Request{Method: http.MethodGet, Path: q.Set, Query: "deltaLink=", Header: http.Header{}}
	filter := odata.Query{Select: q.Select, Filter: c.isof(q.Types)}
	if extra := filter.Encode(); extra != "" {
		r.Query += "&" + extra
	}
	if q.OnlyChanged {
		r.Header.Set("ocp-aad-dq-include-only-changed-properties", "true")
	}
	if q.OnlyToken {
		r.Header.Set("ocp-aad-dq-include-only-delta-token", "true")
	}
	w, err := c.addressed(r)
	if len(q.Types) > 0 && !strings.EqualFold(q.Set, "directoryObjects") {
		err = apierr.New(apierr.Unsupported, q.Set, "Azure AD Graph narrows the changes of directoryObjects alone to types")
	}
	return &Round{c: c, ctx: ctx, first: w, err: err}
}

// DeltaFrom starts the round that follows the one that ended with this link.
// onlyChanged is as in [DeltaQuery]: the link does not hold it.
func (c *Client) DeltaFrom(ctx context.Context, link string, onlyChanged bool) *Round {
	r, err := c.linked(link)
	if err == nil && onlyChanged {
		r.Header = http.Header{}
		r.Header.Set("ocp-aad-dq-include-only-changed-properties", "true")
	}
	return &Round{c: c, ctx: ctx, first: r, err: err}
}

// Changes reads the round to its end: objects and [LinkChange] objects, in the
// order of the service. It can be ranged over once.
func (r *Round) Changes() iter.Seq2[*odata.Object, error] {
	return Objects(r.pages)
}

// Link gives the link from which the next round starts, once Changes has been
// read to its end without an error; before that it is empty.
func (r *Round) Link() string { return r.link }

func (r *Round) pages(yield func(*odata.Page, error) bool) {
	for page, err := range ReadPages(r.c.follow(r.ctx, r.first, r.err)) {
		if !yield(page, err) || err != nil {
			return
		}
		r.link = page.DeltaLink
	}
}

// isof gives the filter for types.
func (c *Client) isof(types []Type) string {
	parts := make([]string, len(types))
	for i, t := range types {
		parts[i] = "isof('" + c.version.Namespace() + "." + string(t) + "')"
	}
	return strings.Join(parts, " or ")
}
