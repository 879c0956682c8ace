package odata

import "strings"

// String implements [Expr].
func (e *Binary) String() string { return render(e) }

// String implements [Expr].
func (e *Not) String() string { return render(e) }

// String implements [Expr].
func (e *In) String() string { return render(e) }

// String implements [Expr].
func (e *Call) String() string { return render(e) }

// String gives the segments with slashes between them.
func (e *Path) String() string { return strings.Join(e.Segments, "/") }

// String implements [Expr].
func (e *Lambda) String() string { return render(e) }

func render(e Expr) string {
	var w exprWriter
	w.expr(e)
	return w.String()
}

// exprWriter writes an expression in one go, however deep it is.
type exprWriter struct{ strings.Builder }

func (w *exprWriter) expr(e Expr) {
	switch e := e.(type) {
	case *Binary:
		w.binary(e)
	case *Not:
		w.WriteString("not ")
		w.inner(e.X, isCompound(e.X))
	case *In:
		w.inner(e.X, isCompound(e.X))
		w.WriteString(" in ")
		w.list(e.List)
	case *Call:
		w.WriteString(e.Name)
		w.list(e.Args)
	case *Lambda:
		w.lambda(e)
	case *Path:
		w.WriteString(e.String())
	case *Literal:
		w.WriteString(e.String())
	}
}

// binary writes chains of one operator without parentheses.
func (w *exprWriter) binary(e *Binary) {
	if e.Op != "and" && e.Op != "or" {
		w.inner(e.L, isCompound(e.L))
		w.WriteString(" " + e.Op + " ")
		w.inner(e.R, isCompound(e.R))
		return
	}
	for i, part := range leftChain(e) {
		if i > 0 {
			w.WriteString(" " + e.Op + " ")
		}
		b, ok := part.(*Binary)
		w.inner(part, ok && (b.Op == e.Op || b.Op == "or" && e.Op == "and"))
	}
}

// leftChain gives the parts of a chain that leans to the left; a part that
// is itself a chain of the same operator was in parentheses.
func leftChain(e *Binary) []Expr {
	length := 1
	first := Expr(e)
	for b, ok := first.(*Binary); ok && b.Op == e.Op; b, ok = first.(*Binary) {
		first = b.L
		length++
	}
	parts := make([]Expr, length)
	parts[0] = first
	x := e
	for i := length - 1; i > 0; i-- {
		parts[i] = x.R
		x, _ = x.L.(*Binary)
	}
	return parts
}

func (w *exprWriter) inner(e Expr, parentheses bool) {
	if parentheses {
		w.WriteByte('(')
		defer w.WriteByte(')')
	}
	w.expr(e)
}

func (w *exprWriter) list(items []Expr) {
	w.WriteByte('(')
	for i, item := range items {
		if i > 0 {
			w.WriteByte(',')
		}
		w.inner(item, isCompound(item))
	}
	w.WriteByte(')')
}

func (w *exprWriter) lambda(e *Lambda) {
	name := "/any("
	if e.All {
		name = "/all("
	}
	w.WriteString(e.Source.String() + name)
	if e.Body != nil {
		w.WriteString(e.Var + ":")
		w.expr(e.Body)
	}
	w.WriteByte(')')
}

// isCompound tells whether an expression needs parentheses as an operand.
func isCompound(e Expr) bool {
	switch e.(type) {
	case *Binary, *Not, *In:
		return true
	}
	return false
}
