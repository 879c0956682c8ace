package edm

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// besideAudience are the properties of an application whose values are held
// against its audience, and against each other.
var besideAudience = []string{"signInAudience", "web", "spa", "publicClient", "identifierUris", "api", "requiredResourceAccess"}

// Beside gives the properties that CheckChange must know of an object besides
// those that change.
func Beside(t *Type, changed []string) []string {
	var names []string
	touches := func(name string) bool { return slices.Contains(besideAudience, name) }
	if t != nil && t.Name == "application" && slices.ContainsFunc(changed, touches) {
		names = append(names, besideAudience...)
	}
	if holdsEntitlements(t) && slices.Contains(changed, "tokenEncryptionKeyId") {
		names = append(names, "keyCredentials")
	}
	return names
}

// CheckAudience checks the change of an application, or a new one (before is
// empty), against what its audience may have: Microsoft's pages "Validation
// differences by supported account types" and "Redirect URI (reply URL)
// restrictions and limitations". What was there already and stays is not
// looked at, unless the audience changes. Where the audience is not known, it
// is taken to be one without personal accounts, which may have most. The error
// is a *ValueError.
func CheckAudience(before, changed *odata.Object) error {
	c := audienceChange{before: before, changed: changed, after: changedTo(before, changed)}
	c.personal = hasPersonal(c.after)
	c.other = c.personal && !hasPersonal(before)
	for _, check := range []func() error{c.redirects, c.identifiers, c.counts, c.permissions, c.scopes, c.tokens} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// audienceChange is a change of an application.
type audienceChange struct {
	before, changed, after *odata.Object

	personal bool // personal accounts can sign in afterwards
	other    bool // ... and could not before
}

func hasPersonal(o *odata.Object) bool {
	audience := o.String("signInAudience")
	return strings.EqualFold(audience, personalToo) || strings.EqualFold(audience, "PersonalMicrosoftAccount")
}

const personalToo = "AzureADandPersonalMicrosoftAccount"

// each calls check for the new texts of a list, with personal where the
// audience has personal accounts, and for old ones where that is new.
func (c *audienceChange) each(path string, check func(s string) string) error {
	was := map[string]bool{}
	for _, s := range textsAt(c.before, path) {
		was[s] = !c.other
	}
	for i, s := range textsAt(c.after, path) {
		if was[s] {
			continue
		}
		if bad := check(s); bad != "" {
			return valueError(fmt.Sprintf("%s[%d]", path, i), s, "%s", bad)
		}
	}
	return nil
}

// redirectLists are where an application has redirect URIs.
var redirectLists = []string{"web/redirectUris", "spa/redirectUris", "publicClient/redirectUris"}

// Bounds of all redirect URIs of an application.
const maxRedirects, maxPersonalRedirects = 256, 100

func (c *audienceChange) redirects() error {
	n, had, grown := 0, 0, "signInAudience"
	for _, path := range redirectLists {
		was, now := len(textsAt(c.before, path)), len(textsAt(c.after, path))
		if n, had = n+now, had+was; now > was {
			grown = path
		}
		err := c.each(path, func(s string) string { return badRedirect(s, c.personal) })
		if err != nil {
			return err
		}
	}
	most := maxRedirects
	if c.personal {
		most = maxPersonalRedirects
	}
	if n > most && (n > had || c.other) {
		return &ValueError{Path: grown, Rule: fmt.Sprintf("web, spa and publicClient have at most %d redirect URIs together%s, not %d", most, c.with(), n)}
	}
	return nil
}

// with says of a bound that it is the audience's.
func (c *audienceChange) with() string {
	if c.personal {
		return " with personal accounts in signInAudience"
	}
	return ""
}

func (c *audienceChange) identifiers() error {
	if !c.personal {
		return nil
	}
	return c.each("identifierUris", badIdentifier)
}
