package aadgraph

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// ObjectURL gives the absolute address by which the service refers to a
// directory object: …/{tenant}/directoryObjects/{id}.
func (c *Client) ObjectURL(id string) string {
	return c.Root() + odata.KeyPath("directoryObjects", id)
}

// LinkBody gives the body that refers to a directory object in $links
// requests.
func (c *Client) LinkBody(id string) *odata.Object {
	return odata.NewObject("url", c.ObjectURL(id))
}

// LinkPath gives the path of a relation's links, groups/{id}/$links/members
// for the relation groups/{id}/members, or with a target's id that of the one
// link.
func LinkPath(relation, id string) string {
	i := strings.LastIndexByte(relation, '/') + 1
	path := relation[:i] + "$links/" + relation[i:]
	if id != "" {
		path = odata.KeyPath(path, id)
	}
	return path
}

// LinkID gives the id of the object that a link's url leads to, "" if it is
// none: …/directoryObjects/{id}, with the object's type after it or without.
func LinkID(link string) string {
	_, after, ok := strings.Cut(link, "/directoryObjects/")
	if !ok {
		return ""
	}
	id, _, _ := strings.Cut(after, "/")
	if !odata.IsGUID(id) {
		return ""
	}
	return strings.ToLower(id)
}

// AddLink adds an object to a collection such as groups/{id}/members (POST
// groups/{id}/$links/members). One that is in it already is apierr.Conflict.
func (c *Client) AddLink(ctx context.Context, relation, id string) error {
	return c.writeLink(ctx, http.MethodPost, relation, id)
}

// SetLink lets a single-valued relation such as users/{id}/manager lead to an
// object (PUT users/{id}/$links/manager).
func (c *Client) SetLink(ctx context.Context, relation, id string) error {
	return c.writeLink(ctx, http.MethodPut, relation, id)
}

// RemoveLink takes an object out of a collection (DELETE
// groups/{id}/$links/members/{id}), or, with an empty id, clears a
// single-valued relation. The object itself stays.
func (c *Client) RemoveLink(ctx context.Context, relation, id string) error {
	_, err := c.object(ctx, Request{Method: http.MethodDelete, Path: LinkPath(relation, id)})
	return err
}

// Link gives the address of the object that a single-valued relation leads to
// (GET users/{id}/$links/manager). Without one it is apierr.NotFound.
func (c *Client) Link(ctx context.Context, relation string) (string, error) {
	path := LinkPath(relation, "")
	o, err := c.object(ctx, Request{Method: http.MethodGet, Path: path})
	if err != nil {
		return "", err
	}
	if o.String("url") == "" {
		return "", misread(path, true, errors.New(`it has no member "url"`))
	}
	return o.String("url"), nil
}

// Links gives the addresses of the objects in a collection (GET
// groups/{id}/$links/members). An error is the last element. The service gives
// links whole; pages, where it gives some, are followed.
func (c *Client) Links(ctx context.Context, relation string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for o, err := range c.List(ctx, LinkPath(relation, ""), odata.Query{}) {
			if !yield(o.String("url"), err) || err != nil {
				return
			}
		}
	}
}

func (c *Client) writeLink(ctx context.Context, method, relation, id string) error {
	_, err := c.object(ctx, Request{Method: method, Path: LinkPath(relation, ""), Body: c.LinkBody(id)})
	return err
}
