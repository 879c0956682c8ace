package permission

import "slices"

// Token is what is known of who makes a request.
type Token struct {
	// User says that it acts for a user; else an application for itself.
	User bool
	// Roles are an application's permissions, Scopes the delegated ones.
	Roles, Scopes []string
	// DirectoryRoles are the template ids of the active directory roles of
	// the user or service principal.
	DirectoryRoles []string
}

// WithoutRoles is the token of one who has no directory role.
func (t Token) WithoutRoles() Token {
	t.DirectoryRoles = nil
	return t
}

// Verdict is how far a request is permitted.
type Verdict uint8

// The verdicts.
const (
	Denied  Verdict = iota
	Allowed         // whatever it is about
	Owned           // if the caller is an owner of the object; what it creates becomes its own
)

// Decision is what a rule says of a token.
type Decision struct {
	Verdict Verdict
	// Reason says why, in one line without names of objects, for a log.
	Reason string
	// Needs are the permissions any of which would do, the least first. It is
	// empty unless permissions are what is missing.
	Needs []string
}

// Allows decides whether the bearer of the token may make the request. An
// application needs a permission, or a directory role of its own. For a user
// both count: what the application was permitted and what the user may do.
func (r Rule) Allows(t Token) Decision {
	if !t.User {
		return r.allowsApplication(t)
	}
	if !r.inScope(t.Scopes) {
		return Decision{Reason: "no delegated permission for it", Needs: r.Delegated}
	}
	return r.allowsUser(t.DirectoryRoles)
}

func (r Rule) allowsApplication(t Token) Decision {
	owned := false
	for _, a := range r.Application {
		if !holds(t.Roles, a) {
			continue
		}
		if r.reads() || !r.isOwned(a) {
			return Decision{Verdict: Allowed, Reason: "application permission " + a}
		}
		owned = true
	}
	switch {
	case r.byRole(t.DirectoryRoles):
		return Decision{Verdict: Allowed, Reason: "directory role of the service principal"}
	case owned:
		return Decision{Verdict: Owned, Reason: "application permission for what it owns"}
	}
	return Decision{Reason: "no application permission for it", Needs: r.Application}
}

func (r Rule) inScope(scopes []string) bool {
	return slices.ContainsFunc(r.Delegated, func(a string) bool { return holds(scopes, a) }) ||
		len(r.Delegated) > 0 && r.asUser() && slices.Contains(scopes, accessAsUser)
}

// asUser says that Directory.AccessAsUser.All is enough. The documents name it
// for objects of the directory; that it does not reach policies and logs is a
// choice (unverified).
func (r Rule) asUser() bool { return r.area != areaPolicy && r.area != areaAudit }

func (r Rule) allowsUser(roles []string) Decision {
	switch {
	case r.byRole(roles):
		return Decision{Verdict: Allowed, Reason: "directory role of the user"}
	case r.reads() && !restricted(r.area), r.area == areaSelf:
		return Decision{Verdict: Allowed, Reason: "right of every member"}
	case !r.memberWrites():
		return Decision{Reason: "the user has no directory role for it"}
	case r.creates() && r.Template != "/servicePrincipals": // of an application of its own
		return Decision{Verdict: Allowed, Reason: "members may create"}
	}
	return Decision{Verdict: Owned, Reason: "members manage what they own"}
}
