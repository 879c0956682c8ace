package graph

import (
	"context"
	"net/http"

	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// ObjectURL gives the absolute address by which Graph refers to a directory
// object: …/directoryObjects/{id}.
func (c *Client) ObjectURL(id string) string {
	return c.Base().String() + odata.KeyPath("directoryObjects", id)
}

// RefBody gives the body that refers to a directory object in $ref requests.
func (c *Client) RefBody(id string) *odata.Object {
	return odata.NewObject("@odata.id", c.ObjectURL(id))
}

// AddRef adds an object to a collection such as groups/{id}/members (POST
// {collection}/$ref). One that is in it already is apierr.Conflict.
func (c *Client) AddRef(ctx context.Context, collection, id string) error {
	return c.writeRef(ctx, http.MethodPost, collection, id)
}

// SetRef lets a single-valued relation such as users/{id}/manager lead to an
// object (PUT {relation}/$ref).
func (c *Client) SetRef(ctx context.Context, relation, id string) error {
	return c.writeRef(ctx, http.MethodPut, relation, id)
}

// RemoveRef takes an object out of a collection (DELETE
// {relation}/{id}/$ref), or, with an empty id, clears a single-valued relation
// (DELETE {relation}/$ref). The object itself stays.
func (c *Client) RemoveRef(ctx context.Context, relation, id string) error {
	_, err := c.object(ctx, &rest.Request{Method: http.MethodDelete, Path: RefPath(relation, id)})
	return err
}

// RefPath gives the path that RemoveRef deletes.
func RefPath(relation, id string) string {
	if id != "" {
		relation = odata.KeyPath(relation, id)
	}
	return relation + "/$ref"
}

func (c *Client) writeRef(ctx context.Context, method, relation, id string) error {
	_, err := c.object(ctx, &rest.Request{
		Method: method, Path: relation + "/$ref", Body: encode(c.RefBody(id)),
	})
	return err
}
