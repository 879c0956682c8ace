package edm

import (
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// literal checks that a literal fits the type of a place.
func (c *filterCheck) literal(p place, lit *odata.Literal) *FilterError {
	fail := func(format string, args ...any) *FilterError {
		return &FilterError{Pos: lit.At, Path: p.path, Msg: fmt.Sprintf(format, args...)}
	}
	switch {
	case p.count:
		if lit.Kind != odata.Int {
			return fail("$count is a whole number, not %s", lit)
		}
		return nil
	case lit.Kind == odata.Null || p.typ == "":
		return nil
	case p.relation:
		return fail("it is a relation; compare a property of it: %s/id", p.full)
	}
	t := p.at
	if t == nil {
		return fitsPrimitive(p.typ, lit, fail)
	}
	if t.Kind != Enum {
		return fail("it has parts; compare one of them: %s/%s", p.full, firstName(t))
	}
	if lit.Kind != odata.String && lit.Kind != odata.Enum {
		return fail("it is one of %s, in single quotes, not %s", strings.Join(t.Members, ", "), lit)
	}
	for part := range strings.SplitSeq(lit.Text, ",") {
		if !t.HasMember(strings.TrimSpace(part)) {
			return fail("%s is none of its values%s", lit, oneOf(part, t.Members))
		}
	}
	return nil
}

func firstName(t *Type) string {
	for p := range t.AllProperties() {
		return p.Name
	}
	return "..."
}

func oneOf(word string, members []string) string {
	near := didYouMean(Near(word, members))
	if len(members) == 0 || len(members) > 12 {
		return near
	}
	return ": " + strings.Join(members, ", ") + near
}

// fitsPrimitive checks a literal against a type of the namespace Edm.
func fitsPrimitive(typ string, lit *odata.Literal, fail func(string, ...any) *FilterError) *FilterError {
	ok, hint := false, ""
	switch typ {
	case "Edm.String":
		ok, hint = lit.Kind == odata.String, "write "+odata.QuoteString(lit.Text)
	case "Edm.Boolean":
		ok, hint = lit.Kind == odata.Bool, "write true or false, without quotes"
	case "Edm.Guid":
		ok, hint = lit.Kind == odata.GUID, "write it without quotes: 00000000-0000-0000-0000-000000000000"
	case "Edm.DateTimeOffset":
		ok, hint = lit.Kind == odata.DateTime, "write it without quotes: 2020-01-31T00:00:00Z"
	case "Edm.Date":
		ok, hint = lit.Kind == odata.Date, "write it without quotes: 2020-01-31"
	case "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Byte", "Edm.SByte":
		ok, hint = lit.Kind == odata.Int, "write a whole number without quotes"
	case "Edm.Double", "Edm.Single", "Edm.Decimal":
		ok, hint = lit.Kind == odata.Int || lit.Kind == odata.Decimal, "write a number without quotes"
	case "Edm.Duration":
		ok, hint = lit.Kind == odata.Duration, "write duration'P1D'"
	case "Edm.TimeOfDay":
		ok, hint = lit.Kind == odata.TimeOfDay, "write it without quotes: 08:00:00"
	default:
		ok = true
	}
	if ok {
		return nil
	}
	return fail("it is %s, not %s; %s", describe(typ), lit, hint)
}

// describe names a primitive type in words.
func describe(typ string) string {
	switch typ {
	case "Edm.String":
		return "a text"
	case "Edm.Boolean":
		return "true or false"
	case "Edm.Guid":
		return "a GUID"
	case "Edm.DateTimeOffset":
		return "a date with time"
	case "Edm.Date":
		return "a date"
	case "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Byte", "Edm.SByte":
		return "a whole number"
	case "Edm.Double", "Edm.Single", "Edm.Decimal":
		return "a number"
	case "Edm.Duration":
		return "a duration"
	case "Edm.TimeOfDay":
		return "a time of day"
	case "Edm.Binary", "Edm.Stream":
		return "binary data"
	}
	return "a " + typ
}
