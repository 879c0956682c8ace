package core

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// checkMembershipRule checks a rule that the body sets. props is the group as
// it will be. A rule that was set before may stay when a group is no longer
// dynamic.
func (b *body) checkMembershipRule(props *odata.Object) error {
	rule := b.props.String("membershipRule")
	if b.props.IsNull("membershipRule") {
		return nil
	}
	if !slices.Contains(props.Strings("groupTypes"), "DynamicMembership") {
		return badProperty("membershipRule", "A membership rule can be set only for a group whose groupTypes contain 'DynamicMembership'.")
	}
	if fault := ruleFault(rule); fault != "" {
		return badProperty("membershipRule", "The membership rule is not valid: %s.", fault)
	}
	return nil
}

// ruleFault says what is wrong with a rule, as far as that shows without
// reading it: texts and parentheses that are not closed, or no word of what
// the rule is about. It is "" if nothing is.
func ruleFault(rule string) string {
	bare, fault := withoutTexts(rule)
	if fault == "" {
		fault = bracketFault(bare)
	}
	if fault != "" {
		return fault
	}
	user, device := strings.Contains(bare, "user."), strings.Contains(bare, "device.")
	switch {
	case user && device:
		return "it is about users or about devices, not both"
	case !user && !device && !strings.HasPrefix(strings.ToLower(bare), "direct reports for"):
		return "it names no property of a user or device, such as user.department"
	}
	return ""
}

// withoutTexts leaves out what stands in quotes. A backquote or backslash in
// a text is an escape.
func withoutTexts(rule string) (bare, fault string) {
	var out strings.Builder
	var quote byte
	for i := 0; i < len(rule); i++ {
		switch c := rule[i]; {
		case quote != 0 && (c == '`' || c == '\\'):
			i++
		case c == quote:
			quote = 0
		case quote != 0:
		case c == '"' || c == '\'':
			quote = c
		default:
			out.WriteByte(c)
		}
	}
	if quote != 0 {
		return "", "a text in it has no closing quote"
	}
	return out.String(), ""
}

func bracketFault(bare string) string {
	var open []byte
	for i := range len(bare) {
		switch c := bare[i]; c {
		case '(':
			open = append(open, ')')
		case '[':
			open = append(open, ']')
		case ')', ']':
			if len(open) == 0 || open[len(open)-1] != c {
				return "a " + string(c) + " in it closes nothing"
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return "a " + string(open[len(open)-1]) + " is missing"
	}
	return ""
}
