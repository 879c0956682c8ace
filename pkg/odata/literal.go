package odata

// LiteralKind is the type of a literal.
type LiteralKind uint8

// The kinds of literals, with the form of their text.
const (
	Null      LiteralKind = iota // null
	Bool                         // true, false
	String                       // the string without quotes
	Int                          // a decimal number that fits 64 bits
	Decimal                      // any other number: 1.5, 1e10
	GUID                         // lower case, with dashes
	Date                         // 2020-01-31
	DateTime                     // 2020-01-31T08:00:00Z: RFC 3339, upper case
	TimeOfDay                    // 08:00:00
	Duration                     // without quotes: P1DT2H
	Enum                         // a member's name without quotes; Type is its type
	Binary64                     // base64url without quotes
)

// String gives the kind's name as in "a String was expected".
func (k LiteralKind) String() string {
	names := [...]string{
		"null", "Boolean", "string", "integer", "decimal number", "GUID", "date", "date and time",
		"time of day", "duration", "enumeration member", "binary value",
	}
	if int(k) < len(names) {
		return names[k]
	}
	return "literal"
}

// Literal is a constant.
type Literal struct {
	At   int
	Kind LiteralKind
	Text string // see the kinds
	Type string // the type's qualified name, of an Enum only
}

// String gives the literal in OData 4's form.
func (e *Literal) String() string {
	switch e.Kind {
	case Null:
		return "null"
	case String:
		return QuoteString(e.Text)
	case Duration:
		return "duration" + QuoteString(e.Text)
	case Binary64:
		return "binary" + QuoteString(e.Text)
	case Enum:
		return e.Type + QuoteString(e.Text)
	}
	return e.Text
}
