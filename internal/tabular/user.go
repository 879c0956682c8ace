package tabular

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// signIn checks what takes more than one value to check: the domain of the
// name, the mail nickname that follows from it, and the password.
func (c *cells) signIn(o *odata.Object) {
	upn := o.String("userPrincipalName")
	if upn != "" {
		c.domain(upn)
	}
	if upn != "" && c.text("mailNickname") == "" && DefaultMailNickname(upn) == "" {
		c.fault("mailNickname", "must be given: nothing of the name before the @ may stand in it")
	}
	if password := o.Object("passwordProfile").String("password"); password != "" {
		if rule := passwordRule(password, o); rule != "" {
			c.fault(pathPassword, rule)
		}
	}
}

// domain checks that a userPrincipalName is in a verified domain.
func (c *cells) domain(upn string) {
	_, domain, _ := strings.Cut(upn, "@")
	if c.domains == nil || slices.Contains(c.domains, odata.Fold(domain)) {
		return
	}
	rule := fmt.Sprintf("its domain %s is not a verified domain of the directory", domain)
	if n := len(c.domains); n > 0 && n <= 5 {
		rule += " (" + strings.Join(c.domains, ", ") + ")"
	}
	c.fault("userPrincipalName", rule)
}

// passwordRule gives the rule that a password breaks, never the password.
func passwordRule(password string, o *odata.Object) string {
	err := edm.CheckPassword(password, o.String(pathPolicies))
	var v *edm.ValueError
	switch {
	case errors.As(err, &v):
		return v.Rule
	case err != nil:
		return strings.ReplaceAll(err.Error(), password, mask)
	}
	local, _, _ := strings.Cut(odata.Fold(o.String("userPrincipalName")), "@")
	// The reference forbids the user name within the password. Names of one
	// or two letters are in too many passwords to mean anything.
	if len(local) > 2 && strings.Contains(odata.Fold(password), local) {
		return "must not contain the user's name"
	}
	return ""
}

// DefaultMailNickname is the mailNickname of a new user that is given none:
// the local part of the userPrincipalName without the characters that a
// mailNickname may not have. It is "" if nothing is left.
func DefaultMailNickname(upn string) string {
	local, _, _ := strings.Cut(upn, "@")
	return strings.Map(func(r rune) rune {
		if edm.CheckMailNickname("a"+string(r)+"a") != nil {
			return -1
		}
		return r
	}, local)
}
