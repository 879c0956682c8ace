package oauth

import (
	"context"
	"errors"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// record writes a sign-in into the directory's log. A token for a refresh
// token is none. A log that cannot be written keeps nobody from signing in.
func (x *exchange) record(ctx context.Context, g *granted) {
	if g.family != nil {
		return
	}
	s := x.attempt()
	s.AppID = g.client.appID
	if g.user != nil {
		s.UserID = g.user.ID
	}
	if g.resource != nil {
		s.ResourceID = g.resource.ID
	}
	_ = x.Directory.RecordSignIn(ctx, s)
}

// recordFailure writes down that a user of the directory failed to sign in
// with a password: names that nobody has, and users who are locked out, take
// no room in the log.
func (x *exchange) recordFailure(ctx context.Context, err error) {
	const locked = 50053
	var f *failure
	upn := x.r.PostForm.Get("username")
	if upn == "" || !errors.As(err, &f) || f.code == locked {
		return
	}
	var user *store.Record
	if err := x.read(ctx, func(tx *store.Tx) (err error) {
		user, err = tx.Lookup("user", "userPrincipalName", upn)
		return err
	}); err != nil {
		return
	}
	s := x.attempt()
	s.UserID, s.ErrorCode, s.Failure = user.ID, f.code, f.text
	_ = x.Directory.RecordSignIn(ctx, s)
}

// attempt is what a request says of where a sign-in comes from.
func (x *exchange) attempt() core.SignIn {
	return core.SignIn{AppID: x.r.PostForm.Get("client_id"), IPAddress: address(x.r), UserAgent: x.r.UserAgent(),
		ClientApp: "Mobile Apps and Desktop clients"}
}
