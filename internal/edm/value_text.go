package edm

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// checkText checks a text against the rule's bounds and form.
func (p *place) checkText(s string, rule *Rule) *ValueError {
	if n := utf8.RuneCountInString(s); rule.MaxLength > 0 && n > rule.MaxLength {
		return p.failText(s, rule, "at most %d characters are allowed, not %d", rule.MaxLength, n)
	}
	if len(rule.Allowed) > 0 && !containsFold(rule.Allowed, s) {
		return p.failText(s, rule, "it is none of the values%s", oneOf(s, rule.Allowed))
	}
	return p.checkFormat(s, rule)
}

func (p *place) checkFormat(s string, rule *Rule) *ValueError {
	switch rule.Format {
	case UserPrincipalName:
		return checkUPN(s)
	case MailNickname:
		return checkMailNickname(s)
	case CountryCode:
		if len(s) != 2 || !isLetter(s[0]) || !isLetter(s[1]) {
			return p.failText(s, rule, "it is a country code of two letters (ISO 3166): US, JP, GB")
		}
	case NoAccents:
		for _, r := range s {
			if r > '~' {
				return p.failText(s, rule, "%q is not allowed: letters with accents may not stand here", r)
			}
		}
	case Policies:
		if !isPolicies(s) {
			return p.failText(s, rule, "it is None, DisablePasswordExpiration, DisableStrongPassword, or the last two joined by a comma")
		}
	case ImmutableID:
		if strings.ContainsAny(s, "$_") {
			return p.failText(s, rule, "the characters $ and _ may not stand in it")
		}
	case Entitlement:
		if strings.HasPrefix(s, ".") || strings.ContainsFunc(s, notInEntitlement) {
			return p.failText(s, rule, "it is letters, digits and !#$%%&'()*+,-./:;<=>?@[]^_`{|}~, without spaces, and begins with no dot")
		}
	case GroupClaims:
		if word := badGroupClaim(s); word != "" {
			return p.failText(s, rule, "it is none of the values%s", oneOf(word, groupClaims))
		}
	default:
		if bad := p.badForm(s, rule.Format); bad != "" {
			return p.failText(s, rule, "%s", bad)
		}
	}
	return nil
}

// badForm says what is wrong with the form of a text, "" if nothing is.
func (p *place) badForm(s string, f Format) string {
	switch f {
	case Filled:
		return badUnless(strings.TrimSpace(s) != "", "it may not be empty")
	case Definition:
		return badDefinition(p.owner.Name, s)
	case GUID:
		return badUnless(odata.IsGUID(s), "it is a GUID: 00000000-0000-0000-0000-000000000000")
	case WebURL, SecureURL, RedirectURI, IdentifierURI:
		return badURI(f, s)
	case CredentialName:
		return badUnless(isCredentialName(s), "it is 3 to 120 letters, digits, - and _, and begins with a letter or digit")
	case ExtensionName:
		return badUnless(s != "" && !strings.ContainsFunc(s, notInExtension), "it is letters, digits and underscores")
	case Tag:
		return badUnless(s != "" && !strings.ContainsFunc(s, unicode.IsSpace), "a tag is not empty and has no spaces")
	case Email:
		name, domain, ok := strings.Cut(s, "@")
		return badUnless(ok && name != "" && domain != "" && !strings.ContainsFunc(s, notInURI), "it is an e-mail address: admin@contoso.com")
	}
	return ""
}

// isCredentialName tells whether a federated credential may have a name; how
// long it may be at most is the rule's.
func isCredentialName(s string) bool {
	const least = 3
	other := func(r rune) bool { return r != '-' && notInExtension(r) }
	return len(s) >= least && !strings.ContainsFunc(s, other) && s[0] != '-' && s[0] != '_'
}

func notInExtension(r rune) bool {
	return (r|0x20 < 'a' || r|0x20 > 'z') && (r < '0' || r > '9') && r != '_'
}

// notInEntitlement: characters beside those that the reference on appRole
// lists.
func notInEntitlement(r rune) bool {
	return r <= ' ' || r > '~' || r == '"' || r == '\\'
}

// groupClaims are the values of groupMembershipClaims: the reference's, and
// two that the service takes besides.
var groupClaims = []string{"None", "SecurityGroup", "All", "DirectoryRole", "ApplicationGroup"}

// badGroupClaim is the first word that is no value, "" if there is none.
func badGroupClaim(s string) string {
	for word := range strings.SplitSeq(s, ",") {
		if word = strings.TrimSpace(word); s != "" && !containsFold(groupClaims, word) {
			return word
		}
	}
	return ""
}

func isLetter(c byte) bool { c = lower(c); return 'a' <= c && c <= 'z' }

func containsFold(list []string, s string) bool {
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}

func (p *place) fail(value json.RawMessage, rule *Rule, format string, args ...any) *ValueError {
	var s string
	if json.Unmarshal(value, &s) != nil {
		s = string(value)
	}
	return p.failText(s, rule, format, args...)
}

// failText leaves secrets out of the error.
func (p *place) failText(s string, rule *Rule, format string, args ...any) *ValueError {
	if rule.WriteOnly || p.typ == "Edm.Binary" { // a file of a private key is one
		s = ""
	}
	return valueError(p.path, s, format, args...)
}
