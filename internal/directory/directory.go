// Package directory is the port between commands and the services that hold
// a directory: what a directory can be asked and told, in canonical terms
// (the Entity Data Model of Microsoft Graph v1.0). Each sub-package is an
// adapter that makes one protocol look like this.
//
// The port is small on purpose: four ways to speak, a reference to say of
// what, and an operation to say what is to change.
package directory

import (
	"context"
	"iter"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Directory is a service that holds objects. Its methods may be called by
// several goroutines at once. Every error is, or wraps, an *apierr.Error.
type Directory interface {
	// Get reads one object. A raw value (Ref.Path "$count") comes as an
	// object with the one member "value". An object that does not exist is
	// apierr.NotFound.
	Get(ctx context.Context, ref Ref, q odata.Query) (*odata.Object, error)

	// List reads a set or relation, page by page as the caller goes on; it
	// asks for nothing more once the caller stops. An error ends it and is
	// its last element. q.Top is the size of a page (0: the largest that the
	// service has), never a bound on the number of objects.
	List(ctx context.Context, ref Ref, q odata.Query) iter.Seq2[*odata.Object, error]

	// Call asks a function, or an action that changes nothing
	// (getByIds, checkMemberGroups); Ref.Path is its name. The answer is the
	// body as it came: a collection is the member "value".
	Call(ctx context.Context, ref Ref, args *odata.Object) (*odata.Object, error)

	// Apply carries operations out, grouped as the protocol does best, and
	// yields the outcome of each exactly once, in any order, as it is known.
	// Operations on one object keep their order. Before a request leaves,
	// sending is called with the operations in it, once a request and never
	// by two goroutines at once; its error keeps the request back, becomes
	// the outcome of these operations and ends the work. When ctx ends, or
	// the caller stops, what was not sent gets the outcome
	// apierr.Interrupted (nothing, if the caller stopped). Apply repeats only
	// what surely had no effect (see pkg/rest); what goes again after that
	// is the caller's decision.
	Apply(ctx context.Context, ops []*Operation, sending func([]*Operation) error) iter.Seq[Outcome]

	// Supports tells whether the directory has a capability. What it lacks
	// is answered apierr.Unsupported when asked for all the same.
	Supports(c Capability) bool
}

// Ref addresses an object, a set, a relation or a function, as a path of
// three parts: the set ("users", "directory/deletedItems", or a singleton
// such as "me"), the key of an object in it, and what lies below ("members",
// "manager", "microsoft.graph.user", "$count", "getMemberGroups"). Parts that
// are not needed are empty.
type Ref struct {
	Set  string `json:"set"`
	Key  string `json:"key,omitempty"`
	Path string `json:"path,omitempty"`
}

// String gives the reference as a path, for messages: "users/lee@contoso.com".
func (r Ref) String() string {
	s := r.Set
	for _, part := range []string{r.Key, r.Path} {
		if part != "" {
			s += "/" + part
		}
	}
	return s
}

// Below gives the reference with another path below its object.
func (r Ref) Below(path string) Ref { return Ref{r.Set, r.Key, path} }
