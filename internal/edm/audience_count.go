package edm

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

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
	if version := itemsAt(c.after, path); touched && strings.EqualFold(c.after.String("signInAudience"), personalToo) && len(version) == 1 && string(version[0]) != "2" {
		return valueError(path, string(version[0]), "it is 2 with personal accounts in signInAudience: set both at once")
	}
	return nil
}
