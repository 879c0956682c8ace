package odata

import "strings"

// SearchExpr is a node of a parsed $search: *Term, *SearchBinary or
// *SearchNot.
type SearchExpr interface {
	// Pos is the node's place in the text, in bytes from 0.
	Pos() int
	// String gives text that parses to the same tree, every term quoted.
	String() string
}

// Term is one clause: "displayName:foo", or a word alone.
type Term struct {
	At       int
	Property string // "" if the clause names none
	Text     string // what is looked for
}

// SearchBinary joins two clauses. Chains lean to the left.
type SearchBinary struct {
	At   int
	Op   string // AND or OR
	L, R SearchExpr
}

// SearchNot is what does not fit a clause.
type SearchNot struct {
	At int
	X  SearchExpr
}

// Pos implements [SearchExpr].
func (t *Term) Pos() int { return t.At }

// Pos implements [SearchExpr].
func (b *SearchBinary) Pos() int { return b.At }

// Pos implements [SearchExpr].
func (n *SearchNot) Pos() int { return n.At }

// String gives the clause in double quotes, with \ before those inside.
func (t *Term) String() string {
	text := t.Text
	if t.Property != "" {
		text = t.Property + ":" + text
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// String implements [SearchExpr].
func (b *SearchBinary) String() string {
	parts := make([]string, 0, 2)
	e := SearchExpr(b)
	for x, ok := e.(*SearchBinary); ok && x.Op == b.Op; x, ok = e.(*SearchBinary) {
		parts = append(parts, b.part(x.R))
		e = x.L
	}
	parts = append(parts, b.part(e))
	var w strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		w.WriteString(parts[i])
		if i > 0 {
			w.WriteString(" " + b.Op + " ")
		}
	}
	return w.String()
}

// part gives a side, in parentheses where it would be read otherwise.
func (b *SearchBinary) part(e SearchExpr) string {
	if x, ok := e.(*SearchBinary); ok && (x.Op == b.Op || b.Op == "AND") {
		return "(" + x.String() + ")"
	}
	return e.String()
}

// String implements [SearchExpr].
func (n *SearchNot) String() string {
	if _, ok := n.X.(*Term); ok {
		return "NOT " + n.X.String()
	}
	return "NOT (" + n.X.String() + ")"
}
