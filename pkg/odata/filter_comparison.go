package odata

import "strings"

func (p *parser) comparison() Expr {
	left := p.operand()
	if p.err != nil {
		return nil
	}
	op := strings.ToLower(p.tok.text)
	at := p.tok.pos
	switch {
	case p.tok.isWord("in"):
		p.advance()
		return p.in(at, left)
	case p.tok.kind == tokenWord && isComparison(op):
		p.advance()
		right := p.operand()
		if p.err != nil {
			return nil
		}
		return &Binary{At: at, Op: op, L: left, R: right}
	}
	return left
}

func isComparison(op string) bool {
	switch op {
	case "eq", "ne", "gt", "ge", "lt", "le", "has":
		return true
	}
	return false
}

func (p *parser) in(at int, x Expr) Expr {
	if !p.expect("(", "a list in parentheses, such as in ('a','b')") {
		return nil
	}
	if !p.enter() {
		return nil
	}
	defer p.leave()
	e := &In{At: at, X: x}
	for {
		item := p.operand()
		if p.err != nil {
			return nil
		}
		if _, ok := item.(*Literal); !ok {
			p.failAt(item.Pos(), p.wordAt(item), "in takes a list of constants; text stands in single quotes")
			return nil
		}
		e.List = append(e.List, item)
		if !p.accept(",") {
			break
		}
	}
	if !p.expect(")", "a comma or a closing parenthesis") {
		return nil
	}
	return e
}

// checkCondition fails if an expression surely is neither true nor false.
func (p *parser) checkCondition(e Expr) bool {
	if p.err != nil {
		return false
	}
	switch e := e.(type) {
	case *Literal:
		if e.Kind == Bool || e.Kind == Null {
			return true
		}
	case *Call:
		if f, ok := findFunction(e.Name); !ok || f.condition || f.name == "cast" {
			return true
		}
	default:
		return true
	}
	p.failAt(e.Pos(), p.wordAt(e), "this is neither true nor false; a comparison was expected, such as "+p.wordAt(e)+" eq 'value'")
	return false
}

// wordAt gives the text of a literal, or of a name, for an error.
func (p *parser) wordAt(e Expr) string {
	l := lexer{text: p.text, pos: e.Pos()}
	return l.next().text
}
