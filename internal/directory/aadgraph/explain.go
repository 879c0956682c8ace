package aadgraph

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory/question"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// explain gives a copy of err that names what it is about and what to do
// next, where that is certain.
func explain(err error, target string) error { return question.Explain(err, target, hint) }

func hint(e *apierr.Error) string {
	switch e.Code {
	case "Authorization_RequestDenied":
		return "the account or application that is signed in lacks a permission, or a role, for this" +
			": those of Azure AD Graph count here, not those of Microsoft Graph"
	case "Directory_ResultSizeLimitExceeded":
		return "Azure AD Graph gives 2,046 groups at most: ask for those you mean with `membership check`"
	}
	if strings.Contains(e.Message, "'me'") {
		return "an application is signed in, and me is there for a user: name one, as in tenantctl user get USER"
	}
	return ""
}
