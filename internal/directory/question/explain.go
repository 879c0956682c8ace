package question

import (
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// Explain gives a copy of err that names what it is about and, where hint
// knows it, what to do next.
func Explain(err error, target string, hint func(*apierr.Error) string) error {
	e := apierr.As(err)
	if e == nil {
		return &apierr.Error{Kind: apierr.Other, Target: target, Err: err}
	}
	named := *e
	if target != "" && !rest.SignInFailed(err) {
		named.Target = target
	}
	if named.Hint == "" {
		named.Hint = hint(e)
	}
	return &named
}
