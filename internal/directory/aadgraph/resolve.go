package aadgraph

import (
	"context"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// path gives the encoded path of an address. Of the alternate keys the service
// takes the application id of an application, alone or before one of the
// actions on its keys; others are looked up first.
func (a *Adapter) path(ctx context.Context, at address) (string, error) {
	name, value, ok := alternate(at.key)
	if !ok {
		return keyed(at.set, at.key) + at.below, nil
	}
	if at.byAppID(name) {
		return odata.KeyPath("applicationsByAppId", value) + at.below, nil
	}
	id, err := a.lookUp(ctx, at, name, value)
	if err != nil {
		return "", err
	}
	return keyed(at.set, id) + at.below, nil
}

// byAppID tells whether applicationsByAppId knows the path.
func (at address) byAppID(name string) bool {
	switch at.below {
	case "", "/addKey", "/removeKey":
		return at.set == "applications" && !at.writes && strings.EqualFold(name, "appId")
	}
	return false
}

// lookUp gives the id of the object with an alternate key.
func (a *Adapter) lookUp(ctx context.Context, at address, name, value string) (string, error) {
	switch {
	case at.set == "applications" && strings.EqualFold(name, "appId"):
		o, err := a.client.ApplicationByAppID(ctx, value)
		return o.String("objectId"), err
	case at.set == "servicePrincipals" && strings.EqualFold(name, "appId"):
		return a.client.ServicePrincipalID(ctx, value)
	}
	q := odata.Query{Filter: name + " eq " + odata.QuoteString(value), Select: []string{"id"}}
	for o, err := range a.List(ctx, directory.Ref{Set: at.ref.Set}, q) {
		return o.ID(), err
	}
	return "", notThere(at.ref.Key)
}

// notThere is the service's own refusal where it is found out here.
func notThere(what string) error {
	return &apierr.Error{
		Kind: apierr.NotFound, Code: "Request_ResourceNotFound", Status: http.StatusNotFound,
		Message: "Resource '" + what + "' does not exist or one of its queried reference-property objects are not present.",
	}
}

// principal gives the path by which the functions on memberships know an
// object: in the set of its type, or as "me".
func (a *Adapter) principal(ctx context.Context, at address) (string, error) {
	if at.set != "directoryObjects" {
		return a.path(ctx, at)
	}
	o, err := a.client.Get(ctx, keyed(at.set, at.key), odata.Query{})
	if err != nil {
		return "", err
	}
	return keyed(aadgraph.TypeOf(o).Set(), at.key), nil
}
