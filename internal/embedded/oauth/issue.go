package oauth

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// tokenAnswer is the answer of the token endpoint.
type tokenAnswer struct {
	Type       string `json:"token_type"`
	Scope      string `json:"scope,omitempty"`
	ExpiresIn  int    `json:"expires_in"`
	ExtExpires int    `json:"ext_expires_in"`
	ExpiresOn  string `json:"expires_on,omitempty"` // of the older endpoint
	Resource   string `json:"resource,omitempty"`   // of the older endpoint
	Access     string `json:"access_token"`
	Refresh    string `json:"refresh_token,omitempty"`
	ID         string `json:"id_token,omitempty"`
	ClientInfo string `json:"client_info,omitempty"`
}

// issue makes the tokens of a grant and answers with them.
func (x *exchange) issue(ctx context.Context, g *granted) error {
	claims, err := x.claimsOf(ctx, g)
	if err != nil {
		return err
	}
	access, err := x.sign(ctx, claims)
	if err != nil {
		return err
	}
	answer := &tokenAnswer{Type: "Bearer", Access: access, ExpiresIn: int(tokenLife/time.Second) - 1}
	answer.ExtExpires = answer.ExpiresIn
	if x.r.PostForm.Get("resource") != "" {
		answer.Resource, answer.ExpiresOn = g.asked.resource, fmt.Sprint(claims.Expires)
	}
	if g.user != nil {
		answer.Scope = g.asked.answered(g.scopes)
		if err := x.addUserTokens(ctx, g, answer); err != nil {
			return err
		}
	}
	return x.json(http.StatusOK, answer)
}

// claimsOf says what the access token of a grant holds.
func (x *exchange) claimsOf(ctx context.Context, g *granted) (*accessClaims, error) {
	now := x.Now()
	c := &accessClaims{
		Audience: x.audience(g.asked.resource), Issuer: x.issuer(), Tenant: x.Tenant, Version: "1.0", ID: tokenID(),
		IssuedAt: now.Unix(), NotBefore: now.Unix(), Expires: now.Add(tokenLife).Unix(),
		AppID: g.client.appID, AppName: g.client.name, AppMethod: g.client.method,
	}
	return c, x.read(ctx, func(tx *store.Tx) (err error) {
		if g.resource, err = x.resourceOf(tx, g.asked); err != nil {
			return err
		}
		if g.user == nil {
			c.Kind, c.ObjectID, c.Subject, c.IDP = "app", g.client.principal.ID, g.client.principal.ID, x.issuer()
			c.Roles, err = rolesOf(tx, c.ObjectID, g.resource)
			return err
		}
		return x.userClaims(tx, c, g)
	})
}

// audience is a resource's name in a token: as the client wrote it, by which
// services too go by several. But Microsoft Graph has its own there, whatever
// the client calls this host: what the host is called when the token is shown
// is for its bearer to say, and another resource may be named so.
func (x *exchange) audience(resource string) string {
	if _, named := apiNamed(resource); named {
		return resource
	}
	if api, ok := apiOf(resource, x.r); ok {
		return api.url()
	}
	return resource
}

func (x *exchange) userClaims(tx *store.Tx, c *accessClaims, g *granted) error {
	var err error
	if g.scopes, err = x.delegated(tx, g); err != nil {
		return err
	}
	scopes := slices.Clone(g.scopes)
	for _, name := range g.asked.openID {
		if name != "offline_access" && !slices.Contains(scopes, name) {
			scopes = append(scopes, name)
		}
	}
	slices.Sort(scopes)
	u := g.user
	c.Kind, c.ObjectID, c.Subject = "user", u.ID, x.subject(u.ID, g.client.appID)
	c.ACR, c.Methods, c.Scopes = "1", []string{"pwd"}, strings.Join(scopes, " ")
	c.UPN, c.UniqueName = u.Props.String("userPrincipalName"), u.Props.String("userPrincipalName")
	c.Name, c.GivenName, c.FamilyName = u.Props.String("displayName"), u.Props.String("givenName"), u.Props.String("surname")
	if c.RoleIDs, err = roleTemplates(tx, u.ID); err != nil {
		return err
	}
	c.Roles, err = rolesOf(tx, u.ID, g.resource)
	return err
}

// addUserTokens adds what comes with a token for a user: an id token, and a
// refresh token where one was asked for or the client is of Microsoft's own,
// whose older libraries never ask.
func (x *exchange) addUserTokens(ctx context.Context, g *granted, answer *tokenAnswer) error {
	now, u := x.Now(), g.user
	id := &idClaims{
		Audience: g.client.appID, Issuer: x.base() + "/" + x.Tenant + "/v2.0", Tenant: x.Tenant, Version: "2.0",
		IssuedAt: now.Unix(), NotBefore: now.Unix(), Expires: now.Add(tokenLife).Unix(), ID: tokenID(),
		Name: u.Props.String("displayName"), ObjectID: u.ID, UPN: u.Props.String("userPrincipalName"),
		OldUPN: u.Props.String("userPrincipalName"), Subject: x.subject(u.ID, g.client.appID),
	}
	var err error
	if answer.ID, err = x.sign(ctx, id); err != nil {
		return err
	}
	if x.r.PostForm.Get("client_info") == "1" {
		info, err := json.Marshal(map[string]string{"uid": u.ID, "utid": x.Tenant})
		if err != nil {
			return err
		}
		answer.ClientInfo = encode(info)
	}
	if !g.asked.offline() && g.client.known == nil && g.family == nil {
		return nil
	}
	answer.Refresh, err = x.newRefresh(ctx, g)
	return err
}
