// Package oauth signs callers in to the embedded directory: it is the token
// service that Microsoft's identity platform is to the real one.
//
// It serves the OpenID documents, the signing keys, instance discovery, the
// token endpoint (client credentials with a secret or an assertion, password,
// refresh token, device code) and the page on which device codes are
// approved; it checks the access tokens that requests to Microsoft Graph and
// Azure AD Graph bring ([Service.CallerFor]).
// The authorization code flow is not offered.
//
// Access tokens are RS256 JWTs in the v1.0 form that Microsoft Graph's have.
// What must outlive the process is kept in the store's meta values: the
// signing keys, families of refresh tokens (as digests) and device codes, so
// that another process can approve one. What bounds abuse (failed sign-ins,
// assertions seen) is kept in memory.
//
// Sources: facts/scim-oauth.md, section 4; facts/clients.md, Discovery and
// Token. What they leave open is marked as a choice where it is made.
package oauth
