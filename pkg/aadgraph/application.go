package aadgraph

import (
	"context"
	"errors"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Application reads an application by its object id (GET applications/{id};
// version 1.6). The value of its keys is null.
func (c *Client) Application(ctx context.Context, objectID string) (*odata.Object, error) {
	return c.Get(ctx, odata.KeyPath("applications", objectID), odata.Query{})
}

// ApplicationByAppID reads an application by its application id (GET
// applicationsByAppId/{id}; version 1.6).
func (c *Client) ApplicationByAppID(ctx context.Context, appID string) (*odata.Object, error) {
	return c.Get(ctx, odata.KeyPath("applicationsByAppId", appID), odata.Query{})
}

// ServicePrincipalID gives the object id of the service principal of an
// application (GET servicePrincipalsByAppId/{id}/objectId; version 1.6). The
// reference calls the answer a string and shows a list of one: either is
// read.
func (c *Client) ServicePrincipalID(ctx context.Context, appID string) (string, error) {
	path := odata.KeyPath("servicePrincipalsByAppId", appID) + "/objectId"
	o, err := c.Get(ctx, path, odata.Query{})
	if err != nil {
		return "", err
	}
	list, err := stringList(o)
	if err == nil && len(list) != 1 {
		err = errors.New("it has not one id")
	}
	if err != nil {
		return "", misread(path, true, err)
	}
	return list[0], nil
}

// NewKey is what [Client.AddKey] adds.
type NewKey struct {
	// KeyCredential has the new certificate in value; its keyId is null.
	KeyCredential *odata.Object
	// PasswordCredential opens the key of type X509CertAndPassword; nil for
	// other types.
	PasswordCredential *odata.Object
	// Proof is a signed token that proves possession of a key that the
	// application has already; its issuer is the application id or an
	// identifier URI.
	Proof string
}

// AddKey adds a key to an application (POST {app}/addKey; version 1.6) and
// gives the keys that the directory answers. app is a path:
// applications/{object id} or applicationsByAppId/{app id}.
func (c *Client) AddKey(ctx context.Context, app string, k NewKey) ([]*odata.Object, error) {
	path := app + "/addKey"
	o, err := c.Action(ctx, path, odata.NewObject(
		"keyCredential", k.KeyCredential, "passwordCredential", k.PasswordCredential, "proof", k.Proof))
	if err != nil {
		return nil, err
	}
	keys, err := AddedKeys(o)
	if err != nil {
		return nil, misread(path, false, err)
	}
	return keys, nil
}

// AddedKeys gives the keys in the answer to addKey. The items of its list are
// wrapped, {"keyCredential": {…}}; plain ones are taken too.
func AddedKeys(o *odata.Object) ([]*odata.Object, error) {
	items, err := objectList(o)
	if err != nil {
		return nil, err
	}
	for i, item := range items {
		if key := item.Object("keyCredential"); key != nil {
			items[i] = key
		}
	}
	return items, nil
}

// RemoveKey takes a key away from an application (POST {app}/removeKey;
// version 1.6). app and proof are as for [Client.AddKey].
func (c *Client) RemoveKey(ctx context.Context, app, keyID, proof string) error {
	_, err := c.Action(ctx, app+"/removeKey", odata.NewObject("keyId", keyID, "proof", proof))
	return err
}

// RestoreApplication brings a deleted application back (POST
// deletedApplications/{id}/restore; version 1.5) and gives it. uris, if not
// nil, take the place of its identifier URIs, which helps where another
// application has come to use one of them.
func (c *Client) RestoreApplication(ctx context.Context, objectID string, uris []string) (*odata.Object, error) {
	args := odata.NewObject()
	if uris != nil {
		args.Set("identifierUris", uris)
	}
	return c.Action(ctx, odata.KeyPath("deletedApplications", objectID)+"/restore", args)
}
