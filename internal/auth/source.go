package auth

import (
	"context"
	"errors"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// token gives the token in force: the one at hand, the stored one, or a new
// one. A new one that cannot be had now is no harm while the old one holds.
func (s *Source) token(ctx context.Context) (*token, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.config.Now()
	if s.now.fresh(now) {
		return s.now, nil
	}
	if stored := s.load(ctx); stored.usable(now) {
		s.now, s.stored = stored, true
	}
	if s.now.fresh(now) {
		return s.now, nil
	}
	t, err := s.method.get(ctx)
	if err == nil {
		s.keep(ctx, t)
		return t, nil
	}
	away := errors.Is(err, apierr.Unavailable) || errors.Is(err, apierr.Throttled)
	if away && s.now.usable(now) {
		return s.now, nil
	}
	return nil, err
}

// Renew gets a new token in place of the one that the directory refused, as
// rest.Options.Renew. Requests that were refused together get one between
// them; a token that was given cannot be replaced, unless its file has a new
// one.
func (s *Source) Renew(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	refused := rest.Refused(ctx)
	if s.now != nil && refused != "" && refused != bearer+s.now.Access {
		return nil // another request was faster
	}
	if stored := s.load(ctx); stored.fresh(s.config.Now()) && refused != "" && refused != bearer+stored.Access {
		s.now = stored // another process was faster
		return nil
	}
	t, err := s.method.get(ctx)
	if err != nil {
		return err
	}
	if s.key == "" && bearer+t.Access == refused {
		return rest.ErrNoRenewal
	}
	s.keep(ctx, t)
	return nil
}

// Permit gets a new token in place of a stored one that permits too little, as
// rest.Options.Permit: a permission that was given since is in the new one.
// Requests that were refused together get one between them, and a token that
// this source got is never replaced.
func (s *Source) Permit(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	refused := rest.Refused(ctx)
	if s.now != nil && refused != "" && refused != bearer+s.now.Access {
		return nil // another request was faster
	}
	if !s.stored {
		return rest.ErrNoRenewal
	}
	t, err := s.method.get(ctx)
	if err == nil {
		s.keep(ctx, t)
	}
	return err
}

func (s *Source) load(ctx context.Context) *token {
	if s.config.Store == nil || s.key == "" {
		return nil
	}
	return readToken(s.config.Store.Load(ctx, s.key))
}

// keep takes a new token into use. That it cannot be stored costs the next run
// a sign-in and nothing else.
func (s *Source) keep(ctx context.Context, t *token) {
	s.now, s.stored = t, false
	if s.config.Store != nil && s.key != "" {
		s.config.Store.Save(ctx, s.key, t.encode())
	}
}
