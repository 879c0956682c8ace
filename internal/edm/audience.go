package edm

import (
	"encoding/json"
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
	return audience == personalToo || audience == "PersonalMicrosoftAccount"
}

const personalToo = "AzureADandPersonalMicrosoftAccount"

// changedTo is what an object becomes: members of objects within it are set,
// all else is replaced.
func changedTo(before, changed *odata.Object) *odata.Object {
	after := before.Clone()
	for name, value := range changed.All() {
		was, now := after.Object(name), changed.Object(name)
		if was == nil || now == nil {
			after.Set(name, value)
			continue
		}
		for member, v := range now.All() {
			was.Set(member, v)
		}
		after.Set(name, was)
	}
	return after
}

// each calls check for the new texts of a list, with personal where the
// audience has personal accounts, and for old ones where that is new.
func (c *audienceChange) each(path string, check func(s string) string) error {
	was := textsAt(c.before, path)
	for i, s := range textsAt(c.after, path) {
		if !c.other && slices.Contains(was, s) {
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

// counts checks how many items an audience with personal accounts may have.
func (c *audienceChange) counts() error {
	if !c.personal {
		return nil
	}
	for _, bound := range []struct {
		path, what string
		most       int
	}{
		{"identifierUris", "identifier URIs", 50},
		{"requiredResourceAccess/resourceAccess", "permissions in all", 200},
		{"api/oauth2PermissionScopes", "permission scopes", 100},
		{"api/preAuthorizedApplications", "client applications", 100},
		{"api/preAuthorizedApplications/delegatedPermissionIds", "permissions of client applications in all", 500},
	} {
		was, now := len(itemsAt(c.before, bound.path)), len(itemsAt(c.after, bound.path))
		if now > bound.most && (now > was || c.other) {
			return &ValueError{Path: bound.path, Rule: fmt.Sprintf("at most %d %s are allowed%s, not %d", bound.most, bound.what, c.with(), now)}
		}
	}
	return nil
}

// permissions bounds those that are asked of one resource, and given to one
// client.
func (c *audienceChange) permissions() error {
	if !c.personal {
		return nil
	}
	const most = 30
	for _, list := range [][2]string{{"requiredResourceAccess", "resourceAccess"}, {"api/preAuthorizedApplications", "delegatedPermissionIds"}} {
		was := itemsAt(c.before, list[0])
		for i, raw := range itemsAt(c.after, list[0]) {
			o, err := odata.ParseObject(raw)
			if err != nil || !c.other && slices.ContainsFunc(was, func(w json.RawMessage) bool { return string(w) == string(raw) }) {
				continue
			}
			if n := len(itemsAt(o, list[1])); n > most {
				return &ValueError{Path: fmt.Sprintf("%s[%d]/%s", list[0], i, list[1]), Rule: fmt.Sprintf("at most %d permissions are allowed%s, not %d", most, c.with(), n)}
			}
		}
	}
	return nil
}

func (c *audienceChange) scopes() error {
	if !c.personal {
		return nil
	}
	const path, most = "api/oauth2PermissionScopes/value", 40
	was := textsAt(c.before, path)
	for _, s := range textsAt(c.after, path) {
		if len(s) > most && (c.other || !slices.Contains(was, s)) {
			return valueError(path, s, "at most %d characters are allowed%s, not %d", most, c.with(), len(s))
		}
	}
	return nil
}

// tokens: those of version 1 are not for personal accounts (Microsoft's page
// on the manifest, requestedAccessTokenVersion).
func (c *audienceChange) tokens() error {
	const path = "api/requestedAccessTokenVersion"
	touched := c.other || c.changed.Object("api") != nil
	if version := itemsAt(c.after, path); touched && c.after.String("signInAudience") == personalToo && len(version) == 1 && string(version[0]) != "2" {
		return valueError(path, string(version[0]), "it is 2 with personal accounts in signInAudience: set both at once")
	}
	return nil
}

// itemsAt are the values that a path leads to, the items of lists one by one.
func itemsAt(o *odata.Object, path string) []json.RawMessage {
	name, rest, deeper := strings.Cut(path, "/")
	raw, ok := o.Raw(name)
	if !ok {
		return nil
	}
	var items []json.RawMessage
	if raw[0] != '[' {
		items = []json.RawMessage{raw}
	} else if json.Unmarshal(raw, &items) != nil {
		return nil
	}
	if !deeper {
		return items
	}
	var found []json.RawMessage
	for _, item := range items {
		if inner, err := odata.ParseObject(item); err == nil {
			found = append(found, itemsAt(inner, rest)...)
		}
	}
	return found
}

func textsAt(o *odata.Object, path string) []string {
	var texts []string
	for _, item := range itemsAt(o, path) {
		if s, ok := textOf(item); ok && !isNull(item) {
			texts = append(texts, s)
		}
	}
	return texts
}
