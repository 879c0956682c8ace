package oauth

import (
	"net/http"
	"strings"

	"github.com/golang-jwt/jwt/v5"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/internal/permission"
)

// maxToken bounds what is taken for a token.
const maxToken = 32 << 10

// Caller gives on whose behalf a request to Microsoft Graph comes, as
// [Service.CallerFor] does.
func (s *Service) Caller(r *http.Request) (core.Caller, error) { return s.CallerFor(r, MicrosoftGraph) }

// CallerFor gives on whose behalf a request to a service of the directory
// comes: what its access token says, checked for signature, issuer, tenant,
// audience and time, of a user or service principal that is there and enabled.
// The permissions are in the words of Microsoft Graph whatever the service is
// (package permission). The error is a *core.Error of status 401 with the
// service's code for it.
//
// Times are exact: who issued the token has the same clock.
func (s *Service) CallerFor(r *http.Request, api API) (core.Caller, error) {
	c, err := s.claims(r)
	if err == nil && !api.goesBy(c.Audience) {
		err = invalidToken("Access token validation failure. Invalid audience.")
	}
	if err != nil {
		return core.Caller{}, api.refusal(err)
	}
	caller := core.Caller{ID: c.ObjectID, User: c.Kind == "user", AppID: c.AppID, Roles: c.Roles, Scopes: strings.Fields(c.Scopes)}
	if api == AADGraph {
		caller.Roles, caller.Scopes = permission.FromAADGraph(caller.Roles), permission.FromAADGraph(caller.Scopes)
	}
	err = s.read(r.Context(), func(tx *store.Tx) error { return mayCall(tx, caller) })
	return caller, api.refusal(err)
}

// claims checks the token of a request for all but its audience.
func (s *Service) claims(r *http.Request) (*accessClaims, error) {
	scheme, token, _ := strings.Cut(strings.TrimSpace(r.Header.Get("Authorization")), " ")
	token = strings.TrimSpace(token)
	switch {
	case scheme == "" || strings.EqualFold(scheme, "Bearer") && token == "":
		return nil, invalidToken("Access token is empty.")
	case !strings.EqualFold(scheme, "Bearer") || len(token) > maxToken || strings.Count(token, ".") != 2:
		return nil, invalidToken("CompactToken parsing failed with error code: 80049217")
	}
	c := new(accessClaims)
	parser := jwt.NewParser(jwt.WithValidMethods([]string{"RS256"}), jwt.WithIssuer(s.issuer()), jwt.WithTimeFunc(s.Now),
		jwt.WithExpirationRequired(), jwt.WithNotBeforeRequired())
	var failed error
	_, err := parser.ParseWithClaims(token, c, func(t *jwt.Token) (any, error) {
		id, _ := t.Header["kid"].(string)
		key, err := s.verifier(r.Context(), id)
		switch {
		case err != nil:
			failed = err
			return nil, err
		case key == nil:
			return nil, jwt.ErrTokenUnverifiable
		}
		return key, nil
	})
	switch {
	case failed != nil:
		return nil, failed
	case err != nil:
		return nil, refusedToken(err)
	case c.Tenant != s.Tenant || c.ObjectID == "":
		return nil, invalidToken("Access token validation failure. Invalid tenant.")
	}
	return c, nil
}
