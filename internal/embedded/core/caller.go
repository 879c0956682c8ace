package core

import "context"

// Caller is on whose behalf a request is carried out.
type Caller struct {
	// ID is the object id of the user or service principal that calls.
	ID string
	// User says that the caller is a user, so that "me" is somebody and what
	// it creates is its own.
	User bool
	// AppID is the client application's, empty in process.
	AppID string
	// Roles are the token's application permissions, Scopes its delegated
	// ones (claims "roles" and "scp").
	Roles, Scopes []string
	// Trusted callers need no permission: the administrator in process.
	Trusted bool
}

type callerKey struct{}

// WithCaller gives a context that carries the caller. Only the program itself
// makes such contexts: nothing that a request holds can.
func WithCaller(ctx context.Context, c Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

// CallerOf gives the caller of a context; ok is false if there is none.
func CallerOf(ctx context.Context) (c Caller, ok bool) {
	c, ok = ctx.Value(callerKey{}).(Caller)
	return c, ok
}
