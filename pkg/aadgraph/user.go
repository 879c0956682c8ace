package aadgraph

import (
	"context"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// AssignLicense gives a user licences and takes some away (POST
// {user}/assignLicense; version 2013-11-08). user is a path: users/{id or
// UPN}, or me. Items of add are {skuId, disabledPlans}; one that the user has
// already gets the new disabledPlans. The user needs a usageLocation.
func (c *Client) AssignLicense(ctx context.Context, user string, add []*odata.Object, remove []string) error {
	if add == nil {
		add = []*odata.Object{}
	}
	if remove == nil {
		remove = []string{}
	}
	_, err := c.Action(ctx, user+"/assignLicense", odata.NewObject("addLicenses", add, "removeLicenses", remove))
	return err
}

// ChangePassword changes the signed-in user's password (POST
// me/changePassword; version 1.6).
func (c *Client) ChangePassword(ctx context.Context, current, password string) error {
	_, err := c.Action(ctx, "me/changePassword", odata.NewObject("currentPassword", current, "newPassword", password))
	return err
}

// Me reads the signed-in user (GET me).
func (c *Client) Me(ctx context.Context) (*odata.Object, error) {
	return c.Get(ctx, "me", odata.Query{})
}

// UpdateMe changes properties of the signed-in user (PATCH me).
func (c *Client) UpdateMe(ctx context.Context, body *odata.Object) error {
	return c.Update(ctx, "me", body)
}

// MyManager reads the signed-in user's manager (GET me/manager). Without one
// it is apierr.NotFound.
func (c *Client) MyManager(ctx context.Context) (*odata.Object, error) {
	return c.Get(ctx, "me/manager", odata.Query{})
}

// MyManagerLink gives the address of the signed-in user's manager (GET
// me/$links/manager).
func (c *Client) MyManagerLink(ctx context.Context) (string, error) {
	return c.Link(ctx, "me/manager")
}

// SetMyManager makes a user or contact the signed-in user's manager (PUT
// me/$links/manager).
func (c *Client) SetMyManager(ctx context.Context, id string) error {
	return c.SetLink(ctx, "me/manager", id)
}

// ClearMyManager leaves the signed-in user without a manager (DELETE
// me/$links/manager).
func (c *Client) ClearMyManager(ctx context.Context) error {
	return c.RemoveLink(ctx, "me/manager", "")
}
