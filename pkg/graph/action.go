package graph

import (
	"context"
	"net/http"

	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// Action calls an action (POST path) with its parameters. An empty answer
// (202, 204) is nil.
func (c *Client) Action(ctx context.Context, path string, args *odata.Object) (*odata.Object, error) {
	return c.object(ctx, &rest.Request{Method: http.MethodPost, Path: path, Body: actionBody(args)})
}

// Ask calls an action that changes nothing (getByIds, checkMemberGroups, …):
// it leaves in a dry run too and may be repeated.
func (c *Client) Ask(ctx context.Context, path string, args *odata.Object) (*odata.Object, error) {
	return c.object(ctx, &rest.Request{Method: http.MethodPost, Path: path, Body: encode(args), Read: true})
}

// Function calls a function (GET path); its parameters are in the path:
// "users/delta()", "…/reminderView(startDateTime='…',endDateTime='…')".
func (c *Client) Function(ctx context.Context, path string, q odata.Query) (*odata.Object, error) {
	return c.Get(ctx, path, q)
}

// Restore brings a deleted object back (POST
// directory/deletedItems/{id}/restore) and gives it.
func (c *Client) Restore(ctx context.Context, id string) (*odata.Object, error) {
	return c.Action(ctx, odata.KeyPath("directory/deletedItems", id)+"/restore", nil)
}

// Erase deletes a deleted object for good (DELETE
// directory/deletedItems/{id}).
func (c *Client) Erase(ctx context.Context, id string) error {
	return c.Delete(ctx, odata.KeyPath("directory/deletedItems", id))
}

// actionBody leaves the body away where there are no parameters: restore and
// others are documented without one.
func actionBody(args *odata.Object) []byte {
	if args.Len() == 0 {
		return nil
	}
	return encode(args)
}
