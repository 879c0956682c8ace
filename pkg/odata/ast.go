package odata

// Expr is a node of a parsed $filter: *Binary, *Not, *In, *Call, *Path,
// *Lambda or *Literal. Nodes are not changed once they are parsed, and may be
// read by several goroutines.
type Expr interface {
	// Pos is the node's place in the text, in bytes from 0: for a Binary
	// that of its operator, for the others that of their first character.
	Pos() int
	// String gives the node in canonical OData 4 text, which parses to the
	// same tree: parentheses only where they are needed, names of functions
	// in their own case, version 3's literals in version 4's form.
	String() string
}

// Binary is a comparison or a combination of two conditions. A chain of and
// (or or) leans to the left: a and b and c is (a and b) and c; [Operands]
// gives its parts.
type Binary struct {
	At   int
	Op   string // and or eq ne gt ge lt le has
	L, R Expr
}

// Not is a condition's contrary. It binds weaker than a comparison: not a eq
// b is not (a eq b). (The specification has it the other way, where it makes
// sense only if a is Boolean, and then the two mean the same.)
type Not struct {
	At int
	X  Expr
}

// In is membership of a list that has at least one element.
type In struct {
	At   int
	X    Expr
	List []Expr // literals
}

// Call is a function of the specification with as many arguments as it
// takes. The type that is the last argument of isof and cast is a String
// literal, with or without quotes in the text; version 3's
// substringof('text',property) is contains(property,'text').
type Call struct {
	At   int
	Name string // canonical: contains startsWith endsWith tolower ...
	Args []Expr
}

// Path is the way to a property: names, type casts ("microsoft.graph.user"),
// and perhaps "$count" as the last segment. Inside a lambda the first
// segment may be its variable. There is at least one segment.
type Path struct {
	At       int
	Segments []string
}

// Lambda is a condition on the elements of a collection.
type Lambda struct {
	At     int
	Source *Path
	All    bool   // all(…), otherwise any(…)
	Var    string // the variable; "" for any()
	Body   Expr   // nil for any(), which is true if there is an element
}

// Pos implements [Expr].
func (e *Binary) Pos() int { return e.At }

// Pos implements [Expr].
func (e *Not) Pos() int { return e.At }

// Pos implements [Expr].
func (e *In) Pos() int { return e.At }

// Pos implements [Expr].
func (e *Call) Pos() int { return e.At }

// Pos implements [Expr].
func (e *Path) Pos() int { return e.At }

// Pos implements [Expr].
func (e *Lambda) Pos() int { return e.At }

// Pos implements [Expr].
func (e *Literal) Pos() int { return e.At }

// Operands gives the parts of a chain of one operator, "and" or "or", in
// their order; an expression of another kind is its own only part. It does
// not recurse, so that a chain of thousands is no matter.
func Operands(e Expr, op string) []Expr {
	var reversed []Expr
	stack := []Expr{e}
	for len(stack) > 0 {
		last := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if b, ok := last.(*Binary); ok && b.Op == op {
			stack = append(stack, b.L, b.R)
			continue
		}
		reversed = append(reversed, last)
	}
	for i, j := 0, len(reversed)-1; i < j; i, j = i+1, j-1 {
		reversed[i], reversed[j] = reversed[j], reversed[i]
	}
	return reversed
}
