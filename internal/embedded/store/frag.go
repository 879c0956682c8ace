package store

import "strings"

// frag is a piece of a statement: text and the arguments of its parameters.
type frag struct {
	sql  string
	args []any
}

// arg is a value that becomes a parameter.
type arg struct{ v any }

// join puts a piece together from text (string), values (arg) and pieces
// (frag, operand).
func join(parts ...any) frag {
	var text strings.Builder
	var args []any
	for _, part := range parts {
		switch p := part.(type) {
		case string:
			text.WriteString(p)
		case arg:
			text.WriteByte('?')
			args = append(args, p.v)
		case frag:
			text.WriteString(p.sql)
			args = append(args, p.args...)
		case operand:
			text.WriteString(p.sql)
			args = append(args, p.args...)
		}
	}
	return frag{text.String(), args}
}

// list puts pieces between parentheses, with commas.
func list(parts []frag) frag {
	all := []any{"("}
	for i, p := range parts {
		if i > 0 {
			all = append(all, ", ")
		}
		all = append(all, p)
	}
	return join(append(all, ")")...)
}

// tree joins conditions by AND or OR, in pairs of pairs: SQLite bounds the
// depth of an expression, and a chain of a thousand is as deep as it is long.
func tree(op string, parts []frag) frag {
	if len(parts) == 1 {
		return parts[0]
	}
	half := len(parts) / 2
	return join("(", tree(op, parts[:half]), " "+op+" ", tree(op, parts[half:]), ")")
}
