package core

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// Proofs of possession (facts/graph.md, section 10; facts/aadgraph.md,
// section 7). Keys that are not RSA can be added and prove nothing, as they
// sign nobody in: the service takes no signatures of theirs
// (github.com/Azure/azure-sdk-for-net issue 6521). A proof may be shown again
// while it lasts: the documents do not say that it serves once (a choice).
const (
	proofAudience = "00000002-0000-0000-c000-000000000000"
	proofLife     = 10 * time.Minute // at most, from nbf to exp
)

type aadGraphProofs struct{}

// WithAADGraphProofs gives a context in which proofs are held to the rules of
// Azure AD Graph: the issuer is the appId or one of the identifierUris in place
// of the object id, the header must have x5t, and "Bearer " may stand in front,
// as it does in the reference's swagger. Nothing that a request holds can make
// such a context.
func WithAADGraphProofs(ctx context.Context) context.Context {
	return context.WithValue(ctx, aadGraphProofs{}, true)
}

// checkProof holds a proof against the keys of the object itself that are in
// force. Why it does not hold, nobody is told.
func (d *Directory) checkProof(ctx context.Context, r *store.Record, proof string) error {
	now, issuer := d.now(), isObject
	certs := signers(r, now)
	if aad, _ := ctx.Value(aadGraphProofs{}).(bool); aad {
		issuer = isApplication
		proof = strings.TrimPrefix(proof, "Bearer ")
		if !hasThumbprint(proof) {
			certs = nil
		}
	}
	claims, _, err := VerifySigned(proof, certs, now, []string{"RS256", "PS256"})
	if err != nil || !isProof(claims) || !isIssuedBy(claims, r, issuer) {
		return &Error{Status: http.StatusUnauthorized, Code: "Authentication_MissingOrMalformed",
			Message: "Access Token missing or malformed."}
	}
	return nil
}

// isObject says that an issuer is the object itself, by its id.
func isObject(r *store.Record, issuer string) bool { return strings.EqualFold(issuer, r.ID) }

// isApplication says that an issuer is the application, by its appId or, to
// the letter, one of its identifierUris.
func isApplication(r *store.Record, issuer string) bool {
	appID := r.Props.String("appId")
	return appID != "" && strings.EqualFold(issuer, appID) || slices.Contains(r.Props.Strings("identifierUris"), issuer)
}

func isIssuedBy(claims jwt.MapClaims, r *store.Record, is func(*store.Record, string) bool) bool {
	issuer, err := claims.GetIssuer()
	return err == nil && is(r, issuer)
}

// hasThumbprint says that a token's header names its certificate by x5t.
func hasThumbprint(token string) bool {
	parsed, _, err := jwt.NewParser().ParseUnverified(token, jwt.MapClaims{})
	if err != nil {
		return false
	}
	x5t, _ := parsed.Header["x5t"].(string)
	return x5t != ""
}

// isProof checks what the claims say beside the issuer; their times have been
// held against the clock.
func isProof(claims jwt.MapClaims) bool {
	audience, err := claims.GetAudience()
	if err != nil || len(audience) != 1 || audience[0] != proofAudience {
		return false
	}
	begin, err := claims.GetNotBefore()
	if err != nil || begin == nil {
		return false
	}
	end, err := claims.GetExpirationTime()
	return err == nil && end != nil && end.Sub(begin.Time) <= proofLife
}
