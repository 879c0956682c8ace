package aadgraph

import "strings"

// parseRow reads the properties of a type: "name=canonical:type*?+". The
// canonical path is left out where it is the name, and is "-" where there is
// none; its steps have dots between them: "name", "name[0]", "name[mobile]",
// and "signInAudience!" is a conversion; after | there are others whose lists
// a list has too. The type is left out for a string,
// and is f or t for a Boolean that is false or true where nothing is said.
// Then * is a collection, ? read-only, + only in version beta, ~ taken from
// clients and not kept, ^ taken from clients and not shown.
func parseRow(text string) []property {
	var list []property
	for field := range strings.FieldsSeq(text) {
		p := property{since: version201304}
		name, typ, _ := strings.Cut(p.flags(field), ":")
		p.typ, p.absent = typeOf(typ), "null"
		switch {
		case p.list:
			p.absent = "[]"
		case typ == "f":
			p.absent = "false"
		case typ == "t":
			p.absent = "true"
		}
		name, path, other := strings.Cut(name, "=")
		if p.name = name; !other {
			path = name
		}
		path, p.audience = strings.CutSuffix(path, "!")
		path, also, _ := strings.Cut(path, "|")
		if path != "-" {
			p.path = parseSteps(path)
		}
		for more := range strings.SplitSeq(also, "|") {
			if more != "" {
				p.also = append(p.also, parseSteps(more))
			}
		}
		list = append(list, p)
	}
	return list
}

// flags takes the signs off the end of a field.
func (p *property) flags(field string) string {
	for {
		switch last := len(field) - 1; field[last] {
		case '*':
			p.list = true
		case '?':
			p.readOnly = true
		case '~':
			p.ignored = true
		case '^':
			p.secret = true
		case '+':
			p.since = versionBeta
		default:
			return field
		}
		field = field[:len(field)-1]
	}
}

func parseSteps(path string) []step {
	var steps []step
	for part := range strings.SplitSeq(path, ".") {
		name, element, _ := strings.Cut(strings.TrimSuffix(part, "]"), "[")
		steps = append(steps, step{name, element})
	}
	return steps
}

func typeOf(letter string) string {
	switch letter {
	case "":
		return "Edm.String"
	case "b", "f", "t":
		return "Edm.Boolean"
	case "d":
		return "Edm.DateTime"
	case "g":
		return "Edm.Guid"
	case "i":
		return "Edm.Int32"
	case "x":
		return "Edm.Binary"
	}
	return letter
}
