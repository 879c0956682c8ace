package graph

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory/question"
	"github.com/tenantctl/tenantctl/internal/permission"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// explain gives a copy of err that names what it is about and what to do
// next, where that is certain.
func explain(err error, target string) error { return question.Explain(err, target, hint) }

func hint(e *apierr.Error) string {
	switch e.Code {
	case "Authorization_RequestDenied":
		return "the account or application that is signed in lacks a permission, or a role, for this" + least(e)
	case "Request_UnsupportedQuery":
		return "the directory cannot filter or sort by this property in this way"
	}
	if strings.Contains(e.Message, "only valid with delegated authentication") {
		return "an application is signed in, and me is there for a user: name one, as in tenantctl user get USER"
	}
	return ""
}

// given says how an application comes by a permission.
const given = " (tenantctl sp role-assignment add gives it)"

// least names the permissions that would do for a request, as far as the
// table of permissions knows the request.
func least(e *apierr.Error) string {
	rule, _ := permission.Match(e.Method, e.URL)
	app, user := oneOf(rule.Application), oneOf(rule.Delegated)
	switch {
	case app == "" && user == "":
		return ""
	case app == user:
		return ": it takes " + app + given
	case user == "":
		return ": an application needs " + app + given
	case app == "":
		return ": a user needs " + user + ", and no application can do it"
	}
	return ": an application needs " + app + given + ", a user " + user
}

// fewPermissions is how many permissions a hint names, the least first.
const fewPermissions = 3

func oneOf(alternatives []string) string {
	var names []string
	for _, a := range alternatives {
		name := strings.ReplaceAll(a, "+", " and ")
		if strings.Contains(a, ".OwnedBy") {
			name += " for what it owns"
		}
		names = append(names, name)
	}
	switch {
	case len(names) > fewPermissions:
		return "one of " + strings.Join(names[:fewPermissions], ", ") + " or others"
	case len(names) > 1:
		return "one of " + strings.Join(names, ", ")
	}
	return strings.Join(names, "")
}
