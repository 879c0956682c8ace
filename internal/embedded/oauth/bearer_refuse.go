package oauth

import (
	"errors"
	"net/http"

	"github.com/golang-jwt/jwt/v5"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

func refusedToken(err error) error {
	const expired = "Access token has expired or is not yet valid."
	for _, reason := range []struct {
		is   error
		text string
		aad  string
	}{
		{jwt.ErrTokenMalformed, "CompactToken parsing failed with error code: 80049217", missingOrMalformed},
		{jwt.ErrTokenUnverifiable, "Access token validation failure. Invalid signature.", missingOrMalformed},
		{jwt.ErrTokenSignatureInvalid, "Access token validation failure. Invalid signature.", missingOrMalformed},
		{jwt.ErrTokenExpired, expired, expiredToken},
		{jwt.ErrTokenNotValidYet, expired, missingOrMalformed},
		{jwt.ErrTokenInvalidIssuer, "Access token validation failure. Invalid issuer.", missingOrMalformed},
	} {
		if errors.Is(err, reason.is) {
			return &tokenFault{reason.text, reason.aad}
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
	const nobody = "Access token validation failure. The identity of the calling application or user could not be established."
	switch {
	case r == nil || r.Type != typ || !r.Deleted.IsZero():
		return &tokenFault{nobody, identityNotFound}
	case !enabled(r):
		return &tokenFault{nobody, identityDisabled}
	}
	return nil
}

// enabled tells whether an account is not disabled: what says nothing is
// enabled.
func enabled(r *store.Record) bool {
	on, ok := r.Props.Bool("accountEnabled")
	return on || !ok
}

// tokenFault is why a token is not taken: Microsoft Graph's text, and Azure AD
// Graph's code, which is finer.
type tokenFault struct{ text, aad string }

// Error gives the text.
func (f *tokenFault) Error() string { return f.text }

// invalidToken is a token that is none, or is not for this service.
func invalidToken(text string) error { return &tokenFault{text, missingOrMalformed} }

// Azure AD Graph's codes for tokens that it refuses (facts/aadgraph.md, section 5).
const (
	missingOrMalformed = "Authentication_MissingOrMalformed"
	expiredToken       = "Authentication_ExpiredToken"
	identityNotFound   = "Authorization_IdentityNotFound"
	identityDisabled   = "Authorization_IdentityDisabled"
)

// refusal turns why a token is not taken into the service's answer; other
// errors stay as they are.
func (a API) refusal(err error) error {
	var f *tokenFault
	if !errors.As(err, &f) {
		return err
	}
	if a == MicrosoftGraph {
		return &core.Error{Status: http.StatusUnauthorized, Code: "InvalidAuthenticationToken", Message: f.text}
	}
	text := "Access Token missing or malformed."
	switch f.aad {
	case expiredToken:
		text = "Your access token has expired. Please renew it before submitting the request."
	case identityNotFound, identityDisabled: // the second one's text is a choice
		text = "The identity of the calling application could not be established."
	}
	return &core.Error{Status: http.StatusUnauthorized, Code: f.aad, Message: text}
}
