package oauth

import (
	"errors"
	"net/http"
	"strings"

	"github.com/golang-jwt/jwt/v5"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// maxToken bounds what is taken for a token.
const maxToken = 32 << 10

// Caller gives on whose behalf a request to Microsoft Graph comes: what its
// access token says, checked for signature, issuer, tenant, audience and time,
// of a user or service principal that is there and enabled. The error is a
// *core.Error of status 401.
//
// Times are exact: who issued the token has the same clock.
func (s *Service) Caller(r *http.Request) (core.Caller, error) {
	c, err := s.claims(r)
	if err != nil {
		return core.Caller{}, err
	}
	if !isGraph(c.Audience) {
		return core.Caller{}, invalidToken("Access token validation failure. Invalid audience.")
	}
	caller := core.Caller{ID: c.ObjectID, User: c.Kind == "user", AppID: c.AppID, Roles: c.Roles, Scopes: strings.Fields(c.Scopes)}
	return caller, s.read(r.Context(), func(tx *store.Tx) error { return mayCall(tx, caller) })
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

func refusedToken(err error) error {
	for _, reason := range []struct {
		is   error
		text string
	}{
		{jwt.ErrTokenMalformed, "CompactToken parsing failed with error code: 80049217"},
		{jwt.ErrTokenUnverifiable, "Access token validation failure. Invalid signature."},
		{jwt.ErrTokenSignatureInvalid, "Access token validation failure. Invalid signature."},
		{jwt.ErrTokenExpired, "Access token has expired or is not yet valid."},
		{jwt.ErrTokenNotValidYet, "Access token has expired or is not yet valid."},
		{jwt.ErrTokenInvalidIssuer, "Access token validation failure. Invalid issuer."},
	} {
		if errors.Is(err, reason.is) {
			return invalidToken(reason.text)
		}
	}
	return invalidToken("Access token validation failure.")
}

// mayCall refuses a caller that has gone or was disabled since it signed in.
func mayCall(tx *store.Tx, c core.Caller) error {
	typ := "servicePrincipal"
	if c.User {
		typ = "user"
	}
	r, err := tx.Get(c.ID)
	if err := unlessMissing(err); err != nil {
		return err
	}
	if r == nil || r.Type != typ || !r.Deleted.IsZero() || !enabled(r) {
		return invalidToken("Access token validation failure. The identity of the calling application or user could not be established.")
	}
	return nil
}

// enabled tells whether an account is not disabled: what says nothing is
// enabled.
func enabled(r *store.Record) bool {
	on, ok := r.Props.Bool("accountEnabled")
	return on || !ok
}

func invalidToken(message string) *core.Error {
	return &core.Error{Status: http.StatusUnauthorized, Code: "InvalidAuthenticationToken", Message: message}
}
