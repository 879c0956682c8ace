package oauth

import (
	"context"
	"errors"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// signIn gives the user with a name and password, or why not. Too many failures
// in a row lock a user out ([core.Directory.SignIns]).
func (s *Service) signIn(ctx context.Context, upn, password string) (*store.Record, error) {
	select {
	case s.hashing <- struct{}{}:
		defer func() { <-s.hashing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	key := odata.Fold(upn)
	if s.Directory.SignIns().Blocked(key) {
		return nil, lockedOut()
	}
	user, err := s.Directory.UserPassword(ctx, upn, password)
	if s.Directory.SignIns().Blocked(key) { // by those who tried at the same time
		return nil, lockedOut()
	}
	if errors.Is(err, core.ErrSignIn) {
		return nil, s.whyNot(ctx, upn, password)
	}
	if err != nil {
		return nil, err
	}
	s.Directory.SignIns().Succeeded(key)
	if must, _ := user.Props.Object("passwordProfile").Bool("forceChangePasswordNextSignIn"); must {
		return nil, invalidGrant(50055, "InvalidPasswordExpiredPassword - The password is expired.")
	}
	return user, nil
}

func lockedOut() error {
	return invalidGrant(50053, "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.")
}

// whyNot says why a user cannot sign in, as far as the real service does: a
// disabled account is told to who knows its password. Only failures of users
// that are there are counted, so that invented names take no room.
func (s *Service) whyNot(ctx context.Context, upn, password string) error {
	var user *store.Record
	err := s.read(ctx, func(tx *store.Tx) (err error) {
		user, err = tx.Lookup("user", "userPrincipalName", upn)
		return unlessMissing(err)
	})
	switch {
	case err != nil:
		return err
	case user == nil:
		return invalidGrant(50034, "The user account %s does not exist in the %s directory. "+
			"To sign into this application, the account must be added to the directory.", shownUPN(upn), s.Tenant)
	case !enabled(user) && core.CheckSecret(user.Secret, password):
		return invalidGrant(50057, "The user account is disabled.")
	}
	s.Directory.SignIns().Failed(odata.Fold(upn))
	return invalidGrant(50126, "Error validating credentials due to invalid username or password.")
}

// shownUPN is a name as error texts show it: no longer than names are.
func shownUPN(upn string) string {
	const longest = 113 // of a userPrincipalName
	if len(upn) > longest {
		return "{EmailHidden}"
	}
	return upn
}
