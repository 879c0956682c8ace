package licensecmd

import (
	"cmp"
	"fmt"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// problem is what is wrong with an assignment: its code (Graph:
// licenseAssignmentState, error), what that means, and what can be done.
// The texts are empty where nothing is wrong.
type problem struct{ code, text, action string }

// problem is the first one among the assignments; "None" if there is none.
func (h *holding) problem(p product, user *odata.Object) problem {
	if !h.known {
		return problem{code: notKnown}
	}
	for _, a := range h.assignments {
		if e := explainError(a, p, user); e.text != "" {
			return e
		}
	}
	return problem{code: noError}
}

// explainError puts the error of an assignment into words.
func explainError(a assignment, p product, user *odata.Object) problem {
	code := cmp.Or(a.Error, noError)
	if code == noError && !a.failed() {
		return problem{code: code}
	}
	e := errorWords(code, p, user)
	if code == noError {
		e = problem{text: "the licence is switched off", action: "see whether the product is still paid for: `tenantctl license list`"}
	}
	e.code = code
	if a.Group != "" {
		e.text = fmt.Sprintf("the group %q gives it, but %s", a.source, e.text)
	}
	if a.failed() && code != noError {
		e.action += ", then have it tried again: `tenantctl api POST /users/" + user.ID() + "/reprocessLicenseAssignment`"
	}
	return e
}

// errorWords are the codes of Graph in sentences (facts/graph.md, section 8).
func errorWords(code string, p product, user *odata.Object) problem {
	name := user.String("userPrincipalName")
	switch code {
	case "CountViolation":
		return problem{
			text:   "there was no free unit of " + p.name,
			action: "buy units, or free some with `tenantctl license remove`",
		}
	case "MutuallyExclusiveViolation":
		return problem{
			text:   "a plan of it and a plan of another product of the user exclude each other",
			action: "switch one of the two plans off: `tenantctl license assign " + name + " --sku SKU --disable-plan PLAN`, or in the licence of the group",
		}
	case "DependencyViolation":
		return problem{
			text:   "a plan of it needs a plan that is off, or that the user has from no product",
			action: "switch the needed plan on, or the one that needs it off",
		}
	case "ProhibitedInUsageLocationViolation":
		return problem{
			text:   fmt.Sprintf("a service of it is not offered in the user's usage location (%s)", cmp.Or(user.String("usageLocation"), "none is set")),
			action: "set the right one, `tenantctl user update " + name + " --usage-location XX`, or switch the plan off",
		}
	case "UniquenessViolation":
		return problem{
			text:   "a property of the user, mostly a mail address, is that of another object",
			action: "give one of the two another address",
		}
	}
	return problem{
		text:   "the directory gives no reason (" + code + ")",
		action: "look into the audit log of the directory",
	}
}
