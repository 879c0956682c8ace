package tabular

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// value gives a cell as a value that encodes to the property's JSON, nil if
// the cell says nothing, or the rule that it breaks.
func (c column) value(cell string) (value any, rule string) {
	if c.path == pathPassword {
		return cell, ""
	}
	cell = strings.TrimSpace(cell)
	if strings.HasPrefix(cell, "System.Collections.Generic.") {
		// Export-Csv writes the type of a list in place of the list.
		return nil, ""
	}
	switch c.form {
	case formBool:
		return c.boolean(cell)
	case formTime:
		return dateTime(cell)
	case formInt:
		n, err := strconv.ParseInt(cell, 10, 64)
		if err != nil {
			return nil, "must be a whole number"
		}
		return n, ""
	case formList:
		if items := list(cell); items != nil {
			return items, ""
		}
		return nil, ""
	}
	if c.policy != "" {
		return c.boolean(cell)
	}
	if c.path == "usageLocation" {
		// ISO 3166 codes are written in upper case; the directory keeps them so.
		return strings.ToUpper(cell), ""
	}
	return cell, ""
}

func (c column) boolean(cell string) (any, string) {
	switch strings.ToLower(cell) {
	case "true", "yes", "1":
		return !c.negated, ""
	case "false", "no", "0":
		return c.negated, ""
	}
	return nil, "must be true or false (or yes, no, 1, 0)"
}

// dateTime takes RFC 3339 or a date, which means its first moment in UTC.
func dateTime(cell string) (any, string) {
	for _, layout := range []string{time.RFC3339Nano, time.DateOnly} {
		if t, err := time.Parse(layout, cell); err == nil {
			return t.UTC().Format(time.RFC3339Nano), ""
		}
	}
	return nil, "must be a date such as 2026-04-01 or a time such as 2026-04-01T09:00:00Z"
}

// list splits at semicolons, as lists are printed; empty items fall away.
func list(cell string) []string {
	var items []string
	for item := range strings.SplitSeq(cell, ";") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// ruleOf gives the rule in an error of internal/edm, which never holds more
// of the value than the rule needs.
func ruleOf(err error) string {
	var v *edm.ValueError
	if errors.As(err, &v) {
		return v.Rule
	}
	return err.Error()
}

// mailRule gives the rule that an e-mail address breaks: a name, one @ and a
// domain, without white space. The directory is the judge of the rest.
func mailRule(path string, value any) string {
	if path != "otherMails" && path != "mail" {
		return ""
	}
	items, ok := value.([]string)
	if text, isText := value.(string); !ok && isText {
		items = []string{text}
	}
	for _, item := range items {
		name, domain, _ := strings.Cut(item, "@")
		if name == "" || domain == "" || strings.ContainsAny(item, " \t\r\n") || strings.Contains(domain, "@") {
			return strconv.Quote(item) + " is no e-mail address: it has the form name@domain"
		}
	}
	return ""
}
