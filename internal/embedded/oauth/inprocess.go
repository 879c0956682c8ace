package oauth

import (
	"context"
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// IssueToken makes an access token for Microsoft Graph, as
// [Service.IssueTokenFor] does.
func (s *Service) IssueToken(ctx context.Context, user, appID string) (string, error) {
	return s.IssueTokenFor(ctx, MicrosoftGraph.url(), user, appID)
}

// IssueTokenFor makes an access token without any sign-in for a resource, by
// one of its names ("https://graph.windows.net"), which becomes the token's
// audience: for a user, named by id or userPrincipalName, by way of a client
// of Microsoft's own, or, if user is "", for an application, named by appId,
// with the permissions that it has. No request can reach it; it is for the
// process that owns the directory's file.
//
// The error is ErrNoUser if there is no such user or application, or it may
// not sign in.
func (s *Service) IssueTokenFor(ctx context.Context, resource, user, appID string) (string, error) {
	x := &exchange{Service: s, r: new(http.Request)}
	g := &granted{asked: asked{resource: resource, whole: true}}
	var err error
	if user != "" {
		tools, _ := knownClientOf(graphTools)
		g.client = &client{appID: tools.id, name: tools.name, method: public, known: &tools}
		err = s.read(ctx, func(tx *store.Tx) (err error) {
			g.user, err = signsIn(tx, user)
			return err
		})
	} else if g.client, _, err = x.client(ctx, appID); err == nil && g.client.principal == nil {
		err = ErrNoUser
	}
	if err != nil {
		return "", err
	}
	claims, err := x.claimsOf(ctx, g)
	if err != nil {
		return "", err
	}
	return s.sign(ctx, claims)
}

// signsIn gives a user, named by id or userPrincipalName, who may sign in, or
// ErrNoUser.
func signsIn(tx *store.Tx, name string) (*store.Record, error) {
	u, err := tx.Get(name)
	if isMissing(err) {
		u, err = tx.Lookup("user", "userPrincipalName", name)
	}
	if isMissing(err) || err == nil && (u.Type != "user" || !u.Deleted.IsZero() || !enabled(u)) {
		return nil, ErrNoUser
	}
	return u, err
}
