package tabular

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// column is what a heading stands for. A column without a path is passed
// over.
type column struct {
	heading string // as in the file, trimmed
	path    string // canonical name: "city", "employeeOrgData/division"
	form    form
	negated bool
	policy  string
}

// form is how a cell becomes JSON.
type form uint8

const (
	formText form = iota
	formBool
	formTime
	formInt
	formList // strings joined by ";"
)

// label names the column's content; two columns may not have the same.
func (c column) label() string { return c.path + c.policy }

// squeeze takes out white space and case, so that "First name" is the
// FirstName of Export-Csv.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// findColumn finds what a heading stands for.
func findColumn(kind Kind, heading string) (column, bool) {
	c := column{heading: heading}
	name := squeeze(heading)
	switch kind {
	case Members:
		c.path = name
		return c, name == "group" || name == "member"
	case Groups:
		if name == squeeze(pathType) {
			c.path = pathType
			return c, true
		}
		return c.resolve(edm.Lookup("group"), name)
	}
	return c.findUser(name)
}

func (c column) findUser(name string) (column, bool) {
	names := userNames()
	if inner, ok := bracketed(name); ok {
		// The template's one Boolean column asks whether to block sign-in,
		// in whatever language, under the name of its opposite.
		name, names = inner, portalNames()
	}
	if i := slices.IndexFunc(names, func(a alias) bool { return a.heading == name }); i >= 0 {
		c.negated, c.policy = names[i].negated, names[i].policy
		return c.resolve(edm.Lookup("user"), names[i].path)
	}
	if slices.Contains(userPassedOver(), name) {
		return c, true
	}
	return c.resolve(edm.Lookup("user"), name)
}

// bracketed gives the name in brackets of "Name [displayName] Required".
func bracketed(name string) (string, bool) {
	_, after, ok := strings.Cut(name, "[")
	inner, _, closed := strings.Cut(after, "]")
	return inner, ok && closed
}

// resolve finds a property by its name in any case, one within a structure
// as "a/b", "a.b" or by its own name alone. What cannot be written is passed
// over.
func (c column) resolve(t *edm.Type, name string) (column, bool) {
	outer, leaf, nested := strings.Cut(strings.Replace(name, ".", "/", 1), "/")
	p, ok := t.Property(outer)
	if !nested && !ok {
		leaf, nested = outer, true
		p, ok = ownerOf(t, leaf)
	}
	if !ok {
		return c, false
	}
	c.path = p.Name
	if nested {
		inner, ok := edm.Lookup(p.Type).Property(leaf)
		if !ok || p.Collection {
			return c, false
		}
		c.path, p = p.Name+"/"+inner.Name, inner
	}
	c.form, ok = formOf(p)
	if t.Rule(c.path).ReadOnly || !ok {
		c.path = ""
	}
	return c, true
}

// ownerOf finds the structure that a name is a member of, among those whose
// members are commonly given by name alone.
func ownerOf(t *edm.Type, leaf string) (edm.Property, bool) {
	for _, name := range []string{"onPremisesExtensionAttributes", "employeeOrgData", "passwordProfile"} {
		p, ok := t.Property(name)
		if !ok {
			continue
		}
		if _, ok := edm.Lookup(p.Type).Property(leaf); ok {
			return p, true
		}
	}
	return edm.Property{}, false
}

// formOf is false for what a cell cannot hold.
func formOf(p edm.Property) (form, bool) {
	switch t := edm.Lookup(p.Type); {
	case p.Collection:
		return formList, p.Type == "Edm.String"
	case t != nil:
		return formText, t.Kind == edm.Enum
	}
	switch p.Type {
	case "Edm.Boolean":
		return formBool, true
	case "Edm.DateTimeOffset":
		return formTime, true
	case "Edm.Int32", "Edm.Int64":
		return formInt, true
	}
	return formText, p.Type == "Edm.String" || p.Type == "Edm.Guid" || p.Type == "Edm.Date"
}

// headings finds what all headings stand for. Those without a name may only
// stand at the end, where sheets leave them.
func headings(kind Kind, rec record) ([]column, error) {
	columns := make([]column, len(rec.fields))
	named := rec.fields
	if hasReasons(named) {
		named = named[:len(named)-1]
		columns[len(named)].heading = reasonHeading
	}
	var unknown []string
	for i, field := range named {
		if blank(named[i:]) {
			break
		}
		c, ok := findColumn(kind, strings.TrimSpace(field))
		if !ok {
			unknown = append(unknown, c.heading)
		}
		columns[i] = c
	}
	if len(unknown) > 0 {
		return nil, unknownHeadings(kind, rec.line, unknown, len(unknown) < len(named))
	}
	return columns, checkColumns(kind, rec.line, columns)
}

// hasReasons tells headings that end with "reason": those of a file of
// rejected rows, given again once it is mended.
func hasReasons(fields []string) bool {
	n := len(fields)
	return n > 1 && squeeze(fields[n-1]) == reasonHeading
}

func checkColumns(kind Kind, line int, columns []column) error {
	seen := make(map[string]string)
	for _, c := range columns {
		if c.path == "" {
			continue
		}
		if first, ok := seen[c.label()]; ok {
			return invalid("line %d: the headings %q and %q both stand for %s", line, first, c.heading, c.path).
				WithHint("take one of the columns out")
		}
		seen[c.label()] = c.heading
	}
	var missing []string
	for _, name := range required(kind) {
		if _, ok := seen[name]; !ok {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return invalid("line %d: no column %s", line, strings.Join(missing, ", ")).
			WithHint(fmt.Sprintf("a file of %s needs the columns %s", kind, strings.Join(required(kind), " and ")))
	}
	return nil
}
