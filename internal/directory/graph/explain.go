package graph

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/permission"
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
		return "the account or application that is signed in lacks a permission, or a role, for this" + least(e)
	case "Request_UnsupportedQuery":
		return "the directory cannot filter or sort by this property in this way"
	}
	if strings.Contains(e.Message, "only valid with delegated authentication") {
		return "an application is signed in: me is there for a user"
	}
	return ""
}

// given says how an application comes by a permission.
const given = " (an administrator gives one to an application with tenantctl sp role-assignment add)"

// least names the least permission for a request, as far as the table of
// permissions knows the request.
func least(e *apierr.Error) string {
	rule, _ := permission.Match(e.Method, e.URL)
	app, user := first(rule.Application), first(rule.Delegated)
	switch {
	case app == "" && user == "":
		return ""
	case app == user || user == "":
		return "; the least permission for it is " + app + given
	case app == "":
		return "; the least permission for it is " + user + ", of a user"
	}
	return "; the least permission for it is " + app + " of an application, " + user + " of a user" + given
}

func first(alternatives []string) string {
	if len(alternatives) == 0 {
		return ""
	}
	return strings.ReplaceAll(alternatives[0], "+", " and ")
}
