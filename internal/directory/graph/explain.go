package graph

import (
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// explain gives a copy of err that names what it is about and what to do
// next, where that is certain.
func explain(err error, target string) error {
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

func hint(e *apierr.Error) string {
	switch e.Code {
	case "Authorization_RequestDenied":
		return "the account or application that is signed in lacks a permission, or a role, for this"
	case "Request_UnsupportedQuery":
		return "the directory cannot filter or sort by this property in this way"
	}
	return ""
}
